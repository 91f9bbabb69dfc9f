import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SparseBytes } from '../../../../memory/bytes/sparse-bytes.ts';
import { SlowHeap, type SlowAnswer } from '../../../../test/slow-heap.ts';
import { Heap, type HeapTold } from './heap.ts';
import { outOfBlocks } from './heap-headers.ts';
import { walkAlloc } from './heap-walk.ts';

const PAGE = 4096;
const PAGES = 64;
const SIZE = PAGES * PAGE;

/** The two drivers on both widths: 2.x by kernel virtual address on a base that is not its alignment. */
const SHAPES = {
  '2.26': {
    base: 0x83c0_3000,
    offset: 0x4440_0000 - 0x3000,
    pointerBits: 32,
    sizeBits: 32,
    mapped: false,
  },
  '4.20': { base: 0x8_2000_3000, offset: 0, pointerBits: 64, sizeBits: 64, mapped: true },
  '4.20 on 32 bits': { base: 0xa000_1000, offset: 0, pointerBits: 64, sizeBits: 32, mapped: true },
} as const;
type Shape = keyof typeof SHAPES;

function both(shape: Shape) {
  const { base, offset, pointerBits, sizeBits, mapped } = SHAPES[shape];
  const memory = new SparseBytes();
  const heap: Heap = new Heap({
    base,
    size: SIZE,
    memory,
    shape: { nextBytes: pointerBits === 64 ? 8 : 4, sizeBytes: sizeBits === 64 ? 8 : 4 },
    pointerOffset: offset,
    remainderFirst: mapped,
    reach: (pointer) => {
      const at = Number(pointer) - offset;
      const phys = mapped ? at - (at % PAGE) : at;
      return phys >= base && phys < base + SIZE ? phys : outOfBlocks(pointer, 'oops');
    },
    wrote: (at, length) => heap.wrote(at, length),
  });
  heap.format();
  const twin = new SlowHeap({ base, size: SIZE, offset, pointerBits, sizeBits, mapped });
  return { heap, twin, memory, base };
}
const answer = (got: ReturnType<Heap['alloc']>): SlowAnswer =>
  got === undefined
    ? 'NULL'
    : 'stopped' in got
      ? got.stopped === 'hang'
        ? 'hang'
        : 'lost'
      : got.phys;

/** Both must hold the same bytes and, from the same head, the same list. */
function compare({ heap, twin, memory }: ReturnType<typeof both>): void {
  for (const [at, byte] of twin.bytes)
    if (BigInt(memory.byte(Number(at))) !== byte)
      throw new Error(`byte at ${at.toString(16)}: ${memory.byte(Number(at))}, twin ${byte}`);
  heap.list();
  expect(heap.head).toBe(twin.head);
  heap.check();
}

const SHAPE = fc.constantFrom<Shape>(...(Object.keys(SHAPES) as Shape[]));
const ALIGN = fc.constantFrom(
  1,
  1,
  1,
  8,
  4096,
  8192,
  16384,
  65536,
  1 << 20,
  12288,
  20480,
  3,
  6000,
  0,
);
const ODD_SIZE = fc.constantFrom(0, 2 ** 31, 0xfffff000, 0xfffff001, 0xffffffff);
const STEP = fc.record({
  do: fc.constantFrom('alloc', 'alloc', 'alloc', 'free', 'free', 'dry'),
  size: fc.nat({ max: 12 * PAGE }),
  align: ALIGN,
  pick: fc.nat(),
});

/** Allocate and free as drivers do: what was handed out is given back once. */
function play(
  shape: Shape,
  steps: readonly (typeof STEP extends fc.Arbitrary<infer T> ? T : never)[],
): void {
  const one = both(shape);
  const { heap, twin } = one;
  const alive: { at: number; size: number }[] = [];
  for (const { do: what, size, align, pick } of steps) {
    if (what === 'free') {
      const [gone] = alive.splice(pick % Math.max(1, alive.length), 1);
      if (!gone) continue;
      const stopped = heap.free(gone.at, gone.size);
      expect(stopped ? answer(stopped) : 0).toBe(twin.free(gone.at, gone.size));
    } else {
      const got = answer(heap.alloc(size, align, what === 'dry'));
      expect(got).toBe(twin.alloc(size, align, what === 'dry'));
      if (typeof got === 'number' && what === 'alloc') alive.push({ at: got, size });
    }
    compare(one);
  }
}

/** Chunks as they are told: address, size, bytes skipped. */
type Told = [number, number, number][];
function walked({ heap }: ReturnType<typeof both>, size: number, align: number): Told {
  const told: Told = [];
  heap.list();
  const asked = { size: BigInt(size), align: BigInt(align), dry: true };
  walkAlloc(heap, asked, {
    chunk: (at, length, skipped) =>
      void told.push([heap.physOf(at), Number(length), Number(skipped)]),
    linked: () => expect.unreachable(),
    merged: () => expect.unreachable(),
  });
  return told;
}

describe('what is told of a list that is sound', () => {
  it('is what the walk meets, and what a freed piece becomes', () => {
    const sane = STEP.map((step) => ({ ...step, size: step.size + 1, align: step.align || 1 }));
    const run = (shape: Shape, steps: Parameters<typeof play>[1]) => {
      const one = both(shape);
      const { heap } = one;
      const alive: { at: number; size: number }[] = [];
      for (const { do: what, size, align, pick } of steps) {
        const [gone] = what === 'free' ? alive.splice(pick % Math.max(1, alive.length), 1) : [];
        const chunks: Told = [];
        const made: [number, number][] = [];
        const told: HeapTold = {
          chunk: (at, length, skipped) => chunks.push([at, length, skipped]) > 0,
          linked: (at, length) => void made.push([at, length]),
          merged: (_side, _other, at, length) => void made.push([at, length]),
        };
        if (gone) {
          heap.free(gone.at, gone.size, told);
          const holds = heap
            .chunks()!
            .find((chunk) => gone.at >= chunk.address && gone.at < chunk.address + chunk.size);
          expect(made.at(-1)).toEqual([holds?.address, holds?.size]);
        } else if (what !== 'free') {
          const expected = walked(one, size, align);
          const got = answer(heap.alloc(size, align, what === 'dry', told));
          expect(chunks).toEqual(expected);
          if (typeof got === 'number' && what === 'alloc') alive.push({ at: got, size });
        }
        heap.check();
      }
    };
    fc.assert(fc.property(SHAPE, fc.array(sane, { maxLength: 60 }), run), { numRuns: 60 });
  });
});

describe('the same answers, list and bytes as the walk', () => {
  it('for requests of a sound program', () => {
    const sane = STEP.map((step) => ({ ...step, size: step.size + 1, align: step.align || 1 }));
    fc.assert(fc.property(SHAPE, fc.array(sane, { maxLength: 120 }), play), { numRuns: 150 });
  });
  it('for sizes of 0 and beyond everything, until the kernel dies of them', () => {
    const wild = fc.oneof(
      { weight: 3, arbitrary: STEP },
      fc.record({
        ...{ do: fc.constantFrom('alloc', 'free'), align: ALIGN, pick: fc.nat() },
        size: ODD_SIZE,
      }),
    );
    fc.assert(
      fc.property(SHAPE, fc.array(wild, { maxLength: 40 }), (shape, steps) => {
        const one = both(shape);
        const alive: { at: number; size: number }[] = [];
        for (const { do: what, size: asked, align, pick } of steps) {
          const size = SHAPES[shape].sizeBits === 32 ? asked : Math.min(asked, 2 ** 31);
          let got: SlowAnswer;
          if (what === 'free') {
            const [gone] = alive.splice(pick % Math.max(1, alive.length), 1);
            if (!gone) continue;
            const stopped = one.heap.free(gone.at, gone.size);
            got = stopped ? answer(stopped) : 0;
            expect(got).toBe(one.twin.free(gone.at, gone.size));
          } else {
            got = answer(one.heap.alloc(size, align, what === 'dry'));
            expect(got).toBe(one.twin.alloc(size, align, what === 'dry'));
            if (typeof got === 'number' && what === 'alloc') alive.push({ at: got, size });
          }
          if (got === 'hang' || got === 'lost') return;
          compare(one);
        }
      }),
      {
        numRuns: 300,
        // A free list that wraps, then alignment 0: the driver finds address 0, which is NULL.
        examples: [
          [
            '2.26',
            [
              { do: 'alloc', size: 1, align: 1, pick: 0 },
              { do: 'alloc', size: 4_294_963_200, align: 65_536, pick: 0 },
              { do: 'free', size: 0, align: 1, pick: 0 },
              { do: 'free', size: 0, align: 1, pick: 0 },
              { do: 'dry', size: 0, align: 0, pick: 0 },
            ],
          ],
        ],
      },
    );
  });
  it('for headers that somebody wrote over', () => {
    const poke = fc.record({
      page: fc.nat({ max: PAGES - 1 }),
      at: fc.constantFrom(0, 0, 4, 8, 2, 100),
      to: fc.constantFrom('zero', 'page', 'size', 'own', 'junk'),
      value: fc.nat({ max: PAGES }),
    });
    const step = fc.oneof({ weight: 4, arbitrary: STEP }, poke);
    fc.assert(
      fc.property(SHAPE, fc.array(step, { maxLength: 60 }), (shape, steps) => {
        const one = both(shape);
        const { heap, twin, memory, base } = one;
        const { offset, pointerBits } = SHAPES[shape];
        const alive: { at: number; size: number }[] = [];
        for (const each of steps) {
          if ('page' in each) {
            const value = {
              zero: 0,
              page: base + offset + each.value * PAGE,
              size: each.value * PAGE,
              own: base + offset + each.page * PAGE,
              junk: 0x41414141,
            }[each.to];
            const bytes = Array.from(
              { length: pointerBits / 8 },
              (_, i) => Math.floor(value / 256 ** i) % 256,
            );
            const at = base + each.page * PAGE + each.at;
            memory.write(at, bytes);
            heap.wrote(at, bytes.length);
            twin.poke(at, bytes);
            continue;
          }
          let got: SlowAnswer;
          if (each.do === 'free') {
            const [gone] = alive.splice(each.pick % Math.max(1, alive.length), 1);
            if (!gone) continue;
            const stopped = heap.free(gone.at, gone.size);
            got = stopped ? answer(stopped) : 0;
            expect(got).toBe(twin.free(gone.at, gone.size));
          } else {
            got = answer(heap.alloc(each.size, each.align, false));
            expect(got).toBe(twin.alloc(each.size, each.align));
            if (typeof got === 'number' && got >= base && got < base + SIZE && got % PAGE === 0)
              alive.push({ at: got, size: each.size });
          }
          if (got === 'hang' || got === 'lost') return;
          compare(one);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('bytes of headers', () => {
  it('lie in the first bytes of free memory, next before size', () => {
    const { heap, memory, base } = both('2.26');
    heap.alloc(PAGE, 1, false);
    const second = base + PAGE;
    expect([memory.word(second), memory.word(second + 4)]).toEqual([0, SIZE - PAGE]);
    heap.alloc(PAGE, 1, false);
    heap.free(base, PAGE);
    const third = base + 2 * PAGE + SHAPES['2.26'].offset;
    expect([memory.word(base), memory.word(base + 4)]).toEqual([third, PAGE]);
  });
  it('stay in memory that is handed out: a buffer shows the pointer of its chunk', () => {
    const { heap, memory, base } = both('4.20');
    heap.alloc(2 * PAGE, 1, false);
    expect(memory.word(base + 8)).toBe(SIZE);
  });
  it('that were written over are believed again once the list is sound', () => {
    const { heap, memory, base } = both('2.26');
    for (let i = 0; i < 3; i++) heap.alloc(PAGE, 1, false);
    heap.free(base, PAGE);
    const next = memory.word(base);
    memory.setWord(base, 0x41414141);
    heap.wrote(base, 4);
    expect(heap.sound).toBe(false);
    expect(heap.chunks()).toBeUndefined();
    memory.setWord(base, next);
    expect(heap.sound).toBe(true);
    heap.check();
  });
  it('that somebody wrote over are as the driver left them again where it writes itself', () => {
    const { heap, memory, base } = both('2.26');
    for (let i = 0; i < 7; i++) heap.alloc(PAGE, 1, false);
    for (const page of [0, 2, 4]) heap.free(base + page * PAGE, PAGE);
    const corrupt = () => heap.changes.corrupt(base, heap.words(base));
    const past = memory.word(base + 2 * PAGE);
    heap.overwrites(base, 4);
    memory.setWord(base, past);
    heap.wrote(base, 4);
    expect([corrupt(), heap.sound]).toEqual([true, true]);
    expect(heap.free(base + 2 * PAGE, PAGE)).toBeUndefined();
    expect(corrupt()).toBe(false);
    heap.check();
  });
  it('of nothing after the last chunk do not fit into the heap', () => {
    const { heap, twin, base } = both('2.26');
    const end = base + SIZE;
    expect(answer(heap.free(end, 0))).toBe('lost');
    expect(twin.free(end, 0)).toBe('lost');
  });
});
