/** What a checkpoint weighs, for who keeps many. */
import type { PackedRows } from './block-rows.ts';
import type { SavedBlocks } from './blocks-checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { SavedCmem } from './cmem/checkpoint.ts';
import type { Handle } from './handles.ts';
import type { SavedPools } from './dma-pool/pools.ts';
import type { SavedBoardPools } from './exec/dma-pool-ground.ts';
import { chunkBytes } from './memory/same-chunks.ts';

/** Rough bytes of memory that a checkpoint holds and `before`, an older one, does not. */
export function checkpointBytes(saved: Checkpoint, before: Checkpoint | undefined): number {
  const { areas, blocks, handles, dmem, cmem, dmaPools, dmaDebug, klog, trace } = saved.parts;
  let bytes = OBJECT_BYTES * (dmem?.kept.length ?? 0);
  bytes += handlesBytes(handles, before?.parts.handles);
  for (const { pages } of areas)
    bytes += OBJECT_BYTES + (pages ? pages.values.length + pages.lengths.byteLength : 0);
  bytes += blocksBytes(blocks, before?.parts.blocks);
  if (cmem) bytes += cmemBytes(cmem);
  if (dmaPools) bytes += boardPoolsBytes(dmaPools, before?.parts.dmaPools);
  if (dmaDebug && dmaDebug.entries !== before?.parts.dmaDebug?.entries) {
    const { devices, ...entries } = dmaDebug.entries;
    bytes += sum(Object.values(entries)) + OBJECT_BYTES * devices.length;
  }
  for (const [log, older] of [
    [klog, before?.parts.klog],
    [trace, before?.parts.trace],
  ] as const)
    if (log !== older) for (const line of log.lines) bytes += line.length + STRING_BYTES;
  if (saved.workload) bytes += sum([saved.workload.saved.pfns, saved.workload.saved.counts]);
  return bytes + OBJECT_BYTES;
}
const OBJECT_BYTES = 150;
/** A dozen small typed arrays. */
const ROWS_BYTES = 12 * OBJECT_BYTES;
const REFERENCE_BYTES = 8;
const STRING_BYTES = 24;
const sum = (arrays: readonly { readonly byteLength: number }[]): number =>
  arrays.reduce((all, { byteLength }) => all + byteLength, 0);

/** A handle that nobody used in between is in both. */
function handlesBytes(saved: readonly Handle[], before: readonly Handle[] = []): number {
  if (saved === before) return 0;
  const older = new Set(before);
  const fresh = saved.reduce((sum, handle) => sum + (older.has(handle) ? 0 : 1), 0);
  return REFERENCE_BYTES * saved.length + OBJECT_BYTES * fresh;
}

function blocksBytes(saved: SavedBlocks, before: SavedBlocks | undefined): number {
  const { base, slots, rows, freeSlots, names } = saved;
  let bytes = sum([slots, freeSlots, ...arraysOf(rows)]) + ROWS_BYTES;
  if (base !== before?.base) bytes += sum([base.freeSlots, ...arraysOf(base.rows)]) + ROWS_BYTES;
  if (names !== before?.names) bytes += REFERENCE_BYTES * names.length;
  return bytes;
}

const arraysOf = (rows: PackedRows): PackedRows[keyof PackedRows][] =>
  Object.values(rows) as PackedRows[keyof PackedRows][];

function cmemBytes({ memory, module, processes, overwritten = [] }: SavedCmem): number {
  let things = processes.length + overwritten.length;
  for (const { mappings, fds } of processes) things += mappings.length + fds.length;
  for (const { free, busy } of module?.pools ?? []) things += free.length + busy.length;
  return things * OBJECT_BYTES + memory.bytes.byteLength + memory.at.length * REFERENCE_BYTES;
}

function boardPoolsBytes(
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
