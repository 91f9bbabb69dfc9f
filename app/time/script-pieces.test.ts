import fc from 'fast-check';
import { expect, it } from 'vitest';
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
