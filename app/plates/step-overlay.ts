/** Pictures of steps over the maps of one kind. */
import type { Overlay } from '../render/overlay.ts';
import type { StepPicture } from './step-marks.ts';

/** Paint over the maps until the answer is called; `picture` is asked at each frame. */
export function layOver<Stage>(
  over: Overlay<Stage>,
  picture: () => StepPicture | undefined,
  paint: (stage: Stage, now: StepPicture) => boolean,
): () => void {
  const painted = (stage: Stage): boolean => {
    const now = picture();
    return now !== undefined && paint(stage, now);
  };
  over.shown = painted;
  return () => {
    if (over.shown === painted) over.shown = undefined;
  };
}
