/** What a link keeps of racks and heap: the chosen place. */
import { CMEM_HEAP_POOL } from '../../../engine/contract/view.ts';
import type { PlateLink } from '../contract.ts';
import type { CmemPlace, CmemView } from './cmem-view.svelte.ts';

/** Blocks of CMEM, and the end of the widest physical address of the boards: 40 bits (LPAE). */
const MAX_BLOCKS = 8;
const ADDRESS_END = 2 ** 40;

export const linkOf = (view: CmemView): PlateLink<CmemPlace | undefined> => ({
  write: (place) => ({ block: place?.block, pool: place?.pool, at: place?.at }),
  read(whole) {
    const [block, pool] = [whole('block', MAX_BLOCKS), whole('pool', CMEM_HEAP_POOL + 1)];
    const at = whole('at', ADDRESS_END);
    if (block === undefined || pool === undefined || at === undefined) return undefined;
    return { block, pool, at };
  },
  take: () => view.selection,
  restore(place, { layout }) {
    const block = layout?.cmem?.blocks.find(({ index }) => index === place?.block);
    view.select(block ? place : undefined);
    return undefined;
  },
});
