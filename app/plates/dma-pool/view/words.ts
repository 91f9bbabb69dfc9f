/** The words that the canvas writes, bound to the reader's language. */
import type { PoolWords } from '../draw/scene.ts';
import type { PoolT } from '../../../words/dictionary/dma-pool.ts';

/** A new object for another language, so that the plate knows to paint itself again. */
export const poolWords = (t: PoolT): PoolWords => ({
  free: (free, blocks) => t('pool.rack.free', free, blocks),
  full: t('pool.rack.full'),
  lost: (slot) => t('pool.strip.lost', slot),
  overrun: (bytes) => t('pool.strip.overrun', bytes),
  inOrder: (count, last) => t('pool.strip.order', count, last),
  short: (count) => t('pool.strip.short', count),
  moreJumps: (count) => t('pool.strip.more', count),
  broken: t('pool.strip.broken'),
  loop: t('pool.strip.loop'),
  headBroken: t('pool.strip.headBroken'),
  unreachable: (count) => t('pool.strip.unreachable', count),
  away: (page, slot) => t('pool.strip.away', page, slot),
});
