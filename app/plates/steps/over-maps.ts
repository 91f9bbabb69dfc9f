/** Puts the step where the reader is over the maps, and brings it into view when they go there. */
import type { Frame } from '../../frame/frame.ts';
import type { Tale } from '../../steps/op-steps.svelte.ts';
import type { AnyPlate } from '../contract.ts';
import type { StepPicture } from '../step-marks.ts';

/** Tell the maps that what lies over them is another picture now. */
export const repaintMaps = (plates: readonly AnyPlate[]): void => {
  for (const { view } of plates) view.overlaid += 1;
};

/** Lay pictures over the maps until the answer is called; `picture` is asked at each frame. */
export const layOver = (
  plates: readonly AnyPlate[],
  picture: () => StepPicture | undefined,
): (() => void) => {
  const layers = plates.flatMap(({ steps }) => steps?.lay(picture) ?? []);
  return () => {
    for (const take of layers) take();
    repaintMaps(plates);
  };
};

/** Bring what a step is about into view, whatever map it is on. */
export const revealStep = (
  plates: readonly AnyPlate[],
  frame: Frame,
  { events }: Tale,
  at: number,
): void => {
  plates.some(({ steps }) => steps?.reveal(frame, events, at));
};
