/** Why a page holds as many blocks as it does: one sentence from the pool's own figures. */
import type { DmaPoolLayout } from '../../../../engine/contract/view.ts';
import type { PoolT } from '../../../words/dictionary/dma-pool.ts';

export const whyBlocks = (t: PoolT, pool: DmaPoolLayout): string => {
  const { asked, size, allocation, boundary, blocks, lost, wasted, overrun } = pool;
  const exact = t(overrun > 0 ? 'pool.why.end' : 'pool.why.all');
  const left = wasted === 0 ? exact : t('pool.why.left', wasted);
  return [
    t('pool.why.plain', allocation, blocks, size) + left,
    size === asked.size ? '' : t('pool.why.rounded', asked.size, size, Math.max(1, asked.align)),
    lost > 0 ? t('pool.why.lost', lost, blocks + lost) : '',
    boundary < allocation ? t('pool.why.boundary', boundary) : '',
    overrun > 0 ? t('pool.why.overrun', overrun) : '',
  ].join('');
};
