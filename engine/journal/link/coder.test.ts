import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BitReader, BitWriter, chances } from './coder.ts';
import { Work } from './work.ts';
import { codeNumber, numberModel } from './numbers.ts';

const LARGE = fc.oneof(
  fc.nat(300),
  fc.maxSafeNat(),
  fc.nat(52).map((bits) => 2 ** bits),
  fc.nat(52).map((bits) => 2 ** bits - 1),
);

test('bits come back, whatever their chances were', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), fc.boolean()), { maxLength: 400 }), (bits) => {
      const writer = new BitWriter();
      const write = chances(3);
      for (const [at, bit] of bits)
        if (at === 3) writer.even(Number(bit));
        else writer.bit(write, at, Number(bit));
      const reader = new BitReader(writer.finish(), new Work(Infinity));
      const read = chances(3);
      const got = bits.map(([at]) => [at, (at === 3 ? reader.even() : reader.bit(read, at)) === 1]);
      expect(got).toEqual(bits);
    }),
  );
});

test('what always comes costs next to nothing', () => {
  const writer = new BitWriter();
  const model = chances(1);
  for (let i = 0; i < 10_000; i += 1) writer.bit(model, 0, 1);
  expect(writer.finish().length).toBeLessThan(10);
});

describe('numbers', () => {
  test('come back up to 2^53 - 1', () => {
    fc.assert(
      fc.property(fc.array(LARGE, { maxLength: 60 }), (numbers) => {
        const writer = new BitWriter();
        const write = numberModel();
        for (const n of numbers) expect(codeNumber(writer, write, n)).toBe(n);
        const reader = new BitReader(writer.finish(), new Work(Infinity));
        const read = numberModel();
        expect(numbers.map(() => codeNumber(reader, read, 0))).toEqual(numbers);
      }),
    );
  });
  test('any bytes are numbers or none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const reader = new BitReader(bytes, new Work(Infinity));
        const model = numberModel();
        for (let i = 0; i < 30; i += 1) {
          const n = codeNumber(reader, model, 0);
          expect(n === undefined || Number.isSafeInteger(n)).toBe(true);
        }
      }),
    );
  });
});
