/** A workload as a command under way: the code that a page fetches with the first `workload` line. */
import type { Board } from './board.ts';
import type { Command, Outcome, Result } from './command.ts';
import type { RoomSink } from './metrics/room.ts';
import type { Recorder } from './recorder.ts';
import { roomOf } from './room-of.ts';
import type { Inside, Task } from './task.ts';
import { Workload } from './workload.ts';

/** A workload and how many of its operations are done. */
export interface Running {
  readonly workload: Workload;
  done: number;
  over: boolean;
}
type Finish = (op: number, ops: number, result: Result) => Outcome;

/**
 * The task of a `workload` command, or of the rest of the one that a checkpoint interrupted; undefined
 * if the region is not there. `finish` makes the outcome; `sampled` hears of the room behind each operation.
 */
export function startWorkload(
  inside: Inside,
  command: Extract<Command, { kind: 'workload' }>,
  recorder: Recorder,
  finish: Finish,
  sampled: RoomSink | undefined,
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

class WorkloadTask implements Task {
  readonly total: number;
  readonly #board: Board;
  readonly #running: Running;
  readonly #recorder: Recorder;
  readonly #quiet: boolean;
  readonly #finish: Finish;
  readonly #sampled: RoomSink | undefined;
  readonly #first: number;

  constructor(
    board: Board,
    running: Running,
    ops: number,
    recorder: Recorder,
    finish: Finish,
    sampled: RoomSink | undefined,
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

  get done(): number {
    return this.#running.done;
  }
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
      if (this.#sampled) roomOf(this.#board, this.#sampled);
    }
    running.over ||= running.done >= this.total;
    return running.over;
  }
  cancel(): void {
    this.#running.over = true;
  }
  outcome(): Outcome {
    if (!this.#running.over) throw new Error('the task is not over');
    const { allocs, refused, releases } = this.#running.workload;
    const value = { is: 'workload', ops: this.done, allocs, refused, releases } as const;
    return this.#finish(this.#first, this.done, { ok: true, value });
  }
}
