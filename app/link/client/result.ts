/** What a run came to: gathered on the page, answer by answer, within a bound. */
import { mostStepsOf } from '../../../engine/journal/time/steps.ts';
import type { Command, Outcome } from '../../../engine/contract/command.ts';
import { opsDone, outcomeChars, trimmed } from '../journal.ts';
import { RUN_KEEP_CHARS } from '../limits.ts';
import type { Death } from './connection.ts';
import type { Missing } from '../parts.ts';
import type { Progress } from '../protocol.ts';

/** Operations done of all commands of a run, and which command is under way. */
export interface RunProgress {
  readonly index: number;
  readonly commands: number;
  readonly done: number;
  readonly total: number;
}

export type RunEnd = 'done' | 'stopped' | Missing;

export interface RunOptions {
  /** At most once an animation frame, and at the end. */
  readonly onProgress?: (progress: RunProgress) => void;
  /** Every outcome in full, in order, as they come in; `first` is the index of the first of them. */
  readonly onOutcomes?: (outcomes: readonly Outcome[], first: number) => void;
  /** A command had no effect, because a worker died over it; those after it are still to come. */
  readonly onLost?: (index: number) => void;
  readonly signal?: AbortSignal;
  /** False: the result has no outcomes, for who has heard them all as they came in. */
  readonly keep?: boolean;
  /** Where no worker stays alive: wait until somebody restarts it, rather than refuse. */
  readonly patient?: boolean;
}

/**
 * `outcomes` are those of the commands in their order, without the commands of `lost`: each of those
 * ended a worker and had no effect. `stopped`: the last outcome may be of a workload that was cut short.
 * `away`, `changed`: code that the next command needs could not be fetched, and why; it and those after
 * it had no effect. `died`: the link was closed over the run. Commands after the last outcome have had no effect. From
 * `trimmed` on (undefined: nowhere) outcomes are without texts and events.
 */
export interface RunResult {
  /** How many outcomes there were, whether they are kept or not. */
  readonly count: number;
  readonly outcomes: readonly Outcome[];
  /** Indices of commands. */
  readonly lost: readonly number[];
  readonly ended: RunEnd | 'died';
  readonly trimmed: number | undefined;
  /** What the last worker died of that died over the run. */
  readonly death: Death | undefined;
}

export class RunGathering {
  readonly #commands: readonly Command[];
  readonly #options: RunOptions;
  readonly #total: number;
  readonly #outcomes: Outcome[] = [];
  #count = 0;
  readonly #lost: number[] = [];
  /** Commands to be sent one by one: a worker died over them, and nobody knows over which. */
  alone = 0;
  #done = 0;
  #chars = 0;
  #trimmed: number | undefined;

  constructor(commands: readonly Command[], options: RunOptions) {
    this.#commands = commands;
    this.#options = options;
    this.#total = mostStepsOf(commands);
  }

  /** Index of the command that comes next. */
  get next(): number {
    return this.#count + this.#lost.length;
  }

  add(outcomes: readonly Outcome[]): void {
    const first = this.next;
    if (outcomes.length === 0) return;
    for (const outcome of outcomes) {
      this.#done += opsDone(this.#commands[this.next]!, outcome);
      if (this.#options.keep !== false) this.#keep(outcome);
      this.#count += 1;
    }
    this.alone = Math.max(0, this.alone - outcomes.length);
    this.#options.onOutcomes?.(outcomes, first);
  }

  #keep(outcome: Outcome): void {
    this.#chars += outcomeChars(outcome);
    if (this.#chars > RUN_KEEP_CHARS) this.#trimmed ??= this.#outcomes.length;
    this.#outcomes.push(this.#trimmed === undefined ? outcome : trimmed(outcome));
  }

  /** The next command is lost. */
  lose(): void {
    const lost = this.next;
    this.#lost.push(lost);
    this.alone = Math.max(0, this.alone - 1);
    this.#options.onLost?.(lost);
  }

  /** Tell how far the run is; `batch` counts from the last outcome on. */
  tell(batch: Pick<Progress, 'index' | 'done'> = { index: 0, done: 0 }): void {
    this.#options.onProgress?.({
      index: this.next + batch.index,
      commands: this.#commands.length,
      done: Math.min(this.#done + batch.done, this.#total),
      total: this.#total,
    });
  }

  result(ended: RunResult['ended'], death?: Death): RunResult {
    return {
      count: this.#count,
      outcomes: this.#outcomes,
      lost: this.#lost,
      ended,
      trimmed: this.#trimmed,
      death,
    };
  }
}
