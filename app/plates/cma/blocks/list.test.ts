import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockAt } from '../../../frame/frame.ts';
import type { Block, Frame } from '../../../frame/frame.ts';
import { buildFrame, fragmentedFrame, seedFrame, SSD202 } from '../../../render/test/frames.ts';
import { exportRows } from './export.ts';
import { COLUMNS, filterSlots, holdsAddress, liveSlots, parseAddress, sortSlots } from './list.ts';
import type { Column } from './list.ts';

const seed = seedFrame();
const names = (frame: Frame, slots: Uint32Array): string[] =>
  [...slots].map((slot) => blockAt(frame, slot)!.name);

const valueOf = (block: Block, column: Column): number | string =>
  column === 'phys' ? block.pfn : column === 'kind' ? kindOrder(block) : block[column];
const kindOrder = (block: Block): number =>
  ['none', 'cma', 'dma_coherent', 'msys', 'workload'].indexOf(block.kind);

describe('sorting', () => {
  it('equals the obvious sort of records, by every column, both ways', () => {
    const letters = fc.constantFrom(
      '',
      'a',
      'B',
      'emac0_buff',
      'emac1_buff',
      'AESDMA_ENG',
      'AESDMA_ENG1',
      'zz',
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), letters, fc.nat(4095)), {
          maxLength: 30,
        }),
        fc.constantFrom(...COLUMNS),
        fc.boolean(),
        (specs, column, descending) => {
          const blocks = specs.map(([pages, name, short], i) => ({
            pfn: (specs.length - i) * 10,
            pages,
            name,
            bytes: pages * 4096 - short,
            op: (i * 7) % 5,
            align: i % 3,
          }));
          const frame = buildFrame({ regions: [{ ranges: [[0, 400]] }], blocks });
          const sorted = sortSlots(frame, liveSlots(frame), { column, descending });
          const compare = (a: Block, b: Block): number => {
            const [x, y] = [valueOf(a, column), valueOf(b, column)];
            const by = x < y ? -1 : x > y ? 1 : 0;
            return by !== 0 ? (descending ? -by : by) : a.pfn - b.pfn;
          };
          const slow = [...liveSlots(frame)].map((slot) => blockAt(frame, slot)!).sort(compare);
          expect([...sorted]).toEqual(slow.map((block) => block.slot));
        },
      ),
    );
  });

  it('lists every live block once and no dead one', () => {
    const frame = fragmentedFrame(4096, 8, 0.6);
    frame.columns.blockPages[3] = 0;
    const slots = liveSlots(frame);
    expect(slots).not.toContain(3);
    expect(new Set(slots).size).toBe(slots.length);
  });
});

describe('addresses', () => {
  it.each([
    ['0x26450', 0x26450],
    ['0X26450000', 0x26450000],
    ['156752', 156752],
    ['2644d', 0x2644d],
    ['c63bd9a0', 0xc63bd9a0],
    ['emac', undefined],
    ['beef', undefined],
    ['facade', undefined],
    ['0x', undefined],
    ['', undefined],
  ])('%s', (text, address) => expect(parseAddress(text)).toBe(address));

  it.each([
    ['its first page frame', 0x26450, true],
    ['its last page frame', 0x264b0, true],
    ['the page frame after it', 0x264b1, false],
    ['its first byte', 0x26450000, true],
    ['its last byte', 0x264b0fff, true],
    ['the byte after it', 0x264b1000, false],
    ['its virtual address', 0xc6450123, true],
    ['its struct page', 0xc63bda00, true],
    ['a struct page after it', 0xc63bda00 + 97 * 32, false],
  ])('%s', (_what, address, held) => expect(holdsAddress(SSD202, 0x26450, 97, address)).toBe(held));

  it('a board without kernel addresses has only page frames and bytes', () => {
    const board = { ...SSD202, virtual: undefined };
    expect(holdsAddress(board, 0x26450, 97, 0xc6450123)).toBe(false);
    expect(holdsAddress(board, 0x26450, 97, 0x26450000)).toBe(true);
  });
});

describe('filter', () => {
  const find = (text: string): string[] => names(seed, filterSlots(seed, liveSlots(seed), text));
  it.each([
    ['emac', ['emac0_buff', 'emac1_buff']],
    ['AESDMA', ['AESDMA_ENG', 'AESDMA_ENG1']],
    ['aesdma_eng1', ['AESDMA_ENG1']],
    [' 0x2644D ', ['new1k']],
    ['0x26450010', ['emac1_buff']],
    ['<b>', []],
  ])('%s', (text, found) => expect(find(text)).toEqual(found));
  it('empty shows all', () => expect(find('  ')).toHaveLength(9));
});

describe('export', () => {
  it('writes a line a block under a line of names', () => {
    const slots = filterSlots(seed, liveSlots(seed), 'BDMA');
    expect(exportRows(seed, slots, 'tsv')).toBe(
      'name\tkind\tpfn\tphys\tpages\tbytes\twaste\talign\top\nBDMA\tmsys\t0x26448\t0x26448000\t1\t2112\t1984\t0\t3\n',
    );
  });

  it('quotes what would break a CSV and disarms formulas', () => {
    const frame = buildFrame({
      regions: [{ ranges: [[0, 64]] }],
      blocks: [
        { pfn: 0, pages: 1, name: 'a,"b"' },
        { pfn: 1, pages: 1, name: '=1+1' },
      ],
    });
    const lines = exportRows(frame, liveSlots(frame), 'csv').split('\n');
    expect(lines[1]).toMatch(/^"a,""b""",cma,/);
    expect(lines[2]).toMatch(/^'=1\+1,cma,/);
  });
});
