import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLink, writeLink, plainExperiment } from '../../engine/journal/index.ts';
import type { ViewSettings } from '../../engine/journal/index.ts';
import { MAX_VIEW_FIELDS } from '../../engine/limits.ts';
import { PLAIN_VIEW, readPageView, writePageView } from './page-view.ts';
import type { PageView } from './page-view.ts';

const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(of, { nil: undefined });
const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });

const views: fc.Arbitrary<PageView> = fc.record({
  lang: maybe(fc.constantFrom('en' as const, 'zh' as const)),
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
  cmem: maybe(
    fc.record({ block: upTo(7), pool: fc.constantFrom(0, 31, 0xffff_ffff), at: upTo(2 ** 31) }),
  ),
  dma: maybe(
    fc.record({
      pool: upTo(1_999_999),
      page: upTo(9_999),
      slot: fc.integer({ min: -1, max: 65_535 }),
    }),
  ),
  table: maybe(
    fc.constantFrom('blocks' as const, 'cmem' as const, 'pools' as const, 'events' as const),
  ),
});

describe('what a link keeps of the page', () => {
  it('is what comes back, through a link as well', () => {
    fc.assert(
      fc.property(views, (view) => {
        const fields = writePageView(view);
        expect(Object.keys(fields).length).toBeLessThanOrEqual(MAX_VIEW_FIELDS);
        expect(readPageView(fields)).toEqual(view);
        const link = writeLink({ ...plainExperiment('board ssd202\n'), view: fields });
        if (!('text' in link)) return expect.unreachable('a view is too much for a link');
        const read = readLink(link.text);
        if (!('experiment' in read)) return expect.unreachable('a link of ours is refused');
        expect(readPageView(read.experiment.view)).toEqual(view);
      }),
      { numRuns: 200 },
    );
  });

  it('takes no room while the page is as it opens', () => {
    expect(writePageView(PLAIN_VIEW)).toEqual({});
    expect(readPageView({})).toEqual(PLAIN_VIEW);
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
    expect(readPageView(fields)).toEqual(PLAIN_VIEW);
  });
});
