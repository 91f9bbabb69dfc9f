/** Any command of the protocol with any arguments, on handles and files that are there. */
import fc from 'fast-check';
import type { Command } from '../../contract/command.ts';
import { formatCommand } from '../../language/index.ts';
import { cmem, plain, pools } from '../../test/any-command.ts';
import { FILES } from './files.ts';

const HANDLES = ['h0', 'h1', 'h2', 'h3', 'b0', 'b1', 'b2', 'p0', 'p1', 'm0', 'nobody', '__proto__'];
type Fields = Readonly<Record<string, unknown>>;
/** The same command with names and paths that the rest of a sitting knows. */
function known(part: unknown, pick: (from: readonly string[]) => string): unknown {
  if (Array.isArray(part)) return part.map((each) => known(each, pick));
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part as Fields).map(([name, value]) => {
    if (name === 'handle' || name === 'into') return [name, pick(HANDLES)];
    if (name === 'path') return [name, pick(FILES)];
    if (name === 'process') return [name, Number(pick(['1', '2', '3']))];
    return [name, known(value, pick)];
  });
  return Object.fromEntries(entries) as Fields;
}

/** Boots and workloads have lines of their own: these would take a board of any size, and any time. */
const calm = ({ kind }: Command): boolean => kind !== 'board' && kind !== 'workload';

/** Every field is drawn, so that most lines are refused: that must happen in words. */
export const anyLine: fc.Arbitrary<string> = fc
  .tuple(fc.oneof(...plain, ...pools, ...cmem).filter(calm), fc.infiniteStream(fc.nat(1_000)))
  .map(([command, numbers]) => {
    const pick = (from: readonly string[]): string =>
      from[(numbers.next().value as number) % from.length]!;
    return formatCommand(known(command, pick) as Command);
  });
