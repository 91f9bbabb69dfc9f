import { describe, expect, it } from 'vitest';
import { bytesAsText, leastOf, mostOf, pushAll, unitsAsText } from './long-lists.ts';

/** More than a stack has room for. */
const LONG = Array.from({ length: 400_000 }, (_, at) => (at * 7) % 400_000);

describe('a list of 400,000', () => {
  it('is appended in its order', () => {
    const list = [1];
    pushAll(list, LONG);
    expect(list).toEqual([1, ...LONG]);
  });
  it('has a least and a most', () => {
    expect([leastOf(LONG), mostOf(LONG)]).toEqual([0, 399_999]);
  });
  it('becomes a text', () => {
    const text = bytesAsText(new Uint8Array(400_000).fill(0x41));
    expect(text.length).toBe(400_000);
    expect(text.replaceAll('A', '')).toBe('');
  });
});

it('of few numbers the answer is that of Math', () => {
  for (const list of [[], [3], [3, 1, 2], [-0, -5, 5], [2, NaN, 1], [NaN, 2, 1]]) {
    expect(leastOf(list)).toBe(Math.min.apply(undefined, list));
    expect(mostOf(list)).toBe(Math.max.apply(undefined, list));
  }
});

it('bytes are characters of their numbers', () => {
  expect(bytesAsText([0x41, 0, 0xff])).toBe('A\0\u00ff');
});

it('units are the text they were, over the ends of pieces too', () => {
  const text = 'aÿ字😀\ud800'.repeat(5_000);
  const units = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  expect(unitsAsText(units)).toBe(text);
  expect(unitsAsText(new Uint8Array(0))).toBe('');
});
