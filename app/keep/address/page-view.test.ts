import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLink, writeLink, plainExperiment } from '../../../engine/journal/index.ts';
import type { ViewSettings } from '../../../engine/journal/index.ts';
import { MAX_VIEW_FIELDS } from '../../../engine/contract/limits.ts';
import { makePlates, makeViews } from '../../plates/index.ts';
import { makePage } from '../../shell/made.ts';
import { readPageView, writePageView } from './page-view.ts';
import type { PageView } from './page-view.ts';

const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(of, { nil: undefined });
const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });

const PLAIN_MAP = {
  region: 0,
  order: undefined,
  top: undefined,
  align: undefined,
  brush: undefined,
  page: undefined,
};
/** As the page opens. */
const PLAIN_VIEW: PageView = {
  lang: undefined,
  plates: { cma: PLAIN_MAP, cmem: undefined, 'dma-pool': undefined },
  table: undefined,
  alone: undefined,
  folded: [],
};

const views: fc.Arbitrary<PageView> = fc.record({
  lang: maybe(fc.constantFrom('en' as const, 'zh' as const)),
  plates: fc.record({
    cma: fc.record({
      region: upTo(7),
      order: maybe(upTo(22)),
      top: maybe(upTo(4_194_303)),
      align: maybe(upTo(12)),
      brush: maybe(
        fc
          .tuple(fc.maxSafeNat(), fc.maxSafeNat())
          .map(([a, b]) => ({ from: a % 2 ** 39, to: 2 ** 39 + 1 + (b % 2 ** 38) })),
      ),
      page: maybe(upTo(4_194_303)),
    }),
    cmem: maybe(
      fc.record({ block: upTo(7), pool: fc.constantFrom(0, 31, 0xffff_ffff), at: upTo(2 ** 31) }),
    ),
    'dma-pool': maybe(
      fc.record({
        pool: upTo(1_999_999),
        page: upTo(9_999),
        slot: fc.integer({ min: -1, max: 65_535 }),
      }),
    ),
  }),
  table: maybe(fc.constantFrom('blocks', 'cmem', 'pools', 'events')),
  alone: maybe(fc.constantFrom('cma', 'cmem', 'dma-pool')),
  folded: fc.subarray(['cma', 'cmem', 'dma-pool']),
});

const PLATES = makePlates({ ...makePage(), ...makeViews() });
const write = (view: PageView): ViewSettings => writePageView(PLATES, view);
const read = (fields: ViewSettings): PageView => readPageView(PLATES, fields);

describe('what a link keeps of the page', () => {
  it('is what comes back, through a link as well', () => {
    fc.assert(
      fc.property(views, (view) => {
        const fields = write(view);
        expect(Object.keys(fields).length).toBeLessThanOrEqual(MAX_VIEW_FIELDS);
        expect(read(fields)).toEqual(view);
        const link = writeLink({ ...plainExperiment('board ssd202\n'), view: fields });
        if (!('text' in link)) return expect.unreachable('a view is too much for a link');
        const got = readLink(link.text);
        if (!('experiment' in got)) return expect.unreachable('a link of ours is refused');
        expect(read(got.experiment.view)).toEqual(view);
      }),
      { numRuns: 200 },
    );
  });

  it('takes no room while the page is as it opens', () => {
    expect(write(PLAIN_VIEW)).toEqual({});
    expect(read({})).toEqual(PLAIN_VIEW);
  });

  const JUNK: readonly ViewSettings[] = [
    { lang: 'xx' },
    { lang: 1 },
    { region: 8 },
    { region: -1 },
    { region: 1.5 },
    { region: '1' },
    { order: 23 },
    { order: true },
    { align: 13 },
    { top: 4_194_304 },
    { page: 1e300 },
    { from: 4096 },
    { from: 8192, to: 4096 },
    { from: 4096, to: 2 ** 41 },
    { block: 0, pool: 0 },
    { block: 8, pool: 0, at: 0 },
    { block: 0, pool: 2 ** 32, at: 0 },
    { dmaPool: 1, dmaPage: 0 },
    { dmaPool: 1, dmaPage: 0, dmaSlot: 65_537 },
    { table: 'passwords' },
    { constructor: 'x', toString: 1 },
  ];
  it.each(JUNK)('leaves out what it cannot use: %j', (fields) => {
    expect(read(fields)).toEqual(PLAIN_VIEW);
  });
});

/** Links that were written before plates had fields of their own, and what they say: never to be changed. */
const WRITTEN: readonly (readonly [string, ViewSettings, PageView])[] = [
  [
    'AdtDKfVSY-BkyUnMS2dgqspgg9TmzEys4GYKMytzSX4Bc4MCK9gEZhaWtKL8XOYGIGBiKskHMQ4wsYAKdmZf1hJQWcfABi4sihkYGFnAZjMwMTDwosQSAP8',
    {
      lang: 'zh',
      region: 2,
      order: 5,
      top: 4096,
      align: 4,
      from: 536870912,
      to: 671088640,
      page: 77,
      table: 'blocks',
    },
    {
      lang: 'zh',
      plates: {
        cma: {
          ...PLAIN_MAP,
          region: 2,
          order: 5,
          top: 4096,
          align: 4,
          brush: { from: 536870912, to: 671088640 },
          page: 77,
        },
        cmem: undefined,
        'dma-pool': undefined,
      },
      table: 'blocks',
      alone: undefined,
      folded: [],
    },
  ],
  [
    'ATTtxrszY2BlyUnMS2dgSs1jBWd1ZkYWULnGzMyUWMLMxFoCKsQYWEDpmYGBkQWshYGJgYEXJfAB_w',
    { lang: 'en', block: 1, pool: 3, at: 2, table: 'cmem' },
    {
      lang: 'en',
      plates: {
        cma: { ...PLAIN_MAP, region: 0 },
        cmem: { block: 1, pool: 3, at: 2 },
        'dma-pool': undefined,
      },
      table: 'cmem',
      alone: undefined,
      folded: [],
    },
  ],
  [
    'ATWD5NQxY2BhyUnMS2dgSs1jBWd1ZgYWULnG_B8I-JkSS5gbGg7s4GBgYGQBK2dgYmDgRQl4AP8',
    { lang: 'en', block: 0, pool: 4294967295, at: 2265972736 },
    {
      lang: 'en',
      plates: {
        cma: { ...PLAIN_MAP, region: 0 },
        cmem: { block: 0, pool: 4294967295, at: 2265972736 },
        'dma-pool': undefined,
      },
      table: undefined,
      alone: undefined,
      folded: [],
    },
  ],
  [
    'ATpWTY4wY2BhB5oOynDMPGAWsKBmZgaxgnPyS5gZWEtApRgDK7isY2BgZAFrYmBiYOBFCX4A_w',
    { dmaPool: 12, dmaPage: 3, dmaSlot: 0, table: 'pools' },
    {
      lang: undefined,
      plates: {
        cma: { ...PLAIN_MAP, region: 0 },
        cmem: undefined,
        'dma-pool': { pool: 12, page: 3, slot: -1 },
      },
      table: 'pools',
      alone: undefined,
      folded: [],
    },
  ],
  [
    'AZ88T6ttVZYxDoAwCEW__W2djFfwTp7AQV20NUqce3QLusjE8EM-ITxA77cprXBziu81ZxPsTSEo-SCCFSD8cuadZXCSWTQGr1SvAkNEFSgPCTcJ0VbLusVfZjrNxi0LYxBFI-J8114uoPFmBQ7ofkN9AP8',
    {
      lang: 'en',
      region: 1,
      order: 0,
      top: 0,
      align: 0,
      from: 4096,
      to: 1099511627776,
      page: 0,
      block: 0,
      pool: 0,
      at: 0,
      dmaPool: 0,
      dmaPage: 0,
      dmaSlot: 6,
      table: 'events',
    },
    {
      lang: 'en',
      plates: {
        cma: {
          ...PLAIN_MAP,
          region: 1,
          order: 0,
          top: 0,
          align: 0,
          brush: { from: 4096, to: 1099511627776 },
          page: 0,
        },
        cmem: { block: 0, pool: 0, at: 0 },
        'dma-pool': { pool: 0, page: 0, slot: 5 },
      },
      table: 'events',
      alone: undefined,
      folded: [],
    },
  ],
];
it.each(WRITTEN)('reads and writes %s as before', (text, fields, view) => {
  const got = readLink(text);
  if (!('experiment' in got)) return expect.unreachable('a link of ours is refused');
  expect(got.experiment.view).toEqual(fields);
  expect(read(got.experiment.view)).toEqual(view);
  expect(Object.entries(write(view))).toEqual(Object.entries(fields));
  expect(writeLink({ ...plainExperiment('board ssd202\n'), view: write(view) })).toMatchObject({
    text,
  });
});
