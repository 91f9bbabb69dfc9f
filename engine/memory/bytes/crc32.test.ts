import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32 } from './crc32.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

test.each([
  ['', 0],
  // The check value of the standard, and zlib's own of a sentence.
  ['123456789', 0xcbf43926],
  ['The quick brown fox jumps over the lazy dog', 0x414fa339],
])('%j', (text, sum) => expect(crc32(ascii(text))).toBe(sum));

test('any change of one byte changes it', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 50 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (bytes, at, change) => {
        const other = bytes.slice();
        other[at % bytes.length]! ^= change;
        expect(crc32(other)).not.toBe(crc32(bytes));
      },
    ),
  );
});
