import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PIECE_CHARS } from '../../engine/contract/limits.ts';
import { piecesOf, textOf } from '../../engine/journal/index.ts';
import { ScriptPieces } from './script-pieces.ts';
import type { ScriptLine } from '../session/transcript/transcript.ts';

let id = 0;
const line = (text: string): ScriptLine => ({
  id: ++id,
  op: undefined,
  at: id,
  steps: 1,
  text,
  comment: false,
  failed: false,
  line: undefined,
  by: undefined,
});
/** All steps, and how many there were. */
const followed = (pieces: ScriptPieces, items: readonly ScriptLine[], from: number) => {
  const work = pieces.follow(items, from);
  for (let steps = 0; ; steps += 1) {
    const step = work.next();
    if (step.done === true) return { pieces: step.value, steps };
  }
};
const whole = (items: readonly ScriptLine[], from: number): string =>
  items
    .slice(from)
    .map(({ text }) => `${text}\n`)
    .join('');

it('is the text of the lines, whatever was followed before', () => {
  const change = fc.oneof(
    fc.record({ add: fc.nat(400), size: fc.nat(5_000) }),
    fc.record({ cut: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ halve: fc.constant(true) }),
    fc.record({ from: fc.nat(6) }),
    fc.record({ anew: fc.constant(true) }),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const pieces = new ScriptPieces();
      let items: readonly ScriptLine[] = [];
      let from = 0;
      for (const one of changes) {
        if ('add' in one)
          items = [
            ...items,
            ...Array.from({ length: one.add % 9 }, (_, i) => line('x'.repeat(one.size + i))),
          ];
        else if ('cut' in one) items = items.slice(0, Math.floor(items.length * one.cut));
        else if ('halve' in one && items.length > 0)
          items = [...items.slice(0, -1), { ...items.at(-1)!, text: 'half' }];
        else if ('from' in one) from = Math.min(one.from, items.length);
        else items = items.map(({ text }) => line(`${text}!`));
        from = Math.min(from, items.length);
        expect(textOf(followed(pieces, items, from).pieces)).toBe(whole(items, from));
      }
    }),
    { numRuns: 200 },
  );
});

it('puts the changed end together and nothing else, in the pieces that a file of it has', () => {
  const pieces = new ScriptPieces();
  const items = Array.from({ length: 20_000 }, (_, i) => line(`v_${i} = cma_alloc(1, align=0)`));
  const first = followed(pieces, items, 0);
  expect(first.steps).toBeGreaterThan(30);
  expect(first.pieces).toEqual(piecesOf(whole(items, 0)));
  const more = followed(pieces, [...items, line('dmesg')], 0);
  expect(more.steps).toBeLessThanOrEqual(2);
  expect(more.pieces.slice(0, -2)).toEqual(first.pieces.slice(0, -2));
  expect(more.pieces[0]).toBe(first.pieces[0]);
  expect(followed(pieces, items.slice(0, -1), 0).steps).toBeLessThanOrEqual(2);
});

const MANY = Array.from({ length: 20_000 }, (_, i) => line(`v_${i} = cma_alloc(1, align=0)`));

it('does nothing for the same lines again', () => {
  const pieces = new ScriptPieces();
  const first = followed(pieces, MANY, 3);
  expect(followed(pieces, MANY, 3)).toEqual({ pieces: first.pieces, steps: 0 });
  expect(followed(pieces, MANY, 3).pieces).toBe(first.pieces);
});
it('keeps what stands before the place where a script was cut and went on otherwise', () => {
  const pieces = new ScriptPieces();
  const first = followed(pieces, MANY, 0);
  const half = [...MANY.slice(0, 10_000), ...MANY.slice(0, 5_000).map(({ text }) => line(text))];
  const { pieces: now, steps } = followed(pieces, half, 0);
  expect(textOf(now)).toBe(whole(half, 0));
  expect(steps).toBeLessThan(first.steps / 2);
  const same = now.filter((piece, i) => piece === first.pieces[i]).length;
  expect(same).toBeGreaterThanOrEqual(Math.floor(first.pieces.length / 2) - 1);
});
it('is another script that begins elsewhere, or with another line', () => {
  const pieces = new ScriptPieces();
  followed(pieces, MANY, 0);
  expect(textOf(followed(pieces, MANY, 1).pieces)).toBe(whole(MANY, 1));
  const other = [line('# other'), ...MANY.slice(1)];
  followed(pieces, MANY, 0);
  expect(textOf(followed(pieces, other, 0).pieces)).toBe(whole(other, 0));
  expect(followed(pieces, [], 0)).toEqual({ pieces: [], steps: 0 });
});
it('has a piece of its own for a line that is longer than one', () => {
  const long = line('x'.repeat(PIECE_CHARS + 1));
  const { pieces } = followed(new ScriptPieces(), [line('a'), long, long, line('b')], 0);
  expect(pieces.map(({ text }) => text.length)).toEqual([2, PIECE_CHARS + 2, PIECE_CHARS + 2, 2]);
});
it.each([
  [PIECE_CHARS - 2, 1],
  [PIECE_CHARS - 1, 2],
])('a line of %i characters before another makes %i pieces', (chars, count) => {
  const items = [line('x'.repeat(chars - 1)), line('y')];
  expect(followed(new ScriptPieces(), items, 0).pieces).toHaveLength(count);
});
