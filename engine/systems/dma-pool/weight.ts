/** What DMA pools weigh in a checkpoint. */
import { OBJECT_BYTES, REFERENCE_BYTES, sum } from '../../board/weight.ts';
import { chunkBytes } from '../../memory/bitmap/same-chunks.ts';
import type { SavedBoardPools } from './ground.ts';
import type { SavedPools } from './model/pools.ts';

/** Rough bytes that `before`, an older checkpoint, does not hold. */
export function boardPoolsBytes(
  { pools, ordinary }: SavedBoardPools,
  before: SavedBoardPools | undefined,
): number {
  let bytes = memoryBytes(pools.memory, before?.pools.memory ?? []);
  for (const { blocks } of pools.pools) {
    bytes += 2 * OBJECT_BYTES;
    if (blocks.is === 'stack') bytes += blocks.strays.byteLength;
    if (blocks.is !== 'list') continue;
    bytes += sum([blocks.heads, blocks.unsound, ...blocks.strays.map(([, offsets]) => offsets)]);
  }
  const { table } = pools;
  for (const name of Object.keys(table.columns) as (keyof typeof table.columns)[])
    bytes += chunkBytes(table.columns[name], before?.pools.table.columns[name]);
  const free = [table.pools, table.pages, table.blocks].flatMap((rows) => rows.free);
  return bytes + sum([...free, ...(ordinary?.returned ?? [])].map(([, taken]) => taken));
}
/** Pages that nobody wrote to in between are in both. */
function memoryBytes(memory: SavedPools['memory'], before: SavedPools['memory']): number {
  const older = new Map(before.map((piece) => [piece.number, piece]));
  let bytes = REFERENCE_BYTES * memory.length;
  for (const piece of memory) {
    const old = older.get(piece.number);
    if (piece === old) continue;
    bytes += OBJECT_BYTES;
    for (const [at, page] of piece.pages.entries())
      if (page && page !== old?.pages[at]) bytes += page.byteLength + OBJECT_BYTES;
  }
  return bytes;
}
