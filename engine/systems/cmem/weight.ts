/** What CMEM weighs in a checkpoint. */
import { OBJECT_BYTES, REFERENCE_BYTES } from '../../board/weight.ts';
import type { SavedCmem } from './checkpoint.ts';

/** Rough bytes; checkpoints of CMEM share nothing. */
export function cmemBytes({ memory, module, processes, overwritten = [] }: SavedCmem): number {
  let things = processes.length + overwritten.length;
  for (const { mappings, fds } of processes) things += mappings.length + fds.length;
  for (const { free, busy } of module?.pools ?? []) things += free.length + busy.length;
  return things * OBJECT_BYTES + memory.bytes.byteLength + memory.at.length * REFERENCE_BYTES;
}
