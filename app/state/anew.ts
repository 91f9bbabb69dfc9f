/** A new experiment on the board that runs now; the present one goes to the shelf. */
import { plainExperiment } from '../../engine/journal/index.ts';
import { keeping } from './keeping.svelte.ts';
import { session } from './session.svelte.ts';

export function beginAnew(): Promise<void> {
  const boots = session.script.items.filter(
    ({ comment, text }) => !comment && /^board\b/.test(text),
  );
  const boot = boots.findLast(({ at }) => at <= session.position)?.text;
  return keeping.open(plainExperiment(boot === undefined ? '' : `${boot}\n`));
}
