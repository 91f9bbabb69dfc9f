/** msys in a checkpoint. */
import type { Bytes, OpId, PhysAddr, VirtAddr } from '../../contract/units.ts';
import type { Dmem } from './model/dmem.ts';

/** struct DMEM_INFO_LIST as plain data. */
interface SavedEntry {
  readonly name: string;
  readonly length: Bytes;
  readonly phys: PhysAddr;
  readonly kvirt: VirtAddr;
  /** The operation that allocated it. */
  readonly born: OpId;
}
/** Everything the driver remembers. */
export interface SavedDmem {
  /** From the head. */
  readonly kept: readonly SavedEntry[];
  /** Names, head first. */
  readonly fixed: readonly string[];
  readonly fixedEnabled: boolean;
  readonly reallocEnabled: boolean;
  /** dmem_retry_count, an unsigned int. */
  readonly retryCount: number;
}

/** Plain data that does not change with the driver. */
export function saveDmem(dmem: Dmem): SavedDmem {
  const { fixedEnabled, reallocEnabled, retryCount } = dmem;
  const kept = [...dmem.kept.newestFirst()].map(({ name, length, phys, kvirt, born }) => ({
    name,
    length,
    phys,
    kvirt,
    born,
  }));
  return { kept, fixed: [...dmem.fixed], fixedEnabled, reallocEnabled, retryCount };
}

/** The memory under the entries is restored by the board: no page is asked for. */
export function restoreDmem(dmem: Dmem, { kept, fixed, ...settings }: SavedDmem): void {
  for (const entry of [...dmem.kept.newestFirst()]) dmem.kept.remove(entry);
  for (const entry of kept.toReversed()) dmem.kept.add(entry);
  dmem.fixed = [...fixed];
  Object.assign(dmem, settings);
}
