/** Commands under way, and what comes of them. */
import type { Board } from '../board/board.ts';
import type { Outcome, Result } from '../contract/command.ts';
import type { Verdict } from './expect.ts';
import type { RoomSink } from '../verdict/room.ts';
import type { Recorder } from '../board/recorder.ts';
import type { Interrupted, Running } from './workload.ts';

/** A command under way: the same work as exec, cut into slices so that a worker stays responsive. */
export interface Task {
  /** Do up to `budget` operations; true when nothing is left. */
  step(budget: number): boolean;
  /** Operations that are done. */
  readonly done: number;
  /** Operations there are, 1 for anything but a workload. */
  readonly total: number;
  /** End now; what was done stays done and the outcome says how many operations that were. */
  cancel(): void;
  /** Only after `step` returned true or `cancel` was called. */
  outcome(): Outcome;
}

/** What of a command nobody will look at, and who wants its samples. */
export interface StartOptions {
  /** What the models would only print for somebody to read is left out; the state is the same. */
  readonly quiet?: boolean;
  /** Told the room after every operation of a workload; after other commands, ask the machine. */
  readonly sampled?: RoomSink | undefined;
}

/** What a machine is made of. */
export interface MachineParts {
  /** The board that was booted last. */
  board: Board;
  /** The workload under way. */
  running: Running | undefined;
  /** The one that a restored checkpoint is in the middle of. */
  interrupted: Interrupted | undefined;
}

/** What an `expect` in front of the command makes of its result. */
export type ExpectationCheck = (result: Result) => Verdict;

/**
 * `op` is the first operation's number, `ops` how many there were; lines and events come from the
 * recorder.
 */
export function outcomeOf(
  op: number,
  ops: number,
  result: Result,
  recorder: Recorder,
  judged: ExpectationCheck | undefined,
): Outcome {
  const { log, events, droppedEvents, droppedLog, sleptMs, stderrText } = recorder.finish();
  const dropped = { events: droppedEvents, log: droppedLog };
  const stderr = stderrText === '' ? {} : { stderr: stderrText };
  const outcome = { op, ops, result, log, events, ...stderr, dropped, sleptMs };
  return judged ? { ...outcome, expectation: judged(result) } : outcome;
}
