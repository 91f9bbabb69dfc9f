import { describe, expect, it, test } from 'vitest';
import { factsOf } from '../draw/facts.ts';
import type { PlaceFacts } from '../draw/facts.ts';
import type { PoolPlace } from '../draw/place.ts';
import { TypedMachine, poolScene, typedPools } from '../test/pool-scene.ts';
import { dmaPool } from '../../../words/dictionary/dma-pool.ts';
import { poolLessons } from '../../../words/dictionary/pool-lessons.ts';
import type { PoolT } from '../../../words/dictionary/dma-pool.ts';
import { firstPlace, movePoolCursor } from './cursor.ts';
import { describePlace, titleOf } from './describe.ts';
import { linesFor } from './lines.ts';
import { hexRows, linkBytesOf, readLink } from './link.ts';
import {
  filterOf,
  liveRows,
  PAGE_ROW,
  parseAddress,
  placeOfRow,
  rowOfPlace,
  sortRows,
} from './list.ts';
import { proseOf, rowsOf } from './rows.ts';
import { whyBlocks } from './why.ts';

const words = { ...dmaPool, ...poolLessons };
const t = ((key: keyof typeof words, ...args: never[]) => {
  const text = words[key].en as string | ((...args: never[]) => string);
  return typeof text === 'string' ? text : text(...args);
}) as unknown as PoolT;

const takes = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `x${i} = dma_pool_alloc(p)`);
// Three pages of seven blocks and one that is lost: the newest holds one block.
const machine = typedPools(
  'p = dma_pool_create("t", 512, 32, 0)',
  ...takes(15),
  'dma_pool_free(p, x3)',
  'dma_pool_free(p, x5)',
);
const frame = machine.frame();
const scene = poolScene(frame);
const { pages, pool, space } = scene;
const ground = { view: frame, pool, pages, space };
const at = (page: number, slot: number): PoolPlace => ({ pool: 1, page, slot });
const facts = (page: number, slot: number): PlaceFacts => factsOf(frame, pages, at(page, slot))!;

describe('the cursor', () => {
  const go = (from: PoolPlace | undefined, key: string, ctrl = false): PoolPlace | undefined =>
    movePoolCursor(ground, from, { key, ctrl });
  it('begins with the block that is handed out next', () =>
    expect(firstPlace(ground)).toEqual(at(2, 1)));
  it('the first key only shows where it is', () =>
    expect(go(undefined, 'ArrowRight')).toEqual(at(2, 1)));
  it.each([
    ['right', at(2, 1), 'ArrowRight', at(2, 2)],
    ['left', at(2, 1), 'ArrowLeft', at(2, 0)],
    ['the left end stays', at(2, 0), 'ArrowLeft', at(2, 0)],
    ['the right end stays, lost blocks are places too', at(2, 7), 'ArrowRight', at(2, 7)],
    ['down is the next page of the list, an older one', at(2, 3), 'ArrowDown', at(1, 3)],
    ['up is a newer one', at(0, 3), 'ArrowUp', at(1, 3)],
    ['the ends of the list stay', at(0, 3), 'ArrowDown', at(0, 3)],
    ['Home', at(1, 3), 'Home', at(1, 0)],
    ['End', at(1, 3), 'End', at(1, 7)],
    ['further than there are pages', at(2, 3), 'PageDown', at(0, 3)],
    ['a page beside a page', at(2, -1), 'ArrowRight', at(1, -1)],
  ])('%s', (_what, from, key, to) => expect(go(from, key)).toEqual(to));
  it.each([
    ['the next block in use', at(0, 2), 'ArrowRight', at(0, 4)],
    ['past pages', at(2, 0), 'ArrowRight', at(1, 0)],
    ['and back', at(1, 0), 'ArrowLeft', at(2, 0)],
    ['stays where none is left', at(0, 6), 'ArrowRight', at(0, 6)],
    ['the first page', at(0, 2), 'Home', at(2, 2)],
    ['the last page', at(2, 2), 'End', at(0, 2)],
  ])('with control: %s', (_what, from, key, to) => expect(go(from, key, true)).toEqual(to));
  it('other keys are not its own', () => expect(go(at(0, 0), 'x')).toBeUndefined());
  it('a place of another pool counts as none', () =>
    expect(go({ pool: 9, page: 0, slot: 0 }, 'ArrowRight')).toEqual(at(2, 1)));
});

describe('in words', () => {
  it.each([
    [at(2, 0), 'block 0 of page 25E02000, 0x25E02000, in use'],
    [at(2, 1), 'block 1 of page 25E02000, 0x25E02200, free, handed out next'],
    [at(2, 3), 'block 3 of page 25E02000, 0x25E02600, free, number 3 in the free list'],
    [at(2, 7), 'block 7 of page 25E02000, 0x25E02E00, never handed out'],
    [at(0, -1), 'page 25E00000, 3 of 3 in the list, 5 of 7 blocks in use'],
  ])('%j', (place, text) => expect(describePlace(t, factsOf(frame, pages, place)!)).toBe(text));
  it('titles', () => {
    expect(titleOf(t, facts(0, 3))).toBe('Block 3');
    expect(titleOf(t, facts(0, -1))).toBe('Page 25E00000');
  });
  it('where a link leads', () => {
    const row = (slot: number): string | undefined =>
      rowsOf(t, frame, pages, facts(0, slot), undefined).find(
        ({ label }) => label === 'link leads to',
      )?.value;
    expect([row(5), row(3), row(0)]).toEqual([
      'block 3, 0x25E00600',
      'the end of the list',
      undefined,
    ]);
  });
  it.each([
    [at(2, 0), 'In use: 512 B.'],
    [at(2, 1), 'Free, and the next allocation takes it.'],
    [at(2, 3), 'Free: number 3 in the list of this page'],
    [at(0, 3), 'Pages before it in the list are served first'],
    [at(0, 7), 'Nobody is ever given it'],
  ])('%j in sentences', (place, text) =>
    expect(proseOf(t, factsOf(frame, pages, place)!)[0]).toContain(text),
  );
  it('what a page is', () => {
    const rows = rowsOf(t, frame, pages, facts(0, -1), undefined);
    expect(rows.map(({ value }) => value)).toContain('block 5, 0x25E00A00');
    expect(proseOf(t, facts(2, -1))).toHaveLength(2);
  });
  it.each([
    ['p = dma_pool_create("t", 64, 64, 0)', 'one is lost'],
    ['p = dma_pool_create("t", 64, 64, 1024)', 'No block crosses a multiple of 1,024'],
    ['p = dma_pool_create("t", 1536, 8, 8192)', '512 B past the end'],
    ['p = dma_pool_create("t", 90, 32, 0)', '90 B were asked for'],
    ['p = dma_pool_create("t", 4096, 32, 0)', 'nothing is left over'],
  ])('%s: %s', (line, text) =>
    expect(whyBlocks(t, typedPools(line).frame().layout.dmaPools[0]!)).toContain(text),
  );
});

describe('lines for a place', () => {
  const names = {
    poolName: (id: number) => (id === 1 ? 'p' : undefined),
    blockName: (_pool: number, phys: number) => (phys === 0x25e00000 ? 'x0' : undefined),
    has: (name: string) => name === 'a',
  };
  it('by name, else by address', () => {
    expect(linesFor(names, facts(0, 0))).toEqual({
      alloc: 'b = dma_pool_alloc(p)',
      free: 'dma_pool_free(p, x0)',
    });
    expect(linesFor(names, facts(0, 1))?.free).toBe('dma_pool_free(p, 0x25E00200)');
  });
  it('nothing is freed that nobody can have', () => {
    expect(linesFor(names, facts(0, 7))?.free).toBeUndefined();
    expect(linesFor(names, facts(0, -1))?.free).toBeUndefined();
  });
  it('none where no name stands for the pool', () =>
    expect(linesFor({ ...names, poolName: () => undefined }, facts(0, 0))).toBeUndefined());
});

describe('the table', () => {
  const rows = (filter = '', withPages = false): Uint32Array =>
    liveRows(frame, pages, frame.layout.dmaPools, withPages, filterOf(frame, filter));
  const places = (list: Uint32Array): string[] =>
    [...list].map((row) => {
      const { page, slot } = placeOfRow(frame, pages, row)!;
      return `${page}:${slot}`;
    });
  it('blocks in use, the newest page first', () =>
    expect(places(rows())).toEqual(
      ['2:0', ...[0, 1, 2, 3, 4, 5, 6].map((slot) => `1:${slot}`)].concat(
        [0, 1, 2, 4, 6].map((slot) => `0:${slot}`),
      ),
    ));
  it('pages before their blocks', () =>
    expect(places(rows('', true)).slice(0, 3)).toEqual(['2:-1', '2:0', '1:-1']));
  it.each([
    ['0x25E00250', ['0:1']],
    ['25e02000', ['2:0']],
    ['t', undefined],
    ['nothing', []],
  ])('filter %s', (filter, expected) =>
    expect(places(rows(filter))).toEqual(expected ?? places(rows())),
  );
  it('sorted by address, both ways', () => {
    const sorted = (descending: boolean): string[] =>
      places(sortRows(frame, pages, rows(), { column: 'phys', descending }));
    expect(sorted(false).slice(0, 2)).toEqual(['0:0', '0:1']);
    expect(sorted(true)[0]).toBe('2:0');
  });
  it('sorted by block, equal ones in the natural order', () => {
    const sorted = sortRows(frame, pages, rows(), { column: 'slot', descending: false });
    expect(places(sorted).slice(0, 4)).toEqual(['2:0', '1:0', '0:0', '1:1']);
  });
  it('finds the row of a place', () => {
    expect(placeOfRow(frame, pages, rowOfPlace(frame, pages, at(1, 4))!)).toEqual(at(1, 4));
    expect(rowOfPlace(frame, pages, at(1, -1))).toBeGreaterThanOrEqual(PAGE_ROW);
    expect(rowOfPlace(frame, pages, { pool: 7, page: 0, slot: 0 })).toBeUndefined();
  });
  test.each([
    ['0x25E00000', 0x25e00000],
    ['25E00000', 0x25e00000],
    ['ehci_qtd', undefined],
    ['dead', undefined],
  ])('%s as an address', (text, address) => expect(parseAddress(text)).toBe(address));
});

describe('the bytes of a block', () => {
  const list = { mechanism: 'list', allocation: 4096 } as const;
  const stack = { mechanism: 'stack', allocation: 4096 } as const;
  it.each([
    ['bitmap', 'arm', 0],
    ['list', 'arm64', 4],
    ['stack', 'arm', 8],
    ['stack', 'arm64', 16],
  ] as const)('%s on %s: %i of link', (mechanism, arch, bytes) =>
    expect(linkBytesOf(mechanism, arch)).toBe(bytes),
  );
  it('an offset, low byte first', () => {
    expect(readLink(Uint8Array.of(0x80, 5, 0, 0), list, 'arm')).toEqual({
      is: 'offset',
      offset: 0x580,
      end: false,
    });
    expect(readLink(Uint8Array.of(0, 0x10, 0, 0), list, 'arm')).toMatchObject({ end: true });
  });
  it('a pointer and the own address', () => {
    const bytes = Uint8Array.of(0x40, 0, 0xe0, 0xc5, 0x80, 0, 0xe0, 0x25);
    expect(readLink(bytes, stack, 'arm')).toEqual({
      is: 'pointer',
      next: '0xc5e00040',
      dma: '0x25e00080',
    });
    expect(readLink(bytes.fill(0, 0, 4), stack, 'arm')).toMatchObject({ next: undefined });
  });
  it('as the machine has them', () => {
    const own = new TypedMachine(
      'board ssd202 dma_pool=6.4',
      'p = dma_pool_create("t", 64, 64, 0)',
      'a = dma_pool_alloc(p)',
      'b = dma_pool_alloc(p)',
      'dma_pool_free(p, a)',
      'dma_pool_free(p, b)',
    );
    const { result } = own.run('peek(b, 8)');
    const text = result.ok && result.value.is === 'text' ? result.value.text : '';
    const digits = text.slice(text.indexOf(':') + 1).match(/\b[0-9a-f]{2}\b/gi) ?? [];
    const bytes = Uint8Array.from(digits.slice(0, 8), (byte) => Number(`0x${byte}`));
    const [first] = own.frame().layout.dmaPools;
    expect(readLink(bytes, first!, 'arm')?.is).toBe('pointer');
    expect(own.taken('dma_pool_alloc(p)') % 0x10000).toBe(
      Number((readLink(bytes, first!, 'arm') as { dma: string }).dma) % 0x10000,
    );
  });
  it('none where no link lies, or too few bytes', () => {
    expect(readLink(new Uint8Array(64), { ...list, mechanism: 'bitmap' }, 'arm')).toBeUndefined();
    expect(readLink(new Uint8Array(3), list, 'arm')).toBeUndefined();
  });
  it('rows of sixteen, the link marked', () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, i) => i);
    const [first, second, ...none] = hexRows(bytes, 4, 18);
    expect(first).toEqual({
      offset: '+000',
      link: ' 00 01 02 03',
      rest: ' 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f\n',
    });
    expect(second).toEqual({ offset: '+010', link: '', rest: ' 10 11\n' });
    expect(none).toEqual([]);
  });
});
