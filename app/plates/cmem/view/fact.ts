/** What is said of a block while nothing on it is pointed at. */
import type { CmemBlockLayout } from '../../../../engine/contract/view.ts';
import { addressText } from '../../../words/format.ts';
import { sizeText } from '../../../words/sizes.ts';
import type { CmemT } from '../../../words/dictionary/cmem.ts';

export function blockFact(t: CmemT, block: CmemBlockLayout): string {
  const size = sizeText(block.physEnd - block.physStart);
  const [from, to] = [addressText(block.physStart), addressText(block.physEnd - 1)];
  if (block.pools.length === 0) return t('cmem.fact.heapOnly', size, from, to);
  const key = block.heap === undefined ? 'cmem.fact.noHeap' : 'cmem.fact';
  return t(key, block.pools.length, size, from, to);
}
