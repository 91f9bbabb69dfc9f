import { describe, expect, it } from 'vitest';
import { leftOf, readLeft, wholeOf } from './left.ts';
import type { Left } from './left.ts';
import { LEFT_CHARS } from '../page/limits.ts';

const handed = (pieces: readonly string[], id = 'a', saved = 5) => ({ id, saved, pieces });
const half = 'x'.repeat(LEFT_CHARS / 2);
/** Through the store and back. */
const stored = (left: Left | undefined): Left | undefined =>
  readLeft(left && (JSON.parse(JSON.stringify(left)) as unknown));

describe('a session that is left', () => {
  it('is whole where there is room', () => {
    const left = stored(leftOf(handed([half, 'tail']), handed([half])));
    expect(left).toEqual({ id: 'a', since: undefined, parts: [half, 'tail'] });
    expect(wholeOf(left!, [])).toBe(`${half}tail`);
  });
  it('names what is kept, and holds the rest, where it is long', () => {
    const kept = [half, `${half}y`, 'old', 'end'];
    const left = stored(leftOf(handed([half, `${half}y`, 'new', 'end']), handed(kept)));
    expect(left).toEqual({ id: 'a', since: 5, parts: [0, 1, 'new', 3] });
    expect(wholeOf(left!, kept)).toBe(`${half}${half}ynewend`);
    expect(wholeOf(left!, kept.slice(0, 3))).toBeUndefined();
  });
  it('is not written when too much of it is kept nowhere', () => {
    const long = [half, half, 'y'];
    expect(leftOf(handed(long), undefined)).toBeUndefined();
    expect(leftOf(handed(long), handed(long, 'another'))).toBeUndefined();
    expect(leftOf(handed([...long, half, half]), handed(['y']))).toBeUndefined();
    expect(leftOf(handed(long.slice(0, 2)), undefined)).toBeDefined();
  });
  it.each([
    undefined,
    'x',
    [],
    { id: 1, parts: [] },
    { id: 'a', text: 'x' },
    { id: 'a', since: 'x', parts: [] },
    { id: 'a', parts: [1.5] },
  ])('%j is none', (value) => expect(readLeft(value)).toBeUndefined());
});
