import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GiB, MiB } from '../../../engine/contract/units.ts';
import { createFold, joinBanks, snapWindow, windowAround } from './fold.ts';

const SSD202 = [{ base: 0x20000000, size: 128 * MiB }];
const TWO = [
  { base: 0x80000000, size: GiB },
  { base: 0x20000000, size: 128 * MiB },
];

describe('the folded axis', () => {
  it('folds what has no memory and says how much', () => {
    const fold = createFold(SSD202, 1000, 80);
    expect(fold.parts.map((p) => [p.kind, p.to - p.from])).toEqual([
      ['fold', 512 * MiB],
      ['memory', 128 * MiB],
      ['fold', 4 * GiB - 640 * MiB],
    ]);
    expect(fold.parts.at(-1)!.x1).toBeCloseTo(1000);
  });

  it('has one scale for all memory', () => {
    const fold = createFold(TWO, 1200, 60);
    for (const part of fold.parts.filter((p) => p.kind === 'memory')) {
      expect((part.x1 - part.x0) / (part.to - part.from)).toBeCloseTo(fold.density);
    }
  });

  it('reaches beyond 4 GiB where there is memory', () => {
    const fold = createFold([{ base: 0x40000000, size: 8 * GiB }], 1000, 80);
    expect(fold.parts.map((p) => p.kind)).toEqual(['fold', 'memory']);
  });

  it('finds an address again', () => {
    const fold = createFold(TWO, 1200, 60);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 128 * MiB - 1 }), (offset) => {
        const address = 0x20000000 + offset;
        expect(Math.abs(fold.address(fold.x(address)) - address)).toBeLessThan(1);
      }),
    );
  });

  it('never answers an address without memory', () => {
    const fold = createFold(TWO, 1200, 60);
    fc.assert(
      fc.property(fc.double({ min: -50, max: 1300, noNaN: true }), (x) => {
        const address = fold.address(x);
        expect(joinBanks(TWO).some(([from, to]) => address >= from && address <= to)).toBe(true);
      }),
    );
  });

  it('grows with the address', () => {
    const fold = createFold(TWO, 1200, 60);
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), fc.nat(2 ** 32 - 1), (a, b) => {
        expect(fold.x(Math.min(a, b))).toBeLessThanOrEqual(fold.x(Math.max(a, b)));
      }),
    );
  });
});

describe('windows', () => {
  it('lie in memory, on steps, at least one step wide', () => {
    const step = 256 * 1024;
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), fc.nat(64 * MiB), (from, size) => {
        const window = snapWindow(TWO, { from, to: from + size }, step);
        expect(window.to - window.from).toBeGreaterThanOrEqual(step);
        expect(window.from % step).toBe(0);
        expect(joinBanks(TWO).some(([a, b]) => window.from >= a && window.to <= b)).toBe(true);
      }),
    );
  });

  it('opens around the region with its neighbourhood', () => {
    const window = windowAround(SSD202, 0x26400000, 0x26600000);
    expect(window).toEqual({ from: 0x26200000, to: 0x26800000 });
  });

  it('does not leave the bank at its end', () => {
    expect(windowAround(SSD202, 0x27e00000, 0x28000000).to).toBe(0x28000000);
  });

  it('joins banks that touch', () => {
    expect(
      joinBanks([
        { base: 10, size: 5 },
        { base: 0, size: 10 },
        { base: 20, size: 1 },
      ]),
    ).toEqual([
      [0, 15],
      [20, 21],
    ]);
  });
});
