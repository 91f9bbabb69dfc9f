/** Links of experiments of any size, without costing the page a frame. */
import { writeLink } from '../../../engine/journal/index.ts';
import type { Experiment, Refused } from '../../../engine/journal/index.ts';
import { MAX_SOURCE_CHARS } from '../../../engine/contract/limits.ts';

export type Link = { readonly text: string } | Refused;

/** Its name tells it from the machine's worker. The bundler finds the file by this very expression. */
const spawn = (): Worker =>
  new Worker(new URL('./link-worker.ts', import.meta.url), { type: 'module', name: 'link' });

/** From `hereChars` characters on a worker makes it; what no link holds is refused at once. */
export function linkOf(experiment: Experiment, hereChars: number): Promise<Link> {
  const chars = experiment.branches.reduce((sum, { text }) => sum + text.length, 0);
  if (chars < hereChars || chars > MAX_SOURCE_CHARS) return Promise.resolve(writeLink(experiment));
  const worker = spawn();
  return new Promise((resolve) => {
    const answer = (link: Link): void => {
      worker.terminate();
      resolve(link);
    };
    worker.onmessage = ({ data }: MessageEvent<Link>) => answer(data);
    // A worker that cannot start is no reason to have no link.
    worker.onerror = () => answer(writeLink(experiment));
    worker.postMessage(experiment);
  });
}
