import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  asInt32,
  fromByteString,
  scanInt32,
  strtoul32,
  toByteString,
  tokenEnd,
} from './cstring.ts';

/** Any code points, halves of pairs among them. */
const ANY_TEXT = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }))
  .map((points) => String.fromCodePoint(...points));
const LONE_SURROGATE = /\p{Surrogate}/gu;

describe('byte strings', () => {
  it('come back as the text they were', () => {
    fc.assert(
      fc.property(ANY_TEXT, (text) => {
        const wellFormed = text.replace(LONE_SURROGATE, '\ufffd');
        expect(fromByteString(toByteString(text))).toBe(wellFormed);
      }),
    );
  });
  it('agree with TextEncoder and TextDecoder for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = String.fromCharCode(...bytes);
        const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
        // TextDecoder folds a cut sequence into one U+FFFD, we give one a byte.
        const fold = (s: string) => s.replace(/\ufffd+/g, '\ufffd');
        expect(fold(fromByteString(text))).toBe(fold(decoded));
      }),
    );
  });
});

describe('numbers as the kernel scans them', () => {
  it.each([
    ['12', 12],
    [' 12abc', 12],
    ['-1', 4294967295],
    ['4294967296', 0],
    ['0x10', 0],
    ['+5', undefined],
    ['-', undefined],
    ['', undefined],
  ])('%%d of %j is %s', (text, value) => {
    expect(scanInt32(text, 0)).toBe(value);
  });
  it.each([
    ['16\n', 16],
    ['abc', 0],
    ['4294967297', 1],
  ])('simple_strtoul(%j) is %i', (text, value) => {
    expect(strtoul32(text)).toBe(value);
  });
  it('prints the upper half as negative', () => {
    expect([asInt32(2 ** 31 - 1), asInt32(2 ** 31)]).toEqual([2147483647, -2147483648]);
  });
  it('ends a token at a blank, a NUL or the end', () => {
    expect(['a b', 'a\0b', 'ab'].map((text) => tokenEnd(text))).toEqual([1, 1, 2]);
  });
});
