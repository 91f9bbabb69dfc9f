/**
 * Everything a machine is, as plain data that survives structured clone: a machine that was brought
 * back answers as the one that was saved would have. Each system saves its own part.
 */
import { ownStates, restoreArea, saveArea, type SavedArea } from './area.ts';
import { restoreBlocks, saveBlocks, type SavedBlocks } from './blocks.ts';
import type { Board } from '../board/board.ts';
import type { Refusal } from '../contract/command.ts';
import type { BootPlan } from '../board/boot.ts';
import type { Handle } from '../board/handles.ts';
import type { SavedLog } from '../board/klog.ts';
import type { SavedParts } from '../board/part.ts';
import type { AnySystem } from '../systems/contract.ts';
import type { BoardProfile } from '../contract/profile.ts';
import type { OpId } from '../contract/units.ts';
import type { MachineParts } from '../machine/task.ts';
import type { Interrupted } from '../machine/workload.ts';

/** What it takes to make the board: all of its boot but what happened in it. */
interface Setting {
  readonly profile: BoardProfile;
  readonly boot: BootPlan;
  /** Every region, those of the boot first. */
  readonly plans: BootPlan['areas'];
}
/** What happened on the board. */
interface BoardParts {
  readonly areas: readonly SavedArea[];
  readonly blocks: SavedBlocks;
  readonly systems: SavedParts;
  readonly handles: readonly Handle[];
  readonly klog: SavedLog;
  readonly trace: SavedLog;
}
/** Plain data; parts that did not change are the same objects as in older checkpoints. */
export interface Checkpoint {
  readonly setting: Setting;
  /** Operations since the boot. */
  readonly op: OpId;
  readonly uptimeMs: number;
  readonly booting: boolean;
  /** Calls in C come from the process of this number. */
  readonly process: number;
  readonly parts: BoardParts;
  /** The workload that was under way, and how many of its operations were done. */
  readonly workload: Interrupted | undefined;
}

/** Saves a machine; `systems` are those that may hold something on its board. */
export function saveMachine(
  { board, running, interrupted }: MachineParts,
  systems: readonly AnySystem[],
): Checkpoint {
  const { profile, op, uptimeMs, booting, process } = board;
  const setting = { profile, boot: board.bootPlan, plans: board.plans() };
  const workload =
    running && !running.over ? { done: running.done, saved: running.workload.save() } : interrupted;
  return { setting, op, uptimeMs, booting, process, parts: saveParts(board, systems), workload };
}

/** Each system saves its own part. */
function saveParts(board: Board, systems: readonly AnySystem[]): BoardParts {
  return {
    areas: board.areas.map(saveArea),
    blocks: saveBlocks(board.blocks),
    systems: Object.fromEntries(systems.map((system) => [system.id, system.save(board)])),
    handles: board.handles.entries(),
    klog: board.klog.save(),
    trace: board.trace.save(),
  };
}

/** Makes a board as it is right after its boot. */
type Make = (profile: BoardProfile, boot: BootPlan) => Board | Refusal;

/** On the same board if it has the same setting, else on one that `make` makes. */
export function restoreMachine(
  inside: MachineParts,
  saved: Checkpoint,
  systems: readonly AnySystem[],
  make: Make,
): void {
  const { setting } = saved;
  const { profile } = inside.board;
  const same = sameSetting({ profile, plans: inside.board.plans() }, setting);
  const board = same ? inside.board : made(setting, make);
  restoreParts(board, saved.parts, systems);
  board.op = saved.op;
  board.uptimeMs = saved.uptimeMs;
  board.booting = saved.booting;
  board.process = saved.process;
  board.filesChanged();
  inside.board = board;
  inside.running = undefined;
  inside.interrupted = saved.workload;
}

/** Throws where the boot fails: a board that was there can be made. */
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

/** The ledger comes first: regions take from it which pages are held. */
function restoreParts(board: Board, parts: BoardParts, systems: readonly AnySystem[]): void {
  restoreBlocks(board.blocks, parts.blocks, ownStates(board.areas, parts.areas, board.pages));
  for (const [i, area] of board.areas.entries()) restoreArea(area, parts.areas[i]!);
  for (const system of systems) system.restore(board, parts.systems[system.id]);
  board.handles.restore(parts.handles);
  board.klog.restore(parts.klog);
  board.trace.restore(parts.trace);
}
