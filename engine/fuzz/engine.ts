/** The engine under a checked run: commands of every system, misuse included. */
import { checkedRun, type Broken } from '../check/checked-run.ts';
import { brokenText } from '../check/words.ts';
import { parse } from '../language/index.ts';
import { drawSitting } from './sitting.ts';
import type { Attempt, Target } from './target.ts';

/** What a case finds, `run --check` shows again. */
export const engineTarget: Target = {
  name: 'engine',
  about: 'commands of every system, misuse included, beside machines restored from checkpoints',
  mostMs: 20_000,
  draw: drawSitting,
  attempt,
  pieces: 'lines',
  repeat: (file) => `npm run -s carveout -- run ${file} --check`,
};

/** Checkpoints of a sitting that are gone on from; a finding that is made smaller has fewer than that. */
const RESTORES = 6;

/** The script under watch; lines that cannot be read are left out. */
function attempt(input: string): Attempt {
  const { statements } = parse(input);
  const commands = statements.map(({ command }) => command);
  const every = Math.ceil(commands.length / RESTORES);
  const { broken, outcomes, restores } = checkedRun(commands, { every });
  if (!broken) return { commands: outcomes.length, restores };
  const says = brokenText('line', broken, { commands, inherited: 0, statements }, 'en');
  return { commands: outcomes.length, restores, finding: { kind: kindOf(broken), says } };
}

/** Numbers left out: the same mistake on another address is the same kind. */
function kindOf({ promise, path, got }: Broken): string {
  const what = promise === 'throws' || promise === 'unsound' ? got : path;
  return `${promise} ${what.replace(/\d+/g, 'N')}`;
}
