/** What a checkpoint weighs, for who keeps many. */
import { OBJECT_BYTES, REFERENCE_BYTES, sum } from '../board/weight.ts';
import type { AnySystem } from '../systems/contract.ts';
import type { Bytes } from '../contract/units.ts';
import type { PackedRows } from '../board/block-rows.ts';
import type { SavedBlocks } from './blocks.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Handle } from '../board/handles.ts';

/**
 * Rough bytes of memory that a checkpoint holds and `before`, an older one, does not. `systems` are those
 * that saved their parts.
 */
export function checkpointBytes(
  saved: Checkpoint,
  before: Checkpoint | undefined,
  systems: readonly AnySystem[],
): Bytes {
  const { areas, blocks, handles, klog, trace } = saved.parts;
  let bytes = handlesBytes(handles, before?.parts.handles);
  for (const { pages } of areas)
    bytes += OBJECT_BYTES + (pages ? pages.values.length + pages.lengths.byteLength : 0);
  bytes += blocksBytes(blocks, before?.parts.blocks);
  for (const system of systems) {
    const part = saved.parts.systems[system.id];
    if (part) bytes += system.weigh(part, before?.parts.systems[system.id]);
  }
  for (const [log, older] of [
    [klog, before?.parts.klog],
    [trace, before?.parts.trace],
  ] as const)
    if (log !== older) for (const line of log.lines) bytes += line.length + STRING_BYTES;
  if (saved.workload) bytes += sum([saved.workload.saved.pfns, saved.workload.saved.counts]);
  return bytes + OBJECT_BYTES;
}
/** A dozen small typed arrays. */
const ROWS_BYTES = 12 * OBJECT_BYTES;
const STRING_BYTES = 24;

/** A handle that nobody used in between is in both. */
function handlesBytes(saved: readonly Handle[], before: readonly Handle[] = []): number {
  if (saved === before) return 0;
  const older = new Set(before);
  const fresh = saved.reduce((sum, handle) => sum + (older.has(handle) ? 0 : 1), 0);
  return REFERENCE_BYTES * saved.length + OBJECT_BYTES * fresh;
}

/** A base that both checkpoints share weighs nothing. */
function blocksBytes(saved: SavedBlocks, before: SavedBlocks | undefined): number {
  const { base, slots, rows, freeSlots, names } = saved;
  let bytes = sum([slots, freeSlots, ...arraysOf(rows)]) + ROWS_BYTES;
  if (base !== before?.base) bytes += sum([base.freeSlots, ...arraysOf(base.rows)]) + ROWS_BYTES;
  if (names !== before?.names) bytes += REFERENCE_BYTES * names.length;
  return bytes;
}

/** The columns of packed rows. */
const arraysOf = (rows: PackedRows): PackedRows[keyof PackedRows][] =>
  Object.values(rows) as PackedRows[keyof PackedRows][];
