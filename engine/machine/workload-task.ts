/** A workload as a command under way: the code that a page fetches with the first `workload` line. */
import type { Board } from '../board/board.ts';
import type { Command, Outcome, Result } from '../contract/command.ts';
import type { Recorder } from '../board/recorder.ts';
import type { MachineParts, Task } from './task.ts';
import { Workload, type Running } from './workload.ts';

/** Makes the outcome: the number of the first operation, how many there were, and their result. */
type Finish = (op: number, ops: number, result: Result) => Outcome;

/**
 * The task of a `workload` command, or of the rest of the one that a checkpoint interrupted; undefined
 * if the region is not there. `finish` makes the outcome; `sampled` is called after each operation.
 */
export function startWorkload(
  inside: MachineParts,
  command: Extract<Command, { kind: 'workload' }>,
  recorder: Recorder,
  finish: Finish,
  sampled: (() => void) | undefined,
): Task | undefined {
  const { board, interrupted } = inside;
  const area = command.region === undefined ? board.defaultArea : board.areaNamed(command.region);
  if (!area) return undefined;
  const workload = new Workload(area, command, board.profile.cmaAlignment);
  if (interrupted) workload.restore(interrupted.saved);
  inside.running = { workload, done: interrupted?.done ?? 0, over: false };
  inside.interrupted = undefined;
  return new WorkloadTask(board, inside.running, command.ops, recorder, finish, sampled);
}

/** Every operation has a number of its own, as if it had been typed. */
class WorkloadTask implements Task {
  readonly total: number;
  readonly #board: Board;
  readonly #running: Running;
  readonly #recorder: Recorder;
  readonly #quiet: boolean;
  readonly #finish: Finish;
  readonly #sampled: (() => void) | undefined;
  readonly #first: number;

  constructor(
    board: Board,
    running: Running,
    ops: number,
    recorder: Recorder,
    finish: Finish,
    sampled: (() => void) | undefined,
  ) {
    this.#board = board;
    this.#running = running;
    this.#recorder = recorder;
    this.#quiet = !recorder.listening;
    this.#finish = finish;
    this.#sampled = sampled;
    this.#first = board.op - running.done + 1;
    this.total = ops;
  }

  /** Operations that are done, those before the checkpoint included. */
  get done(): number {
    return this.#running.done;
  }
  /** `budget` counts operations of the workload. */
  step(budget: number): boolean {
    const running = this.#running;
    const until = Math.min(this.total, running.done + budget);
    // What earlier operations print would have fallen out of the ring by the end; a workload that is
    // ended early has logged less.
    const logged = this.#board.klog.opsToFill;
    while (running.done < until && !running.over) {
      this.#recorder.listening = !this.#quiet && this.total - running.done <= logged;
      running.workload.step(this.#board.nextOp(this.#recorder, 'workload'), this.#recorder);
      running.done++;
      this.#sampled?.();
    }
    running.over ||= running.done >= this.total;
    return running.over;
  }
  /** What was done stays; the outcome counts it. */
  cancel(): void {
    this.#running.over = true;
  }
  /** Sums over the whole workload: allocations, refusals, releases. */
  outcome(): Outcome {
    if (!this.#running.over) throw new Error('the task is not over');
    const { allocs, refused, releases } = this.#running.workload;
    const value = { is: 'workload', ops: this.done, allocs, refused, releases } as const;
    return this.#finish(this.#first, this.done, { ok: true, value });
  }
}
