/** Lines that mostly do something: they are tried on a machine while a sitting is drawn. */
import { ALL_SYSTEMS } from '../../machine/all-systems.ts';
import type { Outcome } from '../../contract/command.ts';
import { createMachine, type Machine } from '../../index.ts';
import { parse } from '../../language/index.ts';
import { createRng } from '../../memory/rng.ts';

/** One in so many lines stays that only meets a refusal, or a handle that nothing was given to. */
const REFUSED = 4;
const UNKNOWN = 16;

/** `first`, and as many of the lines as are wanted; one that no longer is of the language goes. */
export function playedLines(
  first: readonly string[],
  lines: Iterable<string>,
  { most, seed }: { readonly most: number; readonly seed: number },
): readonly string[] {
  const rng = createRng(seed);
  const machine = createMachine(ALL_SYSTEMS);
  const kept = [...first];
  for (const line of first) does(machine, line);
  for (const line of lines) {
    if (kept.length >= most) break;
    const one = does(machine, line);
    if (one !== undefined && rng.below(one) === 0) kept.push(line);
  }
  return kept;
}

/** One in how many of such lines stays; undefined: it is none. */
function does(machine: Machine, line: string): number | undefined {
  const { statements } = parse(line);
  const command = statements[0]?.command;
  if (!command) return undefined;
  try {
    return worth(machine.exec(command));
  } catch {
    // That is for the target to find.
    return 1;
  }
}
function worth({ result }: Outcome): number {
  if (result.ok) return 1;
  return result.refusal.why.id === 'handle.unknown' ? UNKNOWN : REFUSED;
}
