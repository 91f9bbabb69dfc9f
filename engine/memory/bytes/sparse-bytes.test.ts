import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SparseBytes } from './sparse-bytes.ts';

/** Addresses that meet in lines, in pages, beyond 32 bits and at the end of the exact numbers. */
const ADDRESS = fc.oneof(
  fc.nat({ max: 200 }),
  fc.nat({ max: 5000 }).map((page) => 0x8000_0000 + page * 4096),
  fc.nat({ max: 100 }).map((at) => 0x8_2000_0000 + at),
  fc.nat({ max: 100 }).map((at) => 2 ** 53 - 200 + at),
);
const STEP = fc.oneof(
  fc.record({ do: fc.constant('byte' as const), at: ADDRESS, value: fc.nat({ max: 255 }) }),
  fc.record({ do: fc.constant('word' as const), at: ADDRESS, value: fc.nat({ max: 0xffffffff }) }),
);

it('holds what a map from address to byte holds', () => {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 400 }), (steps) => {
      const memory = new SparseBytes();
      const twin = new Map<number, number>();
      const twinWord = (at: number) =>
        [3, 2, 1, 0].reduce((sum, i) => sum * 256 + (twin.get(at + i) ?? 0), 0);
      for (const step of steps) {
        if (step.do === 'byte') {
          memory.setByte(step.at, step.value);
          twin.set(step.at, step.value);
        } else {
          memory.setWord(step.at, step.value);
          for (let i = 0; i < 4; i++)
            twin.set(step.at + i, Math.floor(step.value / 256 ** i) % 256);
        }
        expect(memory.word(step.at)).toBe(twinWord(step.at));
      }
      for (const [at, value] of twin) expect(memory.byte(at)).toBe(value);
      const lines = [...twin].filter(([, v]) => v !== 0).map(([at]) => Math.floor(at / 16) * 16);
      expect(memory.written()).toEqual([...new Set(lines)].sort((a, b) => a - b));
      const again = new SparseBytes();
      again.restore(memory.save());
      expect(again.save()).toEqual(memory.save());
      for (const [at, value] of twin) expect(again.byte(at)).toBe(value);
    }),
  );
});
it('is 0 where nobody wrote, and reading writes nothing', () => {
  const memory = new SparseBytes();
  expect([memory.byte(5), memory.word(0x8000_0000), ...memory.read(14, 4)]).toEqual([
    0, 0, 0, 0, 0, 0,
  ]);
  expect(memory.lines).toBe(0);
});
it('a header in each of thirty thousand pages costs no pages', () => {
  const memory = new SparseBytes();
  for (let page = 0; page < 30_000; page++) memory.setWord(0x83c0_0000 + page * 4096, page + 1);
  expect(memory.lines).toBe(30_000);
  for (let page = 0; page < 30_000; page++)
    expect(memory.word(0x83c0_0000 + page * 4096)).toBe(page + 1);
});
it('every word is there, however often the table grew on the way', () => {
  const memory = new SparseBytes();
  const places = Array.from({ length: 300 }, (_, n) => 0x83c0_0000 + n * 4096);
  for (const [n, at] of places.entries()) memory.setWord(at, n + 1);
  expect(places.map((at) => memory.word(at))).toEqual(places.map((_, n) => n + 1));
});
it('restore forgets what was written since', () => {
  const memory = new SparseBytes();
  memory.write(100, [1, 2, 3]);
  const saved = memory.save();
  memory.write(90, [9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]);
  memory.restore(saved);
  expect([...memory.read(99, 5)]).toEqual([0, 1, 2, 3, 0]);
});
