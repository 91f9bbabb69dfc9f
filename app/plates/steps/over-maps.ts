/** Puts the step where the reader is over the maps, and brings it into view when they go there. */
import type { Frame } from '../../frame/frame.ts';
import type { Tale } from '../../steps/op-steps.svelte.ts';
import { PLATES } from '../index.ts';
import type { StepPicture } from '../step-marks.ts';

/** Tell the maps that what lies over them is another picture now. */
export const repaintMaps = (): void => {
  for (const { view } of PLATES) view.overlaid += 1;
};

/** Lay pictures over the maps until the answer is called; `picture` is asked at each frame. */
export const layOver = (picture: () => StepPicture | undefined): (() => void) => {
  const layers = PLATES.flatMap(({ steps }) => steps?.lay(picture) ?? []);
  return () => {
    for (const take of layers) take();
    repaintMaps();
  };
};

/** Bring what a step is about into view, whatever map it is on. */
export const revealStep = (frame: Frame, { events }: Tale, at: number): void => {
  PLATES.some(({ steps }) => steps?.reveal(frame, events, at));
};
