/** d3's brush over the folded axis, as an attachment: pixels in, pixels out. */
import { brushX, select } from 'd3';
import type { BrushBehavior, D3BrushEvent } from 'd3';

export interface AxisBrush {
  /** Show a window without telling anybody. */
  show(x0: number, x1: number): void;
  remove(): void;
}

export interface BrushInput {
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  /** Whether what is pressed now may move anything. */
  readonly allowed: () => boolean;
  /** A person moved the window as a `whole`, or one of its edges, or drew a new one. */
  readonly moved: (x0: number, x1: number, whole: boolean) => void;
  /** A click beside the window: where. */
  readonly picked: (x: number) => void;
}

export const attachBrush = (node: SVGGElement, input: BrushInput): AxisBrush => {
  const group = select<SVGGElement, unknown>(node);
  const behaviour: BrushBehavior<unknown> = brushX()
    .extent([
      [0, input.top],
      [input.width, input.bottom],
    ])
    .handleSize(16)
    .keyModifiers(false);
  let start: number | undefined;
  let shown: [number, number] = [0, 2];
  const show = (x0: number, x1: number): void => {
    shown = [x0, Math.max(x1, x0 + 2)];
    behaviour.move(group, shown);
  };
  behaviour.on('start', (event: D3BrushEvent<unknown>) => {
    start = (event.selection as [number, number] | null)?.[0];
  });
  behaviour.on('brush end', (event: D3BrushEvent<unknown>) => {
    if (!event.sourceEvent) return;
    if (!input.allowed()) {
      // Not by a filter: the brush hears the end of a touch whose beginning it was kept from, and throws.
      if (event.type === 'end') show(...shown);
      return;
    }
    const selection = event.selection as [number, number] | null;
    if (selection === null) {
      if (event.type === 'end' && start !== undefined) input.picked(start);
      return;
    }
    input.moved(selection[0], selection[1], event.mode === 'drag');
  });
  group.call(behaviour);
  return {
    show,
    remove: () => void group.selectAll('*').remove(),
  };
};
