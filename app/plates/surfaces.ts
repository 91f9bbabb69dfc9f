/** The two canvases of a map, each painted when something asks for it. */
import type { Scheduler, Step } from '../render/scheduler.ts';

export interface Painters {
  paint(canvas: HTMLCanvasElement): unknown;
  /** True: another frame is wanted. */
  paintOverlay(canvas: HTMLCanvasElement): boolean;
}
export interface Surface {
  /** Paint at the next frame. */
  request(): void;
  /** For the canvas. */
  readonly attach: (canvas: HTMLCanvasElement) => () => void;
}

function surface(scheduler: Scheduler, paint: (canvas: HTMLCanvasElement) => void): Surface {
  let step: Step | undefined;
  return {
    request: () => step?.request(),
    attach: (canvas) => {
      const own = scheduler.add('paint', () => paint(canvas));
      step = own;
      own.request();
      return () => own.remove();
    },
  };
}

/** The land, and the rings over it. */
export function surfacesOf(
  scheduler: Scheduler,
  map: Painters,
): { readonly land: Surface; readonly rings: Surface } {
  const land = surface(scheduler, (canvas) => void map.paint(canvas));
  const rings: Surface = surface(scheduler, (canvas) => {
    if (map.paintOverlay(canvas)) rings.request();
  });
  return { land, rings };
}
