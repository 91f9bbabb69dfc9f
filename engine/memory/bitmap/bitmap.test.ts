import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SlowBitmap } from '../../test/slow-bitmap.ts';
import { FreeBitmap, type FreeRuns } from './bitmap.ts';
import { createRng } from '../rng.ts';

/** A bitmap from a picture: `#` taken, anything else free. */
function drawn(picture: string): FreeBitmap {
  const map = new FreeBitmap(picture.length);
  [...picture].forEach((mark, at) => mark === '#' && map.set(at, 1));
  return map;
}
const find = (picture: string, length: number, mask = 0, offset = 0, from = 0): number =>
  drawn(picture).find(length, mask, offset, from);

describe('first fit, one rule a line', () => {
  it.each([
    ['lowest address first', find('..##..', 2), 0],
    ['skips a hole too short', find('.#..##', 2), 2],
    ['full', find('####', 1), -1],
    ['longer than the map', find('....', 5), -1],
    ['the whole map', find('....', 4), 0],
    ['ends at the last bit', find('##..', 2), 2],
    ['from the middle of a hole', find('....', 2, 0, 0, 1), 1],
    ['from inside: what lies before does not count', find('....', 3, 0, 0, 2), -1],
    ['from past the end', find('....', 1, 0, 0, 4), -1],
    ['aligned', find('#.......', 2, 3), 4],
    ['aligned with an offset', find('#.......', 2, 3, 2), 2],
    ['long enough but misaligned', find('#...#...', 3, 3), -1],
    ['alignment coarser than the map, position 0', find('....', 2, 1023), 0],
    ['alignment coarser than the map, position by offset', find('....', 1, 1023, 1022), 2],
    ['alignment coarser than the map, beyond it', find('....', 1, 1023, 5), -1],
    ['alignment beyond 32 bits', find('....', 4, 2 ** 40 - 1, 2 ** 40), 0],
  ])('%s', (_, got, want) => expect(got).toBe(want));

  it('an empty bitmap has no room', () => {
    const map = new FreeBitmap(0);
    expect([map.find(1), map.longest, map.free, map.nextFree(0), map.nextTaken(0)]).toEqual([
      -1, 0, 0, 0, 0,
    ]);
    map.check();
  });
  it('refuses sizes and ranges that cannot be', () => {
    expect(() => new FreeBitmap(-1)).toThrow(RangeError);
    expect(() => new FreeBitmap(1.5)).toThrow(RangeError);
    expect(() => new FreeBitmap(2 ** 29 + 1)).toThrow(RangeError);
    expect(() => new FreeBitmap(8).set(4, 5)).toThrow(RangeError);
    expect(() => new FreeBitmap(8).clear(-1, 2)).toThrow(RangeError);
    expect(new FreeBitmap(8).set(8, 0)).toBe(0);
  });
});

/** Sizes on both sides of a word, of a leaf, of a power of two of leaves. */
const sizes = fc.constantFrom(1, 7, 31, 32, 33, 255, 256, 257, 512, 700, 1023, 2048, 4100);
const step = fc.record({
  what: fc.constantFrom('set', 'clear', 'fit', 'fit', 'fit'),
  at: fc.nat(),
  length: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 700 })),
  order: fc.nat({ max: 13 }),
  offset: fc.nat({ max: 9000 }),
  from: fc.oneof(fc.constant(0), fc.nat()),
});

type Run = [start: number, length: number];
const listed = (each: FreeRuns['each']): Run[] => {
  const runs: Run[] = [];
  each((start, length) => runs.push([start, length]));
  return runs;
};
/** The first bit from `at` on that is taken, or free; the number of bits if there is none. */
function nextOf({ taken }: SlowBitmap, at: number, wanted: boolean): number {
  const next = taken.indexOf(wanted, at);
  return next < 0 ? taken.length : next;
}

describe('FreeBitmap answers as the slow twin', () => {
  it('at random sizes, lengths, alignments, offsets and starts', () => {
    fc.assert(
      fc.property(sizes, fc.array(step, { maxLength: 60 }), (bits, steps) => {
        const map = new FreeBitmap(bits);
        const slow = new SlowBitmap(bits);
        const asked: { readonly runs: FreeRuns; readonly slow: Run[] }[] = [];
        for (const { what, at, length, order, offset, from } of steps) {
          const first = at % bits;
          const count = Math.min(length, bits - first);
          if (what === 'fit') {
            const start = from % bits;
            const mask = 2 ** order - 1;
            const got = map.find(length, mask, offset, start);
            expect(got).toBe(slow.find(length, mask, offset, start));
            if (got >= 0) expect(map.set(got, length)).toBe(slow.set(got, length));
          } else expect(map[what](first, count)).toBe(slow[what](first, count));
          map.check();
          expect([map.taken, map.longest]).toEqual([slow.count(), slow.longest()]);
          const now = from % bits;
          expect(map.nextFree(now)).toBe(nextOf(slow, now, false));
          expect(map.nextTaken(now)).toBe(nextOf(slow, now, true));
          asked.push({ runs: map.freeRuns(), slow: slow.runs() });
        }
        expect(listed(map.freeRuns().each)).toEqual(slow.runs());
        // Told of later: as they were when somebody asked.
        for (const then of asked) {
          expect(then.runs.count).toBe(then.slow.length);
          expect(listed(then.runs.each)).toEqual(then.slow);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('about the past, however many changes ago', () => {
    const rng = createRng(5);
    const map = new FreeBitmap(300);
    const slow = new SlowBitmap(300);
    const asked: { readonly runs: FreeRuns; readonly slow: Run[] }[] = [];
    for (let round = 0; round < 1_200; round += 1) {
      const length = 1 + rng.below(40);
      const at = rng.below(300 - length);
      const what = slow.taken[at] ? 'clear' : 'set';
      // Mostly bits that are all the same, as allocators change them.
      const end = Math.min(at + length, nextOf(slow, at, what === 'set'));
      const count = rng.below(50) === 0 ? length : end - at;
      expect(map[what](at, count)).toBe(slow[what](at, count));
      asked.push({ runs: map.freeRuns(), slow: slow.runs() });
    }
    map.check();
    for (const then of asked) {
      expect(then.runs.count).toBe(then.slow.length);
      expect(listed(then.runs.each)).toEqual(then.slow);
    }
  });

  it('in a fragmented map with many misaligned holes, with columns coming and going', () => {
    const rng = createRng(11);
    const bits = 20_000;
    const map = new FreeBitmap(bits);
    const slow = new SlowBitmap(bits);
    const both = (what: 'set' | 'clear', at: number, length: number) => {
      expect(map[what](at, length)).toBe(slow[what](at, length));
    };
    // Every hole is 9 long and begins one after a multiple of 16: never room for 8 at a multiple of 8…
    both('set', 0, bits);
    for (let at = 1; at + 9 < bits; at += 16) both('clear', at, 9);
    // … until one such place opens near the end.
    for (let round = 0; round < 400; round += 1) {
      const order = 1 + rng.below(4);
      const length = 1 + rng.below(12);
      const offset = rng.below(3);
      const mask = 2 ** order - 1;
      const got = map.find(length, mask, offset);
      expect(got).toBe(slow.find(length, mask, offset));
      if (got >= 0 && rng.below(2) === 0) both('set', got, length);
      else both(rng.below(2) ? 'set' : 'clear', rng.below(bits - 9), 1 + rng.below(9));
      if (round % 20 === 0) map.check();
    }
    map.check();
    expect(map.figures.columns).toBeGreaterThan(0);
    for (let round = 0; round < 5_000; round += 1) both(round % 2 ? 'set' : 'clear', 40, 1);
    expect(map.figures.columns).toBe(0);
    map.check();
  });
});

describe('bounds', () => {
  it('a request longer than the longest hole opens nothing', () => {
    const map = new FreeBitmap(1 << 16);
    map.set(0, 1 << 16);
    for (let at = 0; at < 1 << 16; at += 16) map.clear(at, 7);
    expect(map.find(8)).toBe(-1);
    expect(map.figures.vain).toBe(0);
  });
  it('misaligned holes are opened a few times only, however many there are', () => {
    const map = new FreeBitmap(1 << 18);
    map.set(0, 1 << 18);
    for (let at = 1; at < 1 << 18; at += 16) map.clear(at, 14);
    expect(map.find(7, 7)).toBe(8);
    expect(map.find(8, 15)).toBe(-1);
    const first = map.figures.vain;
    for (let round = 0; round < 100; round += 1) expect(map.find(8, 15)).toBe(-1);
    expect(map.figures.vain).toBeLessThanOrEqual(first + 100 * 8);
  });
});

describe('words', () => {
  it('are little-endian bits without guards, and come back', () => {
    const map = drawn('#..#.....#..............................##.');
    expect([...map.toWords()]).toEqual([0b10_0000_1001, 0b11_0000_0000]);
    expect(new FreeBitmap(33).toWords()).toEqual(new Uint32Array(2));
    const copy = new FreeBitmap(map.bits);
    copy.fromWords(map.toWords());
    copy.check();
    expect(copy.toWords()).toEqual(map.toWords());
    expect([copy.taken, copy.longest]).toEqual([map.taken, map.longest]);
    expect(() => copy.fromWords(new Uint32Array(3))).toThrow(RangeError);
  });
  it('isFree, isTaken, nextFree, nextTaken', () => {
    const map = drawn('..##.');
    expect([0, 1, 2, 3, 4].map((at) => map.isTaken(at))).toEqual([false, false, true, true, false]);
    expect([map.isFree(0, 2), map.isFree(0, 3), map.isFree(4, 1), map.isFree(4, 2)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([0, 2, 4, 5].map((at) => map.nextFree(at))).toEqual([0, 4, 4, 5]);
    expect([0, 3, 4, 9].map((at) => map.nextTaken(at))).toEqual([2, 3, 5, 5]);
  });
});
