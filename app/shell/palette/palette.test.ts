import { describe, expect, it } from 'vitest';
import { DEFAULT_BOARD } from '../../../engine/index.ts';
import { HEADER, HEADER_SLOTS, NAME_BYTES } from '../../../engine/contract/view.ts';
import type { ColumnArrays, Layout } from '../../../engine/contract/view.ts';
import { findPlaces, findReleases, fits, readings } from './palette.ts';

it.each([
  ['0x26400', [0x26400]],
  ['26400', [26_400, 0x26400]],
  ['2644d', [0x2644d]],
  ['2640 0000', [26_400_000, 0x26400000]],
  ['buf', []],
  ['be', []],
  ['', []],
  ['0x', []],
  ['0xfffffffffffffff', []],
])('readings(%j) = %j', (text, numbers) => {
  expect(readings(text)).toEqual(numbers);
});

/** One region of 16 pages from pfn 0x26400; block 0, `emac0_buff`, on pages 4 to 7. */
const seen = () => {
  const columns = {
    header: new Float64Array(HEADER_SLOTS),
    owner: new Uint32Array(16).fill(1, 4, 8),
    blockPfn: Float64Array.of(0x26404),
    blockPages: Uint32Array.of(4),
    blockName: new Uint8Array(NAME_BYTES),
  };
  columns.header[HEADER.blockHigh] = 1;
  columns.blockName.set(new TextEncoder().encode('emac0_buff'));
  const range = { basePfn: 0x26400, pages: 16, firstPage: 0 };
  const region = { index: 0, name: 'reserved', orderPerBit: 0, pages: 16, ranges: [range] };
  const layout: Layout = {
    id: 1,
    board: DEFAULT_BOARD,
    regions: [region],
    pages: 16,
    blockSlots: 1,
    cmemRows: 0,
    cmem: undefined,
    poolRows: 0,
    poolPageRows: 0,
    poolBlockRows: 0,
    dmaPools: [],
  };
  return { layout, columns: columns as unknown as ColumnArrays };
};

describe('findPlaces', () => {
  const pages = (query: string): readonly number[] =>
    findPlaces(seen(), query).map((hit) => hit.page);
  it.each([
    ['a physical address inside a block', '0x26406123', [6]],
    ['the same in decimal', String(0x26406123), [6]],
    ['a kernel virtual address', '0xC6405000', [5]],
    ['a page frame number', '26404', [4]],
    ['a free page', '0x26400000', [0]],
    ['a name', 'EMAC', [4]],
    ['nothing', 'zzz', []],
    ['an address outside', '0x30000000', []],
    ['an empty query', '  ', []],
  ])('finds %s', (_what, query, found) => {
    expect(pages(query)).toEqual(found);
  });
  it('tells the block, not only the page', () => {
    expect(findPlaces(seen(), '0x26406000')[0]).toMatchObject({
      slot: 0,
      name: 'emac0_buff',
      pfn: 0x26404,
      pages: 4,
    });
    expect(findPlaces(seen(), '0x26400000')[0]).toMatchObject({ slot: -1, pfn: 0x26400 });
  });
});

it('fits wants every word, in any order and case', () => {
  expect(fits('Show the kernel log', 'LOG show')).toBe(true);
  expect(fits('Show the kernel log', 'log maps')).toBe(false);
  expect(fits('anything', '')).toBe(true);
});

describe('findReleases', () => {
  const releases = (query: string) =>
    findReleases(seen(), query, (name, pfn) => `Release ${name} 0x${pfn.toString(16)}`);
  it.each(['rel', 'release emac', 'emac0', '26404'])('%j offers to release the block', (query) => {
    expect(releases(query)).toEqual([{ slot: 0, text: 'Release emac0_buff 0x26404' }]);
  });
  it.each(['', ' ', 'alloc', 'release nobody'])('%j offers none', (query) => {
    expect(releases(query)).toEqual([]);
  });
  it('offers none for a slot that is free', () => {
    const gone = seen();
    gone.columns.blockPages.fill(0);
    expect(findReleases(gone, 'rel', (name) => `Release ${name}`)).toEqual([]);
  });
});
