/** The words that the canvas writes, bound to the reader's language. */
import type { CmemWords } from '../draw/scene.ts';
import { sizeText } from '../../../words/sizes.ts';
import type { CmemT } from '../../../words/dictionary/cmem.ts';

/** A new object for another language, so that the plate knows to paint itself again. */
export const cmemWords = (t: CmemT): CmemWords => ({
  rack: (num, requested) => t('cmem.rack', num, requested),
  free: (free, num) => t('cmem.rack.free', free, num),
  full: t('cmem.rack.full'),
  none: t('cmem.rack.none'),
  heap: t('cmem.heap'),
  size: sizeText,
  heapFree: (bytes) => t('cmem.heap.free', bytes),
  holds: (asked, size) => t('cmem.holds', asked, size),
  chain: t('cmem.chain'),
  more: (links) => t('cmem.chain.more', links),
  links: (count) => t('cmem.chain.links', count),
  corrupt: t('cmem.corrupt'),
  lost: (bytes) => t('cmem.lost', bytes),
  promoted: (asked, wasted) => t('cmem.promoted', asked, wasted),
});
