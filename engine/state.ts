/**
 * The state of a machine as JSON, and its digest: sha256 over everything that makes two machines the
 * same. Two people who see the same digest see the same memory.
 */
import type { RegionState } from './area.ts';
import type { Board } from './board.ts';
import { fromByteString } from './memory/cstring.ts';
import { sha256Hex } from './memory/digest.ts';
import type { NewBlock } from './blocks.ts';

interface BlockState extends Omit<NewBlock, 'name'> {
  readonly name: string;
}

export interface DmemState {
  /** Head first. */
  readonly kept: readonly {
    readonly name: string;
    readonly length: number;
    readonly phys: number;
    readonly kvirt: number;
    readonly born: number;
  }[];
  readonly fixed: readonly string[];
  readonly fixedEnabled: boolean;
  readonly reallocEnabled: boolean;
  readonly retryCount: number;
}

export interface MachineState {
  readonly format: 'carveout-state/1';
  readonly digest: string;
  readonly board: string;
  readonly release: string;
  readonly op: number;
  readonly uptimeMs: number;
  readonly cmaTotalKiB: number;
  readonly cmaFreeKiB: number;
  readonly regions: readonly RegionState[];
  /** Ascending by address. */
  readonly blocks: readonly BlockState[];
  readonly handles: readonly {
    readonly name: string;
    readonly kind: string;
    readonly pfn: number;
    readonly pages: number;
    readonly released: number | undefined;
  }[];
  readonly dmem: DmemState | undefined;
}

function dmemState(board: Board): DmemState | undefined {
  const dmem = board.dmem;
  if (!dmem) return undefined;
  const kept = [...dmem.kept.newestFirst()].map(({ name, length, phys, kvirt, born }) => ({
    name: fromByteString(name),
    length,
    phys,
    kvirt,
    born,
  }));
  const { fixedEnabled, reallocEnabled, retryCount } = dmem;
  const fixed = dmem.fixed.map(fromByteString);
  return { kept, fixed, fixedEnabled, reallocEnabled, retryCount };
}

function blockStates(board: Board): readonly BlockState[] {
  return [...board.blocks.slots()]
    .map((slot) => board.blocks.describe(slot))
    .map((block) => ({ ...block, name: fromByteString(block.name) }))
    .sort((a, b) => a.pfn - b.pfn);
}

export function machineState(board: Board): MachineState {
  const { cmaTotal, cmaFree } = board.meminfo();
  const state = {
    format: 'carveout-state/1',
    board: board.profile.id,
    release: board.profile.release,
    op: board.op,
    uptimeMs: board.uptimeMs,
    cmaTotalKiB: cmaTotal * 4,
    cmaFreeKiB: cmaFree * 4,
    regions: board.areas.map((area) => area.state()),
    blocks: blockStates(board),
    handles: board.handles
      .entries()
      .map(({ name, kind, pfn, pages, released }) => ({ name, kind, pfn, pages, released })),
    dmem: dmemState(board),
  } as const;
  // Not shown, but part of what makes two machines the same.
  const hidden = {
    profile: board.profile,
    pages: board.areas.map((area) => area.pageStateSha256()),
    atomicPool: board.atomicPool?.bits(),
  };
  return { ...state, digest: sha256Hex(JSON.stringify([state, hidden])) };
}
