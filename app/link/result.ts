/** What a run came to: gathered on the page, answer by answer, within a bound. */
import { totalSteps } from '../../engine/journal/steps.ts';
import type { Command, Outcome } from '../../engine/command.ts';
import { opsDone, outcomeChars, trimmed } from './journal.ts';
import { RUN_KEEP_CHARS } from './limits.ts';
import type { Death } from './connection.ts';
import type { Progress } from './protocol.ts';

/** Operations done of all commands of a run, and which command is under way. */
export interface RunProgress {
  readonly index: number;
  readonly commands: number;
  readonly done: number;
  readonly total: number;
}

export interface RunOptions {
  /** At most once an animation frame, and at the end. */
  readonly onProgress?: (progress: RunProgress) => void;
  /** Every outcome in full, in order, as they come in; `first` is the index of the first of them. */
  readonly onOutcomes?: (outcomes: readonly Outcome[], first: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * `outcomes[i]` belongs to command i. `stopped`: the last one may be a workload that was cut short.
 * `died`: the worker died over the command behind the last outcome. Commands without an outcome
 * have had no effect. From `trimmed` on (undefined: nowhere) outcomes are without texts and events.
 */
export interface RunResult {
  readonly outcomes: readonly Outcome[];
  readonly ended: 'done' | 'stopped' | 'died';
  readonly trimmed: number | undefined;
  /** What the worker died of. */
  readonly death: Death | undefined;
}

export class RunGathering {
  readonly #commands: readonly Command[];
  readonly #options: RunOptions;
  readonly #total: number;
  readonly #outcomes: Outcome[] = [];
  #done = 0;
  #chars = 0;
  #trimmed: number | undefined;

  constructor(commands: readonly Command[], options: RunOptions) {
    this.#commands = commands;
    this.#options = options;
    this.#total = totalSteps(commands);
  }

  get executed(): number {
    return this.#outcomes.length;
  }

  add(outcomes: readonly Outcome[]): void {
    const first = this.executed;
    if (outcomes.length === 0) return;
    for (const outcome of outcomes) {
      this.#chars += outcomeChars(outcome);
      if (this.#chars > RUN_KEEP_CHARS) this.#trimmed ??= this.executed;
      this.#done += opsDone(this.#commands[this.executed]!, outcome);
      this.#outcomes.push(this.#trimmed === undefined ? outcome : trimmed(outcome));
    }
    this.#options.onOutcomes?.(outcomes, first);
  }

  /** Tell how far the run is; `batch` counts from the last outcome on. */
  tell(batch: Pick<Progress, 'index' | 'done'> = { index: 0, done: 0 }): void {
    this.#options.onProgress?.({
      index: this.executed + batch.index,
      commands: this.#commands.length,
      done: Math.min(this.#done + batch.done, this.#total),
      total: this.#total,
    });
  }

  result(ended: RunResult['ended'], death?: Death): RunResult {
    return { outcomes: this.#outcomes, ended, trimmed: this.#trimmed, death };
  }
}
