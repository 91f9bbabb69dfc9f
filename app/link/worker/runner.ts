/**
 * Many commands, or one long one, in slices: the worker yields between them, so that it hears
 * `stop` and answers `ping` while it works.
 */
import { mostStepsOf } from '../../../engine/journal/time/steps.ts';
import type { Command, Outcome } from '../../../engine/contract/command.ts';
import type { Travel } from '../../../engine/journal/time/timeline.ts';
import type { Task } from '../../../engine/machine/machine.ts';
import type { MachineHistory } from './machine-history.ts';
import { opsDone, outcomeChars } from '../journal.ts';
import {
  PUBLISH_MS,
  RUN_REPLY_CHARS,
  RUN_REPLY_MS,
  SLICE_MS,
  TASK_STEP_MS,
  STEP_OPS,
} from '../limits.ts';
import type { Progress, RunEnd } from '../protocol.ts';

/** What a run needs of its thread. */
export interface Thread {
  /** Monotonic milliseconds. */
  now(): number;
  /** Settles after the messages that wait now were heard. */
  pause(): Promise<void>;
}

export interface RunHooks {
  /** Make the present state visible. */
  publish(): void;
  report(progress: Progress): void;
  /** Code that the command needs and that is not there yet. */
  fetch(command: Command): Promise<unknown> | undefined;
}

export class Runner {
  readonly #history: Pick<MachineHistory, 'ready' | 'start' | 'note'>;
  readonly #thread: Thread;
  readonly #hooks: RunHooks;
  readonly #run: number;
  readonly #total: number;
  readonly #began: number;
  #sliceBegan: number;
  #published: number;
  #progress: Progress;
  #stopped = false;

  constructor(
    history: Pick<MachineHistory, 'ready' | 'start' | 'note'>,
    thread: Thread,
    hooks: RunHooks,
    commands: readonly Command[],
    run: number,
  ) {
    this.#history = history;
    this.#thread = thread;
    this.#hooks = hooks;
    this.#run = run;
    this.#total = mostStepsOf(commands);
    this.#began = this.#sliceBegan = this.#published = thread.now();
    this.#progress = this.#report(0, 0);
  }

  get progress(): Progress {
    return this.#progress;
  }

  stop(): void {
    this.#stopped = true;
  }

  async run(
    commands: readonly Command[],
  ): Promise<{ outcomes: readonly Outcome[]; ended: RunEnd }> {
    const outcomes: Outcome[] = [];
    let chars = 0;
    let done = 0;
    for (const command of commands) {
      const late = this.#thread.now() - this.#began >= RUN_REPLY_MS;
      if (outcomes.length > 0 && (late || chars >= RUN_REPLY_CHARS)) {
        return { outcomes, ended: 'cut' };
      }
      if (!(await this.#goOn())) return { outcomes, ended: 'stopped' };
      try {
        await this.#hooks.fetch(command);
      } catch (error) {
        // What was done is answered first; who asks for the rest hears what is missing.
        if (outcomes.length > 0) return { outcomes, ended: 'cut' };
        throw error;
      }
      await this.#history.ready();
      const task = this.#history.start(command);
      const finished = await this.#work(task, outcomes.length, done);
      if (!finished) task.cancel();
      const outcome = task.outcome();
      outcomes.push(outcome);
      this.#history.note(command, outcome);
      chars += outcomeChars(outcome);
      done += opsDone(command, outcome);
      this.#report(outcomes.length, done);
      if (!finished) return { outcomes, ended: 'stopped' };
    }
    return { outcomes, ended: 'done' };
  }

  /** Work on a task until it is finished (true) or the run is stopped (false). */
  async #work(task: Task, index: number, done: number): Promise<boolean> {
    for (let budget: number = STEP_OPS.first; ;) {
      const began = this.#thread.now();
      if (task.step(budget)) return true;
      budget = nextBudget(budget, this.#thread.now() - began);
      this.#report(index, done + task.done);
      if (!(await this.#goOn())) return false;
    }
  }

  /** Yield if the slice is over; false when the run was stopped. */
  async #goOn(): Promise<boolean> {
    const now = this.#thread.now();
    if (now - this.#sliceBegan < SLICE_MS) return true;
    if (now - this.#published >= PUBLISH_MS) {
      this.#hooks.publish();
      this.#published = now;
    }
    await this.#thread.pause();
    this.#sliceBegan = this.#thread.now();
    return !this.#stopped;
  }

  #report(index: number, done: number): Progress {
    this.#progress = { run: this.#run, index, done, total: this.#total };
    this.#hooks.report(this.#progress);
    return this.#progress;
  }
}

/** Work on a way to a position until it is over, and yield like a run does. */
export async function travelled(travel: Travel, thread: Thread): Promise<void> {
  let began = thread.now();
  for (let budget: number = STEP_OPS.first; !travel.step(budget);) {
    const now = thread.now();
    budget = Math.min(budget * 2, STEP_OPS.most);
    if (now - began < SLICE_MS) continue;
    await thread.pause();
    began = thread.now();
    budget = STEP_OPS.first;
  }
}

/**
 * Operations of the next step, after one that used its whole budget in `took` ms. It at most
 * doubles, and only where a doubled step still keeps to TASK_STEP_MS: the first steps of a task are
 * small, because nobody knows what its operations cost.
 */
function nextBudget(budget: number, took: number): number {
  if (took <= TASK_STEP_MS / 2) return Math.min(budget * 2, STEP_OPS.most);
  return took > TASK_STEP_MS ? Math.max(1, Math.floor((budget * TASK_STEP_MS) / took)) : budget;
}
