import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { append, EMPTY } from './capped.ts';
import type { Capped } from './capped.ts';

describe('append', () => {
  it('keeps the newest and counts the rest, whatever the batches', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(), { maxLength: 20 })),
        fc.integer({ min: 1, max: 15 }),
        (batches, limit) => {
          let list: Capped<number> = EMPTY;
          for (const batch of batches) list = append(list, batch, limit);
          const all = batches.flat();
          const plain = all.slice(-limit);
          expect(list).toEqual({ items: plain, dropped: all.length - plain.length });
        },
      ),
    );
  });
  it('leaves the list it was given alone', () => {
    const before = append(EMPTY, [1, 2], 3);
    append(before, [3, 4], 3);
    expect(before).toEqual({ items: [1, 2], dropped: 0 });
  });
});
