/**
 * Everything a machine is, as plain data that survives structured clone: a machine that was brought
 * back answers as the one that was saved would have. Each system saves its own part; a new one adds a
 * field to BoardParts, a line to saveParts and one to restoreParts.
 */
import { ownStates, restoreArea, saveArea, type SavedArea } from './area-checkpoint.ts';
import { restoreBlocks, saveBlocks, type SavedBlocks } from './blocks-checkpoint.ts';
import type { Board } from './board.ts';
import type { Refusal } from './command.ts';
import type { BootPlan } from './boot.ts';
import { restoreCmem, saveCmem, type SavedCmem } from './cmem/checkpoint.ts';
import { NO_POOLS } from './columns.ts';
import type { SavedDmaDebug } from './dma/debug.ts';
import type { SavedBoardPools } from './exec/dma-pool-ground.ts';
import type { Handle } from './handles.ts';
import type { SavedLog } from './klog.ts';
import { restoreDmem, saveDmem, type SavedDmem } from './msys/checkpoint.ts';
import type { BoardProfile } from './profile.ts';
import type { OpId, Pfn } from './units.ts';
import type { Inside } from './task.ts';
import type { SavedWorkload } from './workload.ts';

/** What it takes to make the board: all of its boot but what happened in it. */
interface Setting {
  readonly profile: BoardProfile;
  readonly boot: BootPlan;
  /** Every region, those of the boot first. */
  readonly plans: BootPlan['areas'];
}
/** What the systems hold. */
interface BoardParts {
  readonly areas: readonly SavedArea[];
  readonly blocks: SavedBlocks;
  readonly atomicPool: { readonly pfn: Pfn; readonly bits: string } | undefined;
  readonly dmem: SavedDmem | undefined;
  readonly cmem: SavedCmem | undefined;
  /** Undefined before the first call of a DMA pool. */
  readonly dmaPools: SavedBoardPools | undefined;
  readonly dmaDebug: SavedDmaDebug | undefined;
  readonly handles: readonly Handle[];
  readonly klog: SavedLog;
  readonly trace: SavedLog;
}
export interface Checkpoint {
  readonly setting: Setting;
  readonly op: OpId;
  readonly uptimeMs: number;
  readonly booting: boolean;
  readonly process: number;
  readonly parts: BoardParts;
  /** The workload that was under way, and how many of its operations were done. */
  readonly workload: { readonly done: number; readonly saved: SavedWorkload } | undefined;
}

export function saveMachine({ board, running, interrupted }: Inside): Checkpoint {
  const { profile, op, uptimeMs, booting, process } = board;
  const setting = { profile, boot: board.bootPlan, plans: board.plans() };
  const workload =
    running && !running.over ? { done: running.done, saved: running.workload.save() } : interrupted;
  return { setting, op, uptimeMs, booting, process, parts: saveParts(board), workload };
}

function saveParts(board: Board): BoardParts {
  const { atomicPool, dmem, cmem } = board;
  return {
    areas: board.areas.map(saveArea),
    blocks: saveBlocks(board.blocks),
    atomicPool: atomicPool && { pfn: atomicPool.pfn, bits: atomicPool.bits() },
    dmem: dmem && saveDmem(dmem),
    cmem: cmem && saveCmem(cmem),
    dmaPools: board.pools?.save(),
    dmaDebug: board.dmaDebug?.debug.save(),
    handles: board.handles.entries(),
    klog: board.klog.save(),
    trace: board.trace.save(),
  };
}

type Make = (profile: BoardProfile, boot: BootPlan) => Board | Refusal;

/** On the same board if it has the same setting, else on one that `make` makes. */
export function restoreMachine(inside: Inside, saved: Checkpoint, make: Make): void {
  const { setting } = saved;
  const { profile } = inside.board;
  const same = sameSetting({ profile, plans: inside.board.plans() }, setting);
  const board = same ? inside.board : made(setting, make);
  restoreParts(board, saved.parts);
  board.op = saved.op;
  board.uptimeMs = saved.uptimeMs;
  board.booting = saved.booting;
  board.process = saved.process;
  board.plantTree();
  inside.board = board;
  inside.running = undefined;
  inside.interrupted = saved.workload;
}

function made({ profile, boot, plans }: Setting, make: Make): Board {
  const board = make(profile, boot);
  if ('why' in board) throw new Error('a board that was there cannot be made');
  for (const plan of plans.slice(boot.areas.length)) board.addArea(plan);
  return board;
}

/** Whether checkpoints of the one can be taken over by the other without making a board anew. */
function sameSetting(one: Omit<Setting, 'boot'>, other: Setting): boolean {
  const profile = one.profile === other.profile || alike(one.profile, other.profile);
  return profile && alike(one.plans, other.plans);
}
const alike = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

function restoreParts(board: Board, parts: BoardParts): void {
  restoreBlocks(board.blocks, parts.blocks, ownStates(board.areas, parts.areas, board.pages));
  for (const [i, area] of board.areas.entries()) restoreArea(area, parts.areas[i]!);
  const { atomicPool, dmem, cmem, dmaDebug } = parts;
  board.restoreAtomicPool(atomicPool);
  if (dmem && board.dmem) restoreDmem(board.dmem, dmem);
  if (cmem && board.cmem) restoreCmem(board.cmem, cmem);
  restorePools(board, parts.dmaPools);
  if (dmaDebug) board.dmaDebug?.debug.restore(dmaDebug);
  board.handles.restore(parts.handles);
  board.klog.restore(parts.klog);
  board.trace.restore(parts.trace);
}

function restorePools(board: Board, saved: SavedBoardPools | undefined): void {
  if (saved) board.withPools().restore(saved);
  else if (board.pools) {
    board.pools = undefined;
    board.adopt(board.columns.withPools(NO_POOLS));
  }
}
