/** What the page does while a long run lasts: at each animation frame, see what is new. */
import { PROGRESS } from '../calls.ts';
import type { Clock } from '../clock.ts';
import type { Connection } from './connection.ts';
import { PATCH_POLL_MS, WATCH_AFTER_MS } from '../limits.ts';
import type { Progress } from '../protocol.ts';
import type { FrameSource } from './source.ts';

/** `onNews` is told the progress if it is known; answers how to end the watch. */
export function watchRun(
  clock: Clock,
  connection: Connection,
  source: FrameSource,
  onNews: (progress: Progress | undefined) => void,
): () => void {
  let ended = false;
  const from = clock.now() + WATCH_AFTER_MS;
  let nextAsk = clock.now() + PATCH_POLL_MS;
  const ask = async (): Promise<void> => {
    nextAsk = Number.POSITIVE_INFINITY;
    try {
      const { progress } = await connection.call(PROGRESS);
      if (!ended) onNews(progress);
      nextAsk = clock.now() + PATCH_POLL_MS;
    } catch {
      // The worker died: the run itself hears of it.
    }
  };
  const tick = (): void => {
    callOff = clock.atFrame(tick);
    if (clock.now() < from) return;
    if (!source.mustAsk) onNews(source.progress);
    else if (clock.now() >= nextAsk) void ask();
  };
  let callOff = clock.atFrame(tick);
  return () => {
    ended = true;
    callOff();
  };
}
