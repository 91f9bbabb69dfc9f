/**
 * What a link keeps of how the page looked, and its tolerant reader: links come from anywhere, so a
 * field that is missing, foreign or out of range is left out. Plain data; page-view.svelte.ts takes
 * it from the page and puts it back.
 */
import type { ViewSettings } from '../../engine/journal/index.ts';
import { MAX_CMA_AREAS, MAX_JOURNAL_OPS, MAX_PAGES, MAX_POOL_SLOTS } from '../../engine/limits.ts';
import { CMEM_HEAP_POOL } from '../../engine/view.ts';
import type { CmemPlace } from './cmem-view.svelte.ts';
import type { PoolPlace } from './dma-pool-view.svelte.ts';
import { MAX_ALIGN } from './map-view.svelte.ts';
import type { AddressWindow } from './map-view.svelte.ts';
import { LANGUAGES } from './settings.ts';
import type { Table } from './ui.svelte.ts';

export interface PageView {
  readonly lang: (typeof LANGUAGES)[number] | undefined;
  /** Index of the CMA region that is shown. */
  readonly region: number;
  /** Log2 of the pages a row; undefined = the whole region. */
  readonly order: number | undefined;
  /** Page at the beginning of the first row that is seen: pixels would mean another window's. */
  readonly top: number | undefined;
  /** Alignment order of the boundaries; undefined = the board's. */
  readonly align: number | undefined;
  readonly brush: AddressWindow | undefined;
  /** Chosen page of the region columns. */
  readonly page: number | undefined;
  /** Chosen place of CMEM. */
  readonly cmem: CmemPlace | undefined;
  /** Chosen place of a DMA pool. */
  readonly dma: PoolPlace | undefined;
  readonly table: Table | undefined;
}

/** As the page opens. */
export const PLAIN_VIEW: PageView = {
  lang: undefined,
  region: 0,
  order: undefined,
  top: undefined,
  align: undefined,
  brush: undefined,
  page: undefined,
  cmem: undefined,
  dma: undefined,
  table: undefined,
};

/** Log2 of the widest row. */
const MAX_ORDER = Math.ceil(Math.log2(MAX_PAGES));
/** Blocks of CMEM, and the end of the widest physical address of the boards: 40 bits (LPAE). */
const MAX_CMEM_BLOCKS = 8;
const ADDRESS_END = 2 ** 40;

/** The fields that say something; what is as the page opens takes no room in a link. */
export function writePageView(view: PageView): ViewSettings {
  const { lang, region, order, top, align, brush, page, cmem, dma, table } = view;
  const fields: Readonly<Record<string, string | number | undefined>> = {
    lang,
    region: region === 0 ? undefined : region,
    order,
    top,
    align,
    from: brush?.from,
    to: brush?.to,
    page,
    block: cmem?.block,
    pool: cmem?.pool,
    at: cmem?.at,
    dmaPool: dma?.pool,
    dmaPage: dma?.page,
    // Numbers of a view count from 0, and the page as a whole is -1.
    dmaSlot: dma && dma.slot + 1,
    table,
  };
  const said = Object.entries(fields).filter(
    (field): field is [string, string | number] => field[1] !== undefined,
  );
  return Object.fromEntries(said);
}

export function readPageView(fields: ViewSettings): PageView {
  const whole = (name: string, below: number): number | undefined => {
    const value = fields[name];
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < below
      ? value
      : undefined;
  };
  const word = <T extends string>(name: string, words: readonly T[]): T | undefined =>
    words.find((one) => one === fields[name]);
  const [from, to] = [whole('from', ADDRESS_END), whole('to', ADDRESS_END + 1)];
  const [block, pool] = [whole('block', MAX_CMEM_BLOCKS), whole('pool', CMEM_HEAP_POOL + 1)];
  const at = whole('at', ADDRESS_END);
  const [dmaPool, dmaPage] = [whole('dmaPool', MAX_JOURNAL_OPS), whole('dmaPage', MAX_PAGES)];
  const dmaSlot = whole('dmaSlot', MAX_POOL_SLOTS + 1);
  return {
    lang: word('lang', LANGUAGES),
    region: whole('region', MAX_CMA_AREAS) ?? 0,
    order: whole('order', MAX_ORDER + 1),
    top: whole('top', MAX_PAGES),
    align: whole('align', MAX_ALIGN + 1),
    brush: from !== undefined && to !== undefined && from < to ? { from, to } : undefined,
    page: whole('page', MAX_PAGES),
    cmem:
      block !== undefined && pool !== undefined && at !== undefined
        ? { block, pool, at }
        : undefined,
    dma:
      dmaPool !== undefined && dmaPage !== undefined && dmaSlot !== undefined
        ? { pool: dmaPool, page: dmaPage, slot: dmaSlot - 1 }
        : undefined,
    table: word('table', ['blocks', 'cmem', 'pools', 'events']),
  };
}
