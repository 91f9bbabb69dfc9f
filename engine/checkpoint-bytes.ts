/** What a checkpoint weighs, for who keeps many. */
import type { Checkpoint } from './checkpoint.ts';
import type { SavedCmem } from './cmem/checkpoint.ts';

/** Rough bytes of memory that a checkpoint holds and `before`, an older one, does not. */
export function checkpointBytes(saved: Checkpoint, before: Checkpoint | undefined): number {
  const { areas, blocks, handles, dmem, cmem, klog, trace } = saved.parts;
  let bytes = OBJECT_BYTES * (handles.length + (dmem?.kept.length ?? 0) + blocks.families.length);
  for (const { region, pages } of areas)
    bytes += sum(region.words) + pages.values.length + pages.lengths.byteLength;
  const { columns, slots, from, to, freeSlots, names } = blocks;
  bytes += sum([...Object.values(columns), slots, from, to, freeSlots]);
  bytes += REFERENCE_BYTES * names.length;
  if (cmem) bytes += cmemBytes(cmem);
  for (const [log, older] of [
    [klog, before?.parts.klog],
    [trace, before?.parts.trace],
  ] as const)
    if (log !== older) for (const line of log.lines) bytes += line.length + STRING_BYTES;
  if (saved.workload) bytes += sum([saved.workload.saved.pfns, saved.workload.saved.counts]);
  return bytes + OBJECT_BYTES;
}
const OBJECT_BYTES = 150;
const REFERENCE_BYTES = 8;
const STRING_BYTES = 24;
const sum = (arrays: readonly { readonly byteLength: number }[]): number =>
  arrays.reduce((all, { byteLength }) => all + byteLength, 0);

function cmemBytes({ memory, module, processes }: SavedCmem): number {
  let things = processes.length;
  for (const { mappings, fds } of processes) things += mappings.length + fds.length;
  for (const { free, busy } of module?.pools ?? []) things += free.length + busy.length;
  return things * OBJECT_BYTES + memory.bytes.byteLength + memory.at.length * REFERENCE_BYTES;
}
