/** A sitting at one board: a script of every system that the board has, and of what it has not. */
import fc from 'fast-check';
import { parse } from '../language/index.ts';
import { mapped, pools } from '../test/dma-journal.ts';
import { cma, cmem, msys } from '../test/journals.ts';
import { anyLine } from './sittings/any-line.ts';
import { bent } from './sittings/bent.ts';
import { grounds, insmod, type Ground } from './sittings/boards.ts';

/** Lines of a sitting: with more of them restored machines cannot go on to its end, see check/limits.ts. */
const MOST_LINES = 60;
/** Where pools of a board without CMA get their pages. */
const ORDINARY = 0x8080_0000;

/** What the systems of the board are asked for, mostly what they can give. */
function ordinary({ cmaPage, cmem: block, msys: hasMsys }: Ground): fc.Arbitrary<string> {
  const base = cmaPage === undefined ? ORDINARY : cmaPage * 4096;
  const here = [
    ...(cmaPage === undefined ? [] : [cma(cmaPage)]),
    ...(hasMsys ? [msys] : []),
    ...(block === undefined ? [] : [cmem(block), cmem(block), insmod(block)]),
  ];
  // One or two systems a sitting: what one does to another needs both to be at work.
  return fc.oneof(...here, pools(base), mapped(base));
}

const judged = (lines: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('ok', 'ENOMEM', 'EINVAL', '0', '"0"'), lines)
    .map(([what, line]) => `expect ${what} ${line}`);

const sitting: fc.Arbitrary<string> = grounds.chain((ground) => {
  const good = ordinary(ground);
  const line = fc.oneof(
    { weight: 12, arbitrary: good },
    { weight: 6, arbitrary: bent(good) },
    { weight: 1, arbitrary: anyLine },
    { weight: 1, arbitrary: judged(good) },
  );
  return fc
    .array(line, { maxLength: MOST_LINES - ground.first.length, size: 'max' })
    .map((lines) => [...ground.first, ...lines.filter(reads)].join('\n'));
});

/** A bent line may be none of the language. */
const reads = (line: string): boolean => parse(line).errors.length === 0;

/** The same seed, the same sitting. */
export const drawSitting = (seed: number): string => fc.sample(sitting, { seed, numRuns: 1 })[0]!;
