/** A sitting at one board: a script of every system that the board has, and of what it has not. */
import fc from 'fast-check';
import { mapped, pools } from '../test/dma-journal.ts';
import { cma, cmem, msys } from '../test/journals.ts';
import { anyLine } from './sittings/any-line.ts';
import { cmemCalls } from './sittings/cmem-calls.ts';
import { bent } from './sittings/bent.ts';
import { playedLines } from './sittings/played.ts';
import { files } from './sittings/files.ts';
import { grounds, modules, type Ground } from './sittings/boards.ts';

/** Lines of most sittings: restored machines go on to the end of those, see check/limits.ts. */
const MOST_LINES = 60;
/** Lines of the others: some things go wrong only when a lot has happened. */
const MOST_LINES_EVER = 300;
/** Lines drawn for each that is wanted: most only meet a handle that nothing was given to. */
const DRAWN = 4;
/** Where pools of a board without CMA get their pages. */
const ORDINARY = 0x8080_0000;

/** What the systems of the board are asked for, a kind each. */
function kindsOf({ cmaPage, cmem: block, msys: hasMsys }: Ground): fc.Arbitrary<string>[] {
  const base = cmaPage === undefined ? ORDINARY : cmaPage * 4096;
  return [
    pools(base),
    mapped(base),
    files,
    ...(cmaPage === undefined ? [] : [cma(cmaPage)]),
    ...(hasMsys ? [msys] : []),
    ...(block === undefined ? [] : [cmem(block), cmemCalls(block)]),
  ];
}

/**
 * Lines of a few kinds, in shares that are drawn too: what one kind does to another shows where both
 * are at work, and what only a hundred of one kind do where nothing else is (swarm testing).
 */
const swarm = (kinds: readonly fc.Arbitrary<string>[]): fc.Arbitrary<fc.Arbitrary<string>> =>
  fc
    .tuple(
      fc.nat(kinds.length - 1),
      fc.array(fc.constantFrom(0, 0, 1, 4), { minLength: kinds.length, maxLength: kinds.length }),
    )
    .map(([most, weights]) =>
      fc.oneof(
        { weight: 8, arbitrary: kinds[most]! },
        ...kinds.map((arbitrary, i) => ({ weight: weights[i]!, arbitrary })),
      ),
    );

const judged = (lines: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('ok', 'ENOMEM', 'EINVAL', '0', '"0"'), lines)
    .map(([what, line]) => `expect ${what} ${line}`);

const lengths = fc.oneof(
  { weight: 7, arbitrary: fc.integer({ min: 10, max: MOST_LINES }) },
  { weight: 1, arbitrary: fc.integer({ min: MOST_LINES, max: MOST_LINES_EVER }) },
);

interface Drawn {
  readonly first: readonly string[];
  readonly lines: readonly string[];
  readonly most: number;
}

const sitting: fc.Arbitrary<Drawn> = fc
  .tuple(grounds, fc.constantFrom(0, 1, 4, 16), fc.constantFrom(0, 0, 1, 8), lengths)
  .chain(([ground, bad, any, most]) =>
    swarm(kindsOf(ground)).chain((good) => {
      const line = fc.oneof(
        { weight: 32, arbitrary: good },
        { weight: bad, arbitrary: bent(good) },
        { weight: any, arbitrary: anyLine },
        { weight: ground.cmem === undefined ? 0 : 1, arbitrary: modules(ground.cmem ?? 0) },
        { weight: 1, arbitrary: judged(good) },
      );
      const drawn = DRAWN * most;
      return fc
        .array(line, { minLength: drawn, maxLength: drawn, size: 'max' })
        .map((lines) => ({ first: ground.first, lines, most }));
    }),
  );

/** The same seed, the same sitting. */
export function drawSitting(seed: number): string {
  const { first, lines, most } = fc.sample(sitting, { seed, numRuns: 1 })[0]!;
  return playedLines(first, lines, { most, seed }).join('\n');
}
