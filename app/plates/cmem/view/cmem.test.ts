import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { CMEM_HEAP_POOL } from '../../../../engine/contract/view.ts';
import { recordAt } from '../draw/place.ts';
import { headerOf } from './header.ts';
import type { CmemPlace } from '../draw/place.ts';
import { cmemRecord } from '../draw/rows.ts';
import { cmemFrame, DM365, seedCmem } from '../test/cmem-frames.ts';
import { cmemScene } from '../test/cmem-scene.ts';
import { readChoice } from '../cmem-choice.ts';
import { cmem } from '../../../words/dictionary/cmem.ts';
import type { CmemT } from '../../../words/dictionary/cmem.ts';
import { plan } from '../../../words/dictionary/plan.ts';
import { firstPlace, moveCmemCursor } from './cursor.ts';
import { describeRecord } from './describe.ts';
import { pointerTo, linesFor } from './lines.ts';
import { COLUMNS, filterRows, liveRows, parseAddress, sortRows } from './list.ts';
import { choiceOnMap } from './on-map.ts';
import { draftFor, lossOf, planOf } from './plan.ts';
import { rowsOf } from './rows.ts';

const words = { ...cmem, ...plan };
const t = ((key: keyof typeof words, ...args: never[]) => {
  const text = words[key].en as string | ((...args: never[]) => string);
  return typeof text === 'string' ? text : text(...args);
}) as unknown as CmemT;

const frame = seedCmem();
const scene = cmemScene(frame);
const { space, block, heaps } = scene;
const ground = { view: frame, block, heaps, space };
const heapAt = (at: number): CmemPlace => ({ block: 0, pool: CMEM_HEAP_POOL, at });
const buffer = (pool: number, at: number): CmemPlace => ({ block: 0, pool, at });
const base = 0x83c00000;

describe('the cursor', () => {
  const go = (from: CmemPlace | undefined, key: string, ctrl = false): CmemPlace | undefined =>
    moveCmemCursor(ground, from, { key, ctrl });

  it.each([
    ['left is the next lower buffer', buffer(0, 3), 'ArrowLeft', buffer(0, 4)],
    ['right is the next higher one', buffer(0, 3), 'ArrowRight', buffer(0, 2)],
    ['the right end is id 0', buffer(0, 0), 'ArrowRight', buffer(0, 0)],
    ['the left end is the lowest', buffer(0, 49), 'ArrowLeft', buffer(0, 49)],
    ['down is the next pool', buffer(0, 0), 'ArrowDown', buffer(1, 0)],
    ['up from the first rack stays', buffer(0, 0), 'ArrowUp', buffer(0, 0)],
    ['Home is the left end', buffer(0, 7), 'Home', buffer(0, 49)],
    ['End is the right end', buffer(0, 7), 'End', buffer(0, 0)],
    ['the heap lies below the last pool', buffer(7, 0), 'ArrowDown', heapAt(base + 30 * 2 ** 20)],
    ['right in the heap is the next piece', heapAt(base), 'ArrowRight', heapAt(base + 2 ** 20)],
    ['and so on to its end', heapAt(base), 'End', heapAt(base + 30 * 2 ** 20)],
    ['down from the heap stays', heapAt(base), 'ArrowDown', heapAt(base)],
  ])('%s', (_what, from, key, to) => expect(go(from, key)).toEqual(to));
  it.each([
    ['to the next busy buffer', buffer(0, 2), 'ArrowLeft', buffer(0, 4)],
    ['and back', buffer(0, 4), 'ArrowRight', buffer(0, 1)],
    ['stays where none is left', buffer(0, 4), 'ArrowLeft', buffer(0, 4)],
    ['to the next allocation', heapAt(base), 'ArrowRight', heapAt(base + 9 * 2 ** 20)],
    ['to the first lane', heapAt(base), 'Home', buffer(0, 49)],
    ['to the last lane', buffer(0, 0), 'End', heapAt(base + 30 * 2 ** 20)],
  ])('with control: %s', (_what, from, key, to) => expect(go(from, key, true)).toEqual(to));
  it('other keys do nothing, and the first one only shows where it is', () => {
    expect(go(buffer(0, 0), 'x')).toBeUndefined();
    expect(go(undefined, 'ArrowDown')).toEqual(buffer(0, 0));
    expect(go({ block: 9, pool: 0, at: 5 }, 'ArrowLeft')).toEqual(buffer(0, 0));
  });
  it('has nowhere to be in a block without anything', () => {
    const empty = cmemScene(cmemFrame({ blocks: [{ start: base, end: base, pools: [] }] }));
    const none = { ...ground, view: empty.view, block: empty.block, heaps: empty.heaps };
    expect(firstPlace(none)).toBeUndefined();
    expect(moveCmemCursor(none, undefined, { key: 'ArrowLeft', ctrl: false })).toBeUndefined();
  });
  it('always stands on something', () => {
    const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];
    const presses = fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(presses, (todo) => {
        let at: CmemPlace | undefined;
        for (const [key, ctrl] of todo) {
          at = go(at, key, ctrl);
          expect(recordAt(frame, block, heaps, at!)).toBeDefined();
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('in words', () => {
  const say = (place: CmemPlace): string =>
    describeRecord(t, recordAt(frame, block, heaps, place)!, heaps.of(0));
  it.each([
    [buffer(0, 1), 'pool 0, buffer 1, 0x87FFE000, held by p1, 300 of 4,096 bytes, cached'],
    [buffer(0, 2), 'pool 0, buffer 2, 0x87FFD000, free, 4,096 bytes, handed out next'],
    [buffer(0, 3), 'pool 0, buffer 3, 0x87FFC000, free, 4,096 bytes'],
    [heapAt(base), 'heap, 0x83C00000, held by p1, 1,048,576 of 1,048,576 bytes, non-cached'],
    [heapAt(base + 2 ** 20), 'heap, 0x83D00000, free chunk 1 of 3, 8 MiB'],
  ])('%j', (place, text) => expect(say(place)).toBe(text));
  it('a header that was written over is said', () => {
    const broken = cmemScene(seedCmem({ blocks: [{ pools: [], corrupt: [0] }] }));
    const record = cmemRecord(broken.view, broken.heaps.of(0).rows[0]!)!;
    const text = describeRecord(t, record, broken.heaps.of(0));
    expect(text).toMatch(/header overwritten$/);
  });
});

describe('the table', () => {
  it('lists what is held, and the free ones on request', () => {
    expect(liveRows(frame, false).length).toBe(12);
    expect(liveRows(frame, true).length).toBe(60 + 6);
  });
  it.each([
    ['p2', 5],
    ['P1', 7],
    ['0x87FFE123', 1],
    ['87ffe000', 1],
    ['0x83C00000', 1],
    ['nobody', 0],
    ['', 12],
  ])('the filter %j finds %i', (filter, count) => {
    expect(filterRows(frame, liveRows(frame, false), filter).length).toBe(count);
  });
  it.each([
    ['0x10', 16],
    ['87baa000', 0x87baa000],
    ['beef', undefined],
    ['frame', undefined],
    ['12', undefined],
  ])('%j as an address: %j', (text, address) => expect(parseAddress(text)).toBe(address));
  it('sorts like the plainest sort, and equal ones by address', () => {
    const { cmemPhys, cmemAsked } = frame.columns;
    const rows = sortRows(frame, liveRows(frame, true), { column: 'asked', descending: true });
    for (let i = 1; i < rows.length; i += 1) {
      const [a, b] = [rows[i - 1]!, rows[i]!];
      const by = cmemAsked[a]! - cmemAsked[b]!;
      expect(by > 0 || (by === 0 && cmemPhys[a]! < cmemPhys[b]!)).toBe(true);
    }
  });
  it.each(COLUMNS)('sorting by %s up and down loses no row', (column) => {
    const all = liveRows(frame, true);
    for (const descending of [true, false]) {
      const rows = sortRows(frame, all, { column, descending });
      expect([...rows].sort((a, b) => a - b)).toEqual([...all].sort((a, b) => a - b));
    }
  });
});

describe('the inspector', () => {
  const rows = (place: CmemPlace, handle?: string): Record<string, string> => {
    const record = recordAt(frame, block, heaps, place)!;
    const header =
      record.kind === 'hole' ? headerOf(frame, block.heap!, record.row, heaps.of(0)) : undefined;
    const list = rowsOf(t, block, record, handle, header);
    return Object.fromEntries(list.map(({ label, value }) => [label, value]));
  };
  it('tells asked, held and both wastes of a buffer', () => {
    expect(rows(buffer(7, 0))).toMatchObject({
      asked: '53,248 B',
      held: '4,096,000 B',
      'page rounding': '0 B',
      unused: '4,042,752 B',
      physical: '0x87BAA000–0x87F91FFF',
      pool: '7: 1 × 4,096,000 B',
      owner: 'p2',
      'registered users': '1',
      mapping: 'non-cached',
      'born at': '#14',
    });
    expect(rows(buffer(7, 0))).not.toHaveProperty('pointer');
    expect(rows(buffer(7, 0), 'big')).toMatchObject({ pointer: 'big' });
  });
  it('of a free buffer and a free chunk only what they have', () => {
    expect(Object.keys(rows(buffer(0, 2)))).toEqual(['held', 'physical', 'pool', 'id']);
    expect(Object.keys(rows(heapAt(base + 2 ** 20)))).toEqual([
      'physical',
      'first bytes',
      'next',
      'length',
    ]);
  });
  it('offers lines for what is held, by the name its line gave it', () => {
    const text = 'big = CMEM_alloc(53248)';
    const line = { id: 1, op: 14, at: 14, steps: 1, text, comment: false, failed: false };
    const script = [{ ...line, line: 1, by: undefined }];
    const record = recordAt(frame, block, heaps, buffer(7, 0));
    expect(pointerTo(script, record)).toEqual({ name: 'big', physical: false });
    const lines = linesFor(script, record);
    expect(lines.map(({ verb }) => verb)).toEqual(['free', 'cacheWb', 'cacheInv', 'cacheWbInv']);
    expect(lines[0]!.line).toContain('CMEM_free(big)');
    const free = recordAt(frame, block, heaps, buffer(0, 2));
    expect(linesFor(script, free)).toEqual([]);
  });
});

test('the last request on the racks of its block, and on no other', () => {
  const events = [
    { is: 'pool', block: 0, pool: 0, size: 4096, asked: 100, verdict: 'empty' },
    { is: 'pool', block: 0, pool: 1, size: 8192, asked: 100, verdict: 'best' },
    { is: 'taken', block: 0, pool: 1, id: 2, phys: 1, size: 8192 },
    { is: 'served', asked: 100, size: 8192, rounding: 3996, unused: 4096 },
  ];
  const choice = readChoice({ op: 1, ops: 1, events } as never);
  expect(choiceOnMap(choice, 0)).toMatchObject({
    taken: { pool: 1, id: 2 },
    asked: 100,
    wasted: 8092,
    promoted: true,
  });
  expect(choiceOnMap(choice, 1)).toBeUndefined();
  expect(choiceOnMap(undefined, 0)).toBeUndefined();
});

describe('the planner', () => {
  const { layout } = frame;
  const draft = draftFor(layout, 'frame 829440 2\nbits 53248');
  it('starts from the block that is loaded and all of the RAM', () => {
    expect(draft).toMatchObject({ start: '0x83C00000', end: '0x88000000', ram: '128M' });
    expect(draftFor(cmemFrame({ blocks: [] }).layout)).toMatchObject({ start: '', end: '' });
  });
  it('proposes pools, the line and the mem= that goes with it', () => {
    const { plan, pools, present } = planOf(draft, layout);
    expect(pools).toBe('1x53248,2x829440');
    expect(plan).toMatchObject({ mem: 'mem=60M', problems: [] });
    expect(plan!.insmod).toBe(
      'insmod cmemk.ko phys_start=0x83C00000 phys_end=0x88000000 pools=1x53248,2x829440',
    );
    expect(lossOf(plan!.waste)).toBeLessThan(lossOf(present!.waste));
    expect(present!.waste.unserved).toEqual([{ size: 829_440, count: 1 }]);
  });
  it('without addresses takes the smallest block at the top', () => {
    const { plan } = planOf({ ...draft, start: '', end: '' }, layout);
    expect(plan!.block).toEqual({ start: 0x87e00000, end: 0x88000000 });
    expect(plan!.mem).toBe('mem=126M');
  });
  it.each([
    ['a block too small', { start: '0x87FF0000', end: '0x88000000' }, 'too small'],
    ['a block where Linux is', { start: '0x83000000', end: '0x88000000' }, 'overlaps Linux'],
    ['a block after the RAM', { start: '0x87000000', end: '0x89000000' }, 'outside RAM'],
    ['a block that ends before it starts', { start: '0x88000000', end: '0x83C00000' }, 'bad block'],
    ['too much heap', { heap: '68M' }, 'too small'],
  ])('says of %s: %s', (_what, part, problem) => {
    const { plan } = planOf({ ...draft, ...part }, layout);
    expect(plan!.problems.map((one) => one.is)).toContain(problem);
  });
  it.each([
    ['start', { start: 'x' }],
    ['end', { end: '' }],
    ['heap', { heap: 'much' }],
    ['ram', { ram: '0' }],
  ] as const)('a wrong %s is marked and nothing is planned', (field, part) => {
    const { wrong, plan } = planOf({ ...draft, ...part }, layout);
    expect([wrong, plan]).toEqual([[field], undefined]);
  });
  it('plans nothing for nothing', () => {
    const { plan, present } = planOf({ ...draft, needs: '' }, layout);
    expect([plan, present]).toEqual([undefined, undefined]);
  });
  it('has nothing to compare with without a driver', () => {
    const bare = { ...layout, cmem: undefined, board: DM365 };
    expect(planOf(draft, bare).present).toBeUndefined();
  });
});
