import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkIndex, LEAST_LIFE, MAX_COLUMNS, type Gap } from './chunk-index.ts';

const PAGE = 4096;
const aligned = (pages: number): Gap => ({
  key: pages,
  of: (address) => (pages - ((address / PAGE) % pages || pages)) * PAGE,
});

/** Chunks as a sorted array; everything is a walk. */
class Walked {
  chunks: { address: number; size: number; id: number }[] = [];

  fit(need: number, gap?: Gap): number {
    return (
      this.chunks.find(({ address, size }) => size - (gap ? gap.of(address) : 0) >= need)?.id ?? 0
    );
  }
  atOrAbove(wanted: number): number {
    return this.chunks.find(({ address }) => address >= wanted)?.id ?? 0;
  }
}

const STEP = fc.record({
  do: fc.constantFrom('insert', 'insert', 'insert', 'remove', 'change', 'fit', 'fit', 'above'),
  at: fc.nat({ max: 3000 }),
  size: fc.nat({ max: 40 }),
  gap: fc.constantFrom(1, 2, 3, 4, 8, 16, 7, 64),
});

describe('the same answers as a walk', () => {
  it('whatever is inserted, changed and removed', () => {
    fc.assert(
      fc.property(fc.array(STEP, { maxLength: 300 }), (steps) => {
        const index = new ChunkIndex();
        const twin = new Walked();
        for (const step of steps) {
          const address = step.at * PAGE;
          const size = step.size * PAGE;
          const one = twin.chunks[step.at % Math.max(1, twin.chunks.length)];
          if (step.do === 'insert') {
            const id = index.insert(address, size, index.atOrAbove(address));
            const at = twin.chunks.findIndex((chunk) => chunk.address >= address);
            twin.chunks.splice(at < 0 ? twin.chunks.length : at, 0, { address, size, id });
          } else if (step.do === 'remove' && one) {
            index.remove(one.id);
            twin.chunks = twin.chunks.filter((chunk) => chunk !== one);
          } else if (step.do === 'change' && one) {
            one.size = size;
            index.change(one.id, one.address, size);
          } else if (step.do === 'fit') {
            const gap = step.gap === 1 ? undefined : aligned(step.gap);
            expect(index.fit(size, gap)).toBe(twin.fit(size, gap));
          } else expect(index.atOrAbove(address)).toBe(twin.atOrAbove(address));
          index.check();
        }
        const order: number[] = [];
        for (let at = index.first; at !== 0; at = index.next(at)) order.push(at);
        expect(order).toEqual(twin.chunks.map(({ id }) => id));
        expect(index.largest).toBe(Math.max(0, ...twin.chunks.map(({ size }) => size)));
      }),
      { numRuns: 200 },
    );
  });
});

/** How often a gap was computed while `work` ran: what a search opened. */
function opened(work: (gap: Gap) => void): number {
  let count = 0;
  const { key, of } = aligned(8);
  work({ key, of: (address) => (count++, of(address)) });
  return count;
}
/** Chunks of 8 pages, none of which holds 8 aligned ones, and a last one that does. */
function misaligned(chunks: number): ChunkIndex {
  const index = new ChunkIndex();
  for (let i = 0; i < chunks; i++) index.insert((16 * i + 1) * PAGE, 8 * PAGE, 0);
  index.insert(16 * chunks * PAGE, 8 * PAGE, 0);
  return index;
}

describe('the cost', () => {
  it.each([10, 1000, 30_000])('of an aligned search among %i misaligned chunks', (chunks) => {
    const index = misaligned(chunks);
    index.fit(8 * PAGE, aligned(8));
    let found = 0;
    expect(opened((gap) => (found = index.fit(8 * PAGE, gap)))).toBeLessThan(25);
    expect(index.address(found)).toBe(16 * chunks * PAGE);
  });
  it('of a column that nobody asks for ends', () => {
    const index = misaligned(3);
    index.fit(PAGE, aligned(8));
    expect(index.columns).toBe(1);
    for (let i = 0; i < 2 * LEAST_LIFE + 8; i++) index.change(index.first, PAGE, 8 * PAGE);
    expect(index.columns).toBe(0);
  });
  it('is bounded: no more than so many columns', () => {
    const index = misaligned(3);
    for (let pages = 2; pages < 2 + 2 * MAX_COLUMNS; pages++) index.fit(PAGE, aligned(pages));
    expect(index.columns).toBe(MAX_COLUMNS);
    index.check();
  });
});
it('numbers stay with their chunks and are used again', () => {
  const index = new ChunkIndex();
  const [a, b, c] = [10, 20, 30].map((at) => index.insert(at, 1, 0));
  index.remove(b!);
  expect([index.address(a!), index.address(c!), index.next(a!)]).toEqual([10, 30, c]);
  expect(index.insert(25, 1, c!)).toBe(b);
  index.clear();
  expect([index.count, index.total, index.largest, index.fit(0)]).toEqual([0, 0, 0, 0]);
});
