import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Columns } from '../../../engine/board/columns.ts';
import { COLUMNS, SIZES } from '../../../engine/systems/columns.ts';
import { CHUNK } from '../../../engine/contract/view.ts';
import type { ColumnName, Layout } from '../../../engine/contract/view.ts';
import { ALIGN, aligned, allocateSet, setBytes } from './columns.ts';
import { FrameError, FrameReader, FrameWriter } from './frames.ts';
import type { LinkFrame } from './frames.ts';
import { PatchReader, PatchWriter } from './patches.ts';
import { columnsOf, contents } from '../test/machine.ts';

const NAMES = Object.keys(COLUMNS) as ColumnName[];
/** Words of a patch before its entries: see patches.ts. */
const HEADER_WORDS = 5 + SIZES.length;

/** One thing that a writer or a reader may do next. */
type Act =
  | { readonly is: 'write'; readonly column: number; readonly at: number; readonly value: number }
  | { readonly is: 'publish' | 'take' };

const acts = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<Act>({ is: 'publish' }) },
    { weight: 3, arbitrary: fc.constant<Act>({ is: 'take' }) },
    {
      weight: 6,
      arbitrary: fc.record({
        is: fc.constant('write' as const),
        column: fc.nat(NAMES.length - 1),
        at: fc.nat(1_000_000),
        value: fc.integer({ min: 1, max: 255 }),
      }),
    },
  ),
  { maxLength: 80 },
);

function write(columns: Columns, column: number, at: number, value: number): void {
  const name = NAMES[column]!;
  const array = columns.columns[name];
  if (array.length === 0) return;
  const index = at % array.length;
  array[index] = value;
  columns.touch(name, index, index + 1);
}

const takers = {
  'shared frames': (layout: Layout) => {
    const writer = new FrameWriter(layout);
    const reader = new FrameReader(layout, writer.buffer, 1);
    return {
      publish: (view: Columns) => void writer.publish(view),
      fresh: () => reader.fresh,
      take: () => reader.take(),
    };
  },
  patches: (layout: Layout) => {
    const writer = new PatchWriter(layout);
    const reader = new PatchReader(layout, 1);
    return {
      publish: (view: Columns) => {
        const patch = writer.build(view);
        if (patch !== undefined) reader.push(patch);
      },
      fresh: () => reader.fresh,
      take: () => reader.take(),
    };
  },
};

describe.each(Object.entries(takers))('%s', (_, taker) => {
  test('a taken frame is the newest published state, and stands still until the next', () => {
    const sizes = fc.record({
      pages: fc.constantFrom(0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK),
      slots: fc.constantFrom(0, 1, 100, 300),
      rows: fc.constantFrom(0, 1, CHUNK + 1),
    });
    fc.assert(
      fc.property(sizes, acts, ({ pages, slots, rows }, todo) => {
        const columns = columnsOf(pages, slots, rows);
        const { publish, take } = taker(columns.layout);
        let published: string | undefined;
        let held: { frame: LinkFrame; shows: string } | undefined;
        for (const act of todo) {
          if (act.is === 'write') write(columns, act.column, act.at, act.value);
          else if (act.is === 'publish') {
            publish(columns);
            published = contents(columns);
          } else {
            const frame = take();
            if (frame !== undefined) held = { frame, shows: contents(frame) };
            expect(held?.shows).toBe(published);
          }
          if (held !== undefined) expect(contents(held.frame)).toBe(held.shows);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('what moved between two frames can be told by the generations', () => {
    const columns = columnsOf(3 * CHUNK, 10);
    const { publish, take } = taker(columns.layout);
    let seen = new Uint32Array(3);
    /** Page chunks of the next frame whose generation is another than last time. */
    const moved = (): number[] => {
      const now = take()!.generations.page.slice();
      const chunks = [0, 1, 2].filter((chunk) => now[chunk] !== seen[chunk]);
      seen = now;
      return chunks;
    };
    publish(columns);
    expect(moved()).toEqual([0, 1, 2]);
    write(columns, NAMES.indexOf('page'), CHUNK + 5, 9);
    publish(columns);
    expect(moved()).toEqual([1]);
    write(columns, NAMES.indexOf('owner'), 5, 9);
    publish(columns);
    expect(moved()).toEqual([]);
  });

  test('nothing published is nothing taken', () => {
    const columns = columnsOf(10, 1);
    const { publish, fresh, take } = taker(columns.layout);
    expect(fresh()).toBe(false);
    expect(take()).toBeUndefined();
    publish(columns);
    expect(fresh()).toBe(true);
    expect(take()?.serial).toBe(1);
    expect(fresh()).toBe(false);
    expect(take()).toBeUndefined();
  });
});

describe('a set of columns', () => {
  test.each([
    [0, 0],
    [1, ALIGN],
    [ALIGN, ALIGN],
    [ALIGN + 1, 2 * ALIGN],
  ])('%i bytes take %i', (bytes, takes) => expect(aligned(bytes)).toBe(takes));
  test.each([
    [0, 0, 0],
    [1, 1, 1],
    [CHUNK + 1, 300, CHUNK],
    // More chunks than generations have room for on one line.
    [40 * CHUNK, 10, 1],
  ])('of %i pages begins each part on a line of its own, and ends where it says', (...sizes) => {
    const { layout } = columnsOf(...sizes);
    const { columns, generations } = allocateSet(layout);
    const parts = NAMES.flatMap((name) => [generations[name], columns[name]]);
    const spans = parts
      .filter(({ byteLength }) => byteLength > 0)
      .map(({ byteOffset, byteLength }) => [byteOffset, byteOffset + byteLength] as const)
      .sort(([a], [b]) => a - b);
    let end = 0;
    for (const [from, to] of spans) {
      expect(from % ALIGN).toBe(0);
      expect(from - end).toBeGreaterThanOrEqual(0);
      expect(from - end).toBeLessThan(ALIGN);
      end = to;
    }
    expect(setBytes(layout)).toBe(aligned(end));
    for (const name of NAMES)
      expect(generations[name].length).toBe(Math.ceil(columns[name].length / CHUNK));
  });
});

describe('what is copied', () => {
  /** Chunks of every column of `columns`. */
  const all = (columns: Columns): number =>
    NAMES.reduce((sum, name) => sum + columns.generations[name].length, 0);

  test('each slot gets exactly the chunks that moved since it was written', () => {
    fc.assert(
      fc.property(acts, (todo) => {
        const columns = columnsOf(2 * CHUNK, 300, CHUNK + 1);
        const writer = new FrameWriter(columns.layout);
        const reader = new FrameReader(columns.layout, writer.buffer, 1);
        // The twin: who has which slot, and what was moved since each was written.
        const slots = [0, 1, 2].map(() => ({ moved: new Set<string>(), blank: true }));
        let [back, between, front, fresh] = [0, 1, 2, false];
        for (const act of todo) {
          if (act.is === 'write') {
            const name = NAMES[act.column]!;
            write(columns, act.column, act.at, act.value);
            const chunk = Math.floor((act.at % columns.columns[name].length) / CHUNK);
            for (const slot of slots) slot.moved.add(`${name} ${chunk}`);
          } else if (act.is === 'publish') {
            const { moved, blank } = slots[back]!;
            expect(writer.publish(columns)).toBe(blank ? all(columns) : moved.size);
            slots[back] = { moved: new Set(), blank: false };
            [back, between, fresh] = [between, back, true];
          } else {
            reader.take();
            if (fresh) [front, between, fresh] = [between, front, false];
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a patch holds the chunks that moved and no more', () => {
    const columns = columnsOf(2 * CHUNK, 10);
    const writer = new PatchWriter(columns.layout);
    const whole = writer.build(columns)!.byteLength;
    expect(whole).toBeGreaterThan(2 * CHUNK * 5);
    expect(writer.build(columns)).toBeUndefined();
    write(columns, NAMES.indexOf('page'), 3, 1);
    const one = writer.build(columns)!.byteLength;
    expect(one).toBeGreaterThanOrEqual(CHUNK);
    expect(one).toBeLessThan(CHUNK + 100);
  });
});

describe('what is not this version’s is refused', () => {
  const columns = columnsOf(100, 10);
  const { layout } = columns;

  test.each([
    ['another layout', { ...layout, id: layout.id + 1 }],
    ['more pages', { ...layout, pages: 101 }],
    ['fewer block slots', { ...layout, blockSlots: 9 }],
    ['more cmem rows', { ...layout, cmemRows: 1 }],
    ['more pools', { ...layout, poolRows: 1 }],
    ['more pages of pools', { ...layout, poolPageRows: 1 }],
    ['more blocks of pools', { ...layout, poolBlockRows: 1 }],
  ])('a buffer of %s', (_, other) => {
    const { buffer } = new FrameWriter(layout);
    expect(() => new FrameReader(other, buffer, 1)).toThrow(FrameError);
  });

  test.each([
    ['magic', 0],
    ['version', 1],
    ['slot size', 6],
  ])('a buffer with a wrong %s', (_, word) => {
    const { buffer } = new FrameWriter(layout);
    new Int32Array(buffer)[word]! += 1;
    expect(() => new FrameReader(layout, buffer, 1)).toThrow(FrameError);
  });

  test.each([0, 64, 1000])('a buffer of %i bytes', (bytes) => {
    expect(() => new FrameReader(layout, new SharedArrayBuffer(bytes), 1)).toThrow(FrameError);
  });

  test('a buffer that is cut short after a whole control block', () => {
    const { buffer } = new FrameWriter(layout);
    const short = new SharedArrayBuffer(buffer.byteLength - 64);
    new Uint8Array(short).set(new Uint8Array(buffer, 0, short.byteLength));
    expect(() => new FrameReader(layout, short, 1)).toThrow(FrameError);
  });

  test('a view of another layout, or shorter than its layout says', () => {
    const other = columnsOf(100, 10);
    const short = { ...columns, layout, columns: { ...columns.columns, page: new Uint8Array(99) } };
    expect(() => new FrameWriter(layout).publish(other)).toThrow(FrameError);
    expect(() => new PatchWriter(layout).build(other)).toThrow(FrameError);
    expect(() => new FrameWriter(layout).publish(short)).toThrow(RangeError);
    expect(() => new PatchWriter(layout).build(short)).toThrow(RangeError);
    const generations = { ...columns.generations, page: new Uint32Array(0) };
    expect(() => new FrameWriter(layout).publish({ ...columns, layout, generations })).toThrow(
      RangeError,
    );
  });

  /** Words of a patch: see patches.ts. */
  test.each<[string, (patch: ArrayBuffer) => ArrayBuffer]>([
    ['cut to nothing', (patch) => patch.slice(0, 8)],
    ['cut in the entries', (patch) => patch.slice(0, 40)],
    ['cut in the data', (patch) => patch.slice(0, -8)],
    ['too long', longer],
    ['of another magic', (patch) => setWord(patch, 0, 1)],
    ['of another version', (patch) => setWord(patch, 1, 99)],
    ['of another layout', (patch) => setWord(patch, 2, 9999)],
    ['out of order', (patch) => setWord(patch, 3, 2)],
    ['with an unknown column', (patch) => setWord(patch, HEADER_WORDS, NAMES.length)],
    ['with a chunk too far', (patch) => setWord(patch, HEADER_WORDS + 1, 1)],
    ['cut after its header', (patch) => patch.slice(0, HEADER_WORDS * 4)],
  ])('a patch %s, and nothing of it is applied', (_, damage) => {
    const patch = new PatchWriter(layout).build(columns)!;
    const reader = new PatchReader(layout, 1);
    expect(() => {
      reader.push(damage(patch.slice(0)));
    }).toThrow(FrameError);
    expect(reader.fresh).toBe(false);
    reader.push(patch);
    expect(contents(reader.take()!)).toBe(contents(columns));
  });

  function longer(patch: ArrayBuffer): ArrayBuffer {
    const bytes = new Uint8Array(patch.byteLength + 8);
    bytes.set(new Uint8Array(patch));
    return bytes.buffer;
  }

  function setWord(patch: ArrayBuffer, word: number, value: number): ArrayBuffer {
    new Uint32Array(patch, 0, word + 1)[word] = value;
    return patch;
  }
});

test('progress and retirement pass through the control block', () => {
  const { layout } = columnsOf(10, 1);
  const writer = new FrameWriter(layout);
  const reader = new FrameReader(layout, writer.buffer, 1);
  expect(reader.progress).toEqual({ run: 0, index: 0, done: 0, total: 0 });
  writer.report({ run: 3, index: 1, done: 70, total: 100 });
  expect(reader.progress).toEqual({ run: 3, index: 1, done: 70, total: 100 });
  expect(reader.retired).toBe(false);
  writer.retire();
  expect(reader.retired).toBe(true);
});

test('nothing tears while a second thread publishes as fast as it can', async () => {
  const columns = columnsOf(16 * CHUNK, 100);
  // Node 20 reads no TypeScript of itself, and worker threads do not inherit vitest's ways.
  const file = JSON.stringify(new URL('../test/busy-writer.ts', import.meta.url).href);
  const start = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${file}, ${file}))`;
  const worker = new Worker(start, { eval: true });
  try {
    worker.postMessage(columns.layout);
    const [buffer] = (await once(worker, 'message')) as [SharedArrayBuffer];
    const reader = new FrameReader(columns.layout, buffer, 1);
    let taken = 0;
    let last = 0;
    // Half a second, and on a busy machine until enough was seen.
    for (const since = performance.now(); taken <= 5 || performance.now() - since < 500;) {
      const frame = reader.take();
      if (frame === undefined) continue;
      const { page, owner } = frame.columns;
      const value = owner[0]!;
      expect(value).toBeGreaterThan(last);
      expect(owner.every((item) => item === value)).toBe(true);
      expect(page.every((item) => item === value % 256)).toBe(true);
      last = value;
      taken++;
    }
  } finally {
    await worker.terminate();
  }
}, 20_000);
