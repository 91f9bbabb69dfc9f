/** The inspector's rows: a label and a value that can be copied as it stands in kernel text. */
import { hex } from '../../../../engine/contract/units.ts';
import { POOL_END } from '../../../../engine/contract/view.ts';
import type { MachineView } from '../../../../engine/contract/view.ts';
import { MOST_FOLLOWED } from '../draw/chain.ts';
import { isBlock } from '../draw/facts.ts';
import type { PlaceFacts } from '../draw/facts.ts';
import { headOf } from '../draw/pages.ts';
import type { PageIndex } from '../draw/pages.ts';
import { placeOfBlock, pageAt } from '../draw/place.ts';
import { addressText } from '../../../words/format.ts';
import { grouped } from '../../../words/sizes.ts';
import type { PoolT } from '../../../words/dictionary/dma-pool.ts';
import { pageName, statesOf } from './describe.ts';
import type { FactRow } from '../../pieces.ts';

const bytes = (label: string, value: number): FactRow => ({
  label,
  value: `${grouped(value)} B`,
  note: `0x${hex(value)}`,
  copy: String(value),
});
const span = (label: string, from: number, size: number): FactRow => ({
  label,
  value: `${addressText(from)}–${addressText(from + size - 1)}`,
  copy: addressText(from),
});

/** Where a link leads, in words. */
export const linkText = (
  t: PoolT,
  view: MachineView,
  pages: PageIndex,
  facts: PlaceFacts,
  link: number,
): string => {
  if (!isBlock(link)) return t(link === POOL_END ? 'pool.link.end' : 'pool.link.corrupt');
  if (link === facts.slot?.row) return t('pool.link.self');
  const place = placeOfBlock(view, pages, link);
  const page = place && pageAt(view, pages, facts.pool, place.page);
  if (place === undefined || page === undefined) return t('pool.link.corrupt');
  return t('pool.link.block', place.slot, addressText(page.phys + facts.pool.slots[place.slot]!));
};

export const rowsOf = (
  t: PoolT,
  view: MachineView,
  pages: PageIndex,
  facts: PlaceFacts,
  handle: string | undefined,
): readonly FactRow[] => {
  const { pool, page, slot, link } = facts;
  if (slot === undefined) return pageRows(t, view, pages, facts);
  const linked: FactRow[] =
    link === undefined
      ? []
      : [{ label: t('pool.row.link'), value: linkText(t, view, pages, facts, link) }];
  const own: FactRow[] =
    slot.kind === 'used'
      ? [
          bytes(t('pool.row.asked'), pool.asked.size),
          ...(handle === undefined ? [] : [{ label: t('pool.row.handle'), value: handle }]),
        ]
      : [];
  return [
    { label: t('pool.row.state'), value: statesOf(t, facts).join(', ') },
    ...own,
    bytes(t('pool.row.size'), pool.size),
    span(t('pool.row.phys'), slot.phys, pool.size),
    bytes(t('pool.row.offset'), slot.offset),
    { label: t('pool.row.page'), value: pageName(page.phys), copy: addressText(page.phys) },
    ...linked,
  ];
};

const pageRows = (
  t: PoolT,
  view: MachineView,
  pages: PageIndex,
  facts: PlaceFacts,
): readonly FactRow[] => {
  const { pool, page } = facts;
  const head = headOf(view, pool, page.row);
  return [
    { label: t('pool.row.used'), value: `${grouped(page.used)} / ${grouped(pool.blocks)}` },
    span(t('pool.row.phys'), page.phys, pool.allocation),
    bytes(t('pool.row.bytes'), pool.allocation),
    { label: t('pool.row.list'), value: `${grouped(page.at + 1)} / ${grouped(facts.pages)}` },
    ...(pool.mechanism === 'stack'
      ? []
      : [{ label: t('pool.row.head'), value: linkText(t, view, pages, facts, head) }]),
    { label: t('pool.row.op'), value: `#${grouped(page.op)}`, copy: String(page.op) },
  ];
};

/** What is to be said of a place, in whole sentences. */
export const proseOf = (t: PoolT, facts: PlaceFacts): readonly string[] => {
  const { pool, page, slot, serving } = facts;
  if (slot === undefined) {
    const counts = t('pool.prose.page', page.used, pool.blocks, page.at + 1);
    return serving ? [counts, t('pool.prose.serving')] : [counts];
  }
  const more: string[] = [];
  if (slot.twice)
    more.push(t(slot.kind === 'used' ? 'pool.prose.usedTwice' : 'pool.prose.freeTwice'));
  if (slot.overrun) more.push(t('pool.prose.overrun', pool.overrun));
  if (slot.kind === 'used') return [t('pool.prose.used', pool.asked.size, pool.size), ...more];
  if (slot.kind === 'lost') return [t('pool.prose.lost'), ...more];
  return [freeProse(t, facts), ...more];
};

const freeProse = (t: PoolT, { order, next, pool, serving }: PlaceFacts): string => {
  if (next) return t('pool.prose.next');
  if (order === 'unreachable') return t('pool.prose.unreachable');
  if (typeof order !== 'number') return t('pool.prose.deep', MOST_FOLLOWED);
  if (pool.mechanism === 'stack') return t('pool.prose.stack', order);
  return t(serving ? 'pool.prose.soon' : 'pool.prose.order', order);
};
