/** Commands under way, and what comes of them. */
import type { Board } from './board.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Outcome, Result } from './command.ts';
import type { Verdict } from './exec/expect.ts';
import type { RoomSink } from './metrics/room.ts';
import type { Recorder } from './recorder.ts';
import type { Running } from './workload-task.ts';

/** A command under way: the same work as exec, cut into slices so that a worker stays responsive. */
export interface Task {
  /** Do up to `budget` operations; true when nothing is left. */
  step(budget: number): boolean;
  readonly done: number;
  readonly total: number;
  /** End now; what was done stays done and the outcome says how many operations that were. */
  cancel(): void;
  /** Only after `step` returned true or `cancel` was called. */
  outcome(): Outcome;
}

export interface StartOptions {
  /** What the models would only print for somebody to read is left out; the state is the same. */
  readonly quiet?: boolean;
  /** Told the room behind every operation of a workload; behind other commands, ask the machine. */
  readonly sampled?: RoomSink | undefined;
}

/** What a machine is made of. */
export interface Inside {
  board: Board;
  /** The workload under way. */
  running: Running | undefined;
  /** The one that a restored checkpoint is in the middle of. */
  interrupted: Checkpoint['workload'];
}

/** What an `expect` in front of the command makes of its result. */
export type Judge = (result: Result) => Verdict;

export function outcomeOf(
  op: number,
  ops: number,
  result: Result,
  recorder: Recorder,
  judged: Judge | undefined,
): Outcome {
  const { log, events, droppedEvents, droppedLog, sleptMs, stderrText } = recorder.finish();
  const dropped = { events: droppedEvents, log: droppedLog };
  const stderr = stderrText === '' ? {} : { stderr: stderrText };
  const outcome = { op, ops, result, log, events, ...stderr, dropped, sleptMs };
  return judged ? { ...outcome, expectation: judged(result) } : outcome;
}
