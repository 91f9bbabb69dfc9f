/** A new experiment on the board that runs now. */
import { plainExperiment } from '../../engine/journal/index.ts';
import { session } from './session.svelte.ts';

export function beginAnew(): Promise<void> {
  const boots = session.script.items.filter(
    ({ comment, text }) => !comment && /^board\b/.test(text),
  );
  const boot = boots.findLast(({ at }) => at <= session.position)?.text;
  return session.load(plainExperiment(boot === undefined ? '' : `${boot}\n`));
}
