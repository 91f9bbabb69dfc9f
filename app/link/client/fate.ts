/**
 * What the death of a worker means for the commands it had. A worker that is gone through no fault of
 * theirs loses nothing: they are sent again. One that dies over a command twice, or whose own code broke
 * over it, loses that command alone; where nobody knows over which of many it died, they are sent one by
 * one until it is known.
 */
import type { Command } from '../../../engine/contract/command.ts';
import type { Death, DeathReason } from './connection.ts';
import type { Progress } from '../protocol.ts';

/** Commands that the worker has and that are not in the journal yet. */
export interface Inflight {
  readonly commands: readonly Command[];
  /** To tell its progress from that of other runs. */
  readonly run: number;
  /** It is one command, and a worker died while it had it. */
  readonly again: boolean;
  progress: Progress | undefined;
  fate: Fate | undefined;
}

/** `again`: a worker died while it had this one command. */
export const inflightOf = (commands: readonly Command[], run: number, again = false): Inflight => ({
  commands,
  run,
  again,
  progress: undefined,
  fate: undefined,
});

export interface Fate {
  /** Commands that are certainly complete. */
  readonly done: number;
  /** The command after these is lost. */
  readonly lost: boolean;
  /** So many of those that are sent again go one by one. */
  readonly alone: number;
}

/** Whatever the worker was doing then, it may well do on another try. */
const MAY_PASS: ReadonlySet<DeathReason> = new Set(['error', 'heartbeat']);

/** `progress` is the last that is known, of whatever run. */
export function fateOf(
  { commands, run, again }: Inflight,
  { reason }: Death,
  progress: Progress | undefined,
): Fate {
  const told = progress?.run === run;
  const done = told ? Math.min(progress.index, commands.length) : 0;
  const left = commands.length - done;
  if (left === 0) return { done, lost: false, alone: 0 };
  if (!told && left > 1) return { done, lost: false, alone: left };
  const lost = again || !MAY_PASS.has(reason);
  return { done, lost, alone: lost ? 0 : 1 };
}
