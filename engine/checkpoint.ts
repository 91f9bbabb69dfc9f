/**
 * Everything a machine is, as plain data that survives structured clone: a machine that was brought
 * back answers as the one that was saved would have. Each system saves its own part; a new one adds a
 * field to BoardParts, a line to saveParts and one to restoreParts.
 */
import type { SavedArea } from './area.ts';
import type { SavedBlocks } from './blocks.ts';
import { Board } from './board.ts';
import type { BootPlan } from './boot.ts';
import { restoreCmem, saveCmem, type SavedCmem } from './cmem/checkpoint.ts';
import { AtomicPool } from './dma/atomic-pool.ts';
import type { Handle } from './handles.ts';
import type { SavedLog } from './klog.ts';
import type { SavedDmem } from './msys/dmem.ts';
import type { BoardProfile } from './profile.ts';
import type { Systems } from './systems.ts';
import type { OpId, Pfn } from './units.ts';
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
  readonly handles: readonly Handle[];
  readonly klog: SavedLog;
  readonly trace: SavedLog;
}
export interface Checkpoint {
  readonly setting: Setting;
  readonly op: OpId;
  readonly uptimeMs: number;
  readonly process: number;
  readonly parts: BoardParts;
  /** The workload that was under way, and how many of its operations were done. */
  readonly workload: { readonly done: number; readonly saved: SavedWorkload } | undefined;
}

export function saveBoard(board: Board, workload: Checkpoint['workload']): Checkpoint {
  const { profile, op, uptimeMs, process } = board;
  const setting = { profile, boot: board.bootPlan, plans: board.plans() };
  return { setting, op, uptimeMs, process, parts: saveParts(board), workload };
}

function saveParts(board: Board): BoardParts {
  const { atomicPool, cmem } = board;
  return {
    areas: board.areas.map((area) => area.save()),
    blocks: board.blocks.save(),
    atomicPool: atomicPool && { pfn: atomicPool.pfn, bits: atomicPool.bits() },
    dmem: board.dmem?.save(),
    cmem: cmem && saveCmem(cmem),
    handles: board.handles.save(),
    klog: board.klog.save(),
    trace: board.trace.save(),
  };
}

/** The board as it was: `board` itself if it has the same setting, else a new one. */
export function restoreBoard(board: Board, saved: Checkpoint, systems: Systems): Board {
  const same = sameSetting({ profile: board.profile, plans: board.plans() }, saved.setting);
  const into = same ? board : made(saved.setting, systems);
  restoreParts(into, saved.parts);
  into.op = saved.op;
  into.uptimeMs = saved.uptimeMs;
  into.process = saved.process;
  into.plantTree();
  return into;
}

/** Whether checkpoints of the one can be taken over by the other without making a board anew. */
function sameSetting(one: Omit<Setting, 'boot'>, other: Setting): boolean {
  const profile = one.profile === other.profile || alike(one.profile, other.profile);
  return profile && alike(one.plans, other.plans);
}
const alike = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

function made({ profile, boot, plans }: Setting, systems: Systems): Board {
  const board = Board.bare(profile, boot, systems);
  if ('why' in board) throw new Error('a board that was there cannot be made');
  for (const plan of plans.slice(boot.areas.length))
    if (board.addArea(plan)) throw new Error('a region that was there cannot be made');
  return board;
}

function restoreParts(board: Board, parts: BoardParts): void {
  for (const [i, area] of board.areas.entries()) area.restore(parts.areas[i]!);
  board.blocks.restore(parts.blocks);
  const { atomicPool, dmem, cmem } = parts;
  board.atomicPool = atomicPool && AtomicPool.restored(atomicPool.pfn, atomicPool.bits);
  if (dmem) board.dmem?.restore(dmem);
  if (cmem && board.cmem) restoreCmem(board.cmem, cmem);
  board.handles.restore(parts.handles);
  board.klog.restore(parts.klog);
  board.trace.restore(parts.trace);
}
