/** What can be typed for a place: the line that frees its block, and the one that takes the next. */
import type { PlaceFacts } from '../draw/facts.ts';
import { allocLine, freeLine, nextName } from '../dma-pool-commands.ts';
import type { PoolNews } from '../dma-pool-news.svelte.ts';

type Names = Pick<PoolNews, 'poolName' | 'blockName' | 'has'>;

export interface PlaceLines {
  readonly alloc: string;
  /** Of a block that is in use; of a free one it is the mistake to be watched. */
  readonly free: string | undefined;
}

/** Undefined where no name stands for the pool: its calls cannot be written. */
export const linesFor = (names: Names, facts: PlaceFacts): PlaceLines | undefined => {
  const { pool, slot } = facts;
  const name = names.poolName(pool.id);
  if (name === undefined) return undefined;
  const alloc = allocLine(
    name,
    nextName((one) => names.has(one)),
  );
  if (slot === undefined || slot.kind === 'lost') return { alloc, free: undefined };
  const block = names.blockName(pool.id, slot.phys);
  return { alloc, free: freeLine(name, slot.phys, block) };
};
