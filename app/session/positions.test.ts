import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isKept,
  isOnBoardAt,
  lastLineAt,
  lastOpAt,
  linesFor,
  narrationAt,
} from './transcript/lines.ts';
import { boardAt, isOfBoardAt, lineAfter, lineOfStep, linesUntil } from './positions.ts';
import type { Boot } from './positions.ts';
import type { ScriptLine } from './transcript/transcript.ts';

const BOOTS: readonly Boot[] = [
  { firstId: 10, lineId: 12, at: 3, text: 'board imx6' },
  { firstId: 20, lineId: 22, at: 4, text: 'board dm365' },
  { firstId: 30, lineId: 33, at: 9, text: 'board generic' },
];
const POSITIONS = Array.from({ length: 12 }, (_, position) => position);
const IDS = Array.from({ length: 40 }, (_, id) => id + 1);

/** The boots of a position as a walk from the start finds them. */
function walked(position: number): {
  readonly boot: Boot | undefined;
  readonly next: Boot | undefined;
} {
  let boot: Boot | undefined;
  for (const one of BOOTS) {
    if (one.at > position) return { boot, next: one };
    boot = one;
  }
  return { boot, next: undefined };
}

describe('the board that runs', () => {
  it.each(POSITIONS)('at position %d', (position) =>
    expect(boardAt(BOOTS, position)).toBe(walked(position).boot),
  );
  it('is the default board where nothing boots', () => expect(boardAt([], 7)).toBeUndefined());

  it.each(POSITIONS)('has what was said from its boot to the next, at position %d', (position) => {
    const { boot, next } = walked(position);
    const said = IDS.filter((id) => id >= (boot?.firstId ?? 0) && id < (next?.firstId ?? 99));
    expect(IDS.filter((id) => isOfBoardAt(BOOTS, position, id))).toEqual(said);
    const done = IDS.filter((id) => id > (boot?.lineId ?? 0) && id < (next?.lineId ?? 99));
    expect(IDS.filter((id) => isOnBoardAt(BOOTS, position, id))).toEqual(done);
  });
});

it('the line after another, whether that is still there or not', () => {
  const items = [2, 5, 6].map((id) => ({ id }) as ScriptLine);
  expect([0, 2, 3, 5, 6, 9].map((id) => lineAfter(items, id))).toEqual([0, 1, 1, 2, 3, 3]);
});

const lineArbitrary = fc.record({
  text: fc.constantFrom('cma_alloc(1)', 'board ssd202', '# why'),
  op: fc.option(fc.nat(9), { nil: undefined }),
  steps: fc.nat(3),
});
/** Lines as a session keeps them: positions grow by the steps each took. */
const linesOf = (
  parts: readonly { text: string; op: number | undefined; steps: number }[],
): ScriptLine[] => {
  let at = 0;
  return parts.map(({ text, op, steps }, index) => {
    const comment = text.startsWith('#');
    const taken = comment ? 0 : steps;
    at += taken;
    const none = { failed: false, line: index + 1, by: undefined };
    return {
      id: index + 1,
      op: comment ? undefined : op,
      at,
      steps: taken,
      text,
      comment,
      ...none,
    };
  });
};
const scripts = fc.array(lineArbitrary, { maxLength: 30 }).map(linesOf);
const bootsOf = (lines: readonly ScriptLine[]): Boot[] =>
  lines
    .filter(({ text, steps }) => text.startsWith('board') && steps > 0)
    .map(({ id, at, text }) => ({ firstId: id, lineId: id, at, text }));

/** Every answer is the one that a walk over all lines finds. */
describe('a position among the lines', () => {
  const holds = (is: (lines: readonly ScriptLine[], position: number) => void): void =>
    fc.assert(fc.property(scripts, fc.nat(90), is));

  it('has a last line of which something was done', () =>
    holds((lines, position) => {
      const begun = lines.map(
        ({ comment, at, steps }) => !comment && at - Math.max(0, steps - 1) <= position,
      );
      expect(lastLineAt(lines, position)).toBe(begun.lastIndexOf(true));
    }));
  it('has a line that its last step belongs to', () =>
    holds((lines, position) => {
      const of = lines.find(({ at, steps }) => at - steps < position && position <= at);
      expect(lineOfStep(lines, position)).toBe(of);
    }));
  it('needs the lines that its steps belong to', () =>
    holds((lines, position) => {
      const taking = lines.map(({ at, steps }) => steps > 0 && at - steps < position);
      expect(linesFor(lines, position)).toBe(
        position > (lines.at(-1)?.at ?? 0) ? lines.length : taking.lastIndexOf(true) + 1,
      );
      expect(linesUntil(lines, position)).toBe(lines.filter(({ at }) => at <= position).length);
    }));
  it('lies after the last operation of its board', () =>
    holds((lines, position) => {
      const boots = bootsOf(lines);
      const inside = lines.find(({ at, steps }) => at - steps < position && position < at);
      const board = boots.findLast(({ at }) => at <= position)?.lineId ?? 0;
      const last = lines.findLast(
        ({ at, id, op }) => at <= position && id > board && op !== undefined,
      );
      const script = { items: lines, dropped: 0 };
      expect(lastOpAt({ script, boots }, position)).toBe(inside ?? last);
    }));
});

it('the first step of a board lies after no operation of the one before', () => {
  const lines = linesOf([
    { text: 'cma_alloc(1)', op: 1, steps: 1 },
    { text: 'board ssd202', op: undefined, steps: 1 },
  ]);
  const past = { script: { items: lines, dropped: 0 }, boots: bootsOf(lines) };
  expect([lastOpAt(past, 1)?.id, lastOpAt(past, 2)]).toEqual([1, undefined]);
});

it('a position is narrated by the last comment before its line, on the same board', () => {
  const step = (text: string): { text: string; op: number; steps: number } => ({
    text,
    op: 1,
    steps: 1,
  });
  const texts = ['# title', 'board ssd202', 'x', '# why', 'y', 'z', 'board imx6', 'u', '# end'];
  const items = linesOf(texts.map(step)).map((line) =>
    line.text.startsWith('board') ? { ...line, boots: true } : line,
  );
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((position) => narrationAt(items, position))).toEqual([
    ...[undefined, undefined, undefined],
    ...['why', 'why'],
    ...[undefined, undefined, undefined],
  ]);
});

it('a line that went, or is shorter now, is not kept', () => {
  const items = [
    { id: 2, at: 1 },
    { id: 5, at: 9 },
  ] as ScriptLine[];
  const kept = (lineId: number, at: number): boolean => isKept(items, { lineId, at });
  expect([kept(2, 1), kept(5, 9), kept(5, 4), kept(3, 9), kept(7, 9), kept(1, 1)]).toEqual([
    ...[true, true],
    ...[false, false, false, false],
  ]);
});
