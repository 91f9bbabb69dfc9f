/** A place in words: for the read-out and the live region. */
import type { PlaceFacts } from '../draw/facts.ts';
import { addressText } from '../../../words/format.ts';
import type { PoolT } from '../../../words/dictionary/dma-pool.ts';

/** A page by its address, without 0x, as strips are named. */
export const pageName = (phys: number): string => addressText(phys).slice(2);

/** What is spoken of, by name. */
export const titleOf = (t: PoolT, { slot, place, page }: PlaceFacts): string =>
  slot === undefined
    ? t('pool.inspector.page', pageName(page.phys))
    : t('pool.inspector.block', place.slot);

/** The states of a block, the most telling first. */
export const statesOf = (t: PoolT, { slot, order, next }: PlaceFacts): readonly string[] => {
  if (slot === undefined) return [];
  const states = [t(`pool.at.${slot.kind}`)];
  if (next) states.push(t('pool.at.next'));
  else if (typeof order === 'number') states.push(t('pool.at.order', order));
  else if (order === 'unreachable') states.push(t('pool.at.unreachable'));
  if (slot.twice) states.push(t('pool.at.twice'));
  if (slot.overrun) states.push(t('pool.at.overrun'));
  if (slot.poisoned) states.push(t('pool.at.poisoned'));
  return states;
};

export const describePlace = (t: PoolT, facts: PlaceFacts): string => {
  const { slot, place, page, pages, pool } = facts;
  const name = pageName(page.phys);
  if (slot !== undefined) {
    const where = t('pool.at.block', place.slot, name, addressText(slot.phys));
    return [where, ...statesOf(t, facts)].join(', ');
  }
  const counts = t('pool.at.counts', page.used, pool.blocks);
  return [t('pool.at.page', name, page.at + 1, pages), counts].join(', ');
};
