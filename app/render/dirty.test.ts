import { describe, expect, it } from 'vitest';
import { CHUNK } from '../../engine/contract/view.ts';
import { movedChunks, sameIn, sameViewport, touchesRows } from './dirty.ts';

describe('dirty', () => {
  it('chunks moved whose generation is another one in any column', () => {
    const before = [Uint32Array.of(1, 2, 3), Uint32Array.of(7, 7, 7)];
    expect([...movedChunks(before, [Uint32Array.of(1, 2, 3), Uint32Array.of(7, 7, 7)])]).toEqual(
      [],
    );
    expect([...movedChunks(before, [Uint32Array.of(1, 5, 3), Uint32Array.of(7, 7, 8)])]).toEqual([
      1, 2,
    ]);
    // A column that grew.
    expect([...movedChunks(before, [Uint32Array.of(1, 2, 3, 1), before[1]!])]).toEqual([3]);
  });

  it('rows are touched by the chunks they stand in, first and last included', () => {
    const moved = new Set([2]);
    expect(touchesRows(moved, 0, 2 * CHUNK - 1)).toBe(false);
    expect(touchesRows(moved, 0, 2 * CHUNK)).toBe(true);
    expect(touchesRows(moved, 3 * CHUNK - 1, 9 * CHUNK)).toBe(true);
    expect(touchesRows(moved, 3 * CHUNK, 9 * CHUNK)).toBe(false);
    expect(touchesRows(new Set(), 0, 9 * CHUNK)).toBe(false);
  });

  it('scenes and viewports are the same in what is named', () => {
    const shared = {};
    const same = sameIn<{ a: object; b: number; c: number }>(['a', 'b']);
    expect(same({ a: shared, b: 1, c: 1 }, { a: shared, b: 1, c: 2 })).toBe(true);
    expect(same({ a: shared, b: 1, c: 1 }, { a: {}, b: 1, c: 1 })).toBe(false);
    const seen = { width: 1, height: 2, scroll: 3 };
    expect(sameViewport(seen, { ...seen })).toBe(true);
    for (const field of ['width', 'height', 'scroll'] as const)
      expect(sameViewport(seen, { ...seen, [field]: 9 })).toBe(false);
  });
});
