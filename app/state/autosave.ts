/**
 * Keeps the session as it grows: at once when it rested, else so often as its size allows. It writes
 * what is there when it writes, never what was there when it was told.
 */
import type { Message } from '../../engine/command.ts';
import { writeFile } from '../../engine/journal/index.ts';
import type { Experiment } from '../../engine/journal/index.ts';
import { AUTOSAVE_LARGE_CHARS, AUTOSAVE_LARGE_MS, AUTOSAVE_MS } from './limits.ts';
import type { Kept } from './shelf.ts';

/** The session, as far as it is kept. */
export interface Source {
  readonly id: () => string | undefined;
  readonly experiment: () => Experiment;
  readonly board: () => string;
  readonly ops: () => number;
  /** Somebody worked on it: it did not only come from a link. */
  readonly own: () => boolean;
  /** What needs no keeping: the page begins with it anyway. */
  readonly given: (experiment: Experiment) => boolean;
}
export interface Clock {
  readonly now: () => number;
  /** Answers how to forget it. */
  readonly later: (run: () => void, ms: number) => () => void;
}

export class Autosave {
  readonly #source: Source;
  readonly #keep: (kept: Kept, text: string) => Promise<void>;
  readonly #clock: Clock;
  readonly #refused: (why: Message) => void;
  #last: { readonly id: string; readonly text: string } | undefined;
  #lastAt = -Infinity;
  #held = 0;
  #forget: (() => void) | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    source: Source,
    keep: (kept: Kept, text: string) => Promise<void>,
    clock: Clock,
    refused: (why: Message) => void,
  ) {
    this.#source = source;
    this.#keep = keep;
    this.#clock = clock;
    this.#refused = refused;
  }

  /** While another experiment comes in, half of it is not kept. Answers how to go on. */
  hold(): () => void {
    this.#held += 1;
    return () => {
      this.#held -= 1;
      this.changed();
    };
  }

  /** Something changed: write soon. */
  changed(): void {
    if (this.#forget) return;
    const large = (this.#last?.text.length ?? 0) > AUTOSAVE_LARGE_CHARS;
    const rest = this.#lastAt + (large ? AUTOSAVE_LARGE_MS : AUTOSAVE_MS) - this.#clock.now();
    this.#forget = this.#clock.later(() => void this.flush(), Math.max(0, rest));
  }

  /** Write what is there, if it is not written yet; resolves when it is. */
  flush(): Promise<void> {
    this.#forget?.();
    this.#forget = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const id = this.#source.id();
    const experiment = this.#source.experiment();
    if (id === undefined || this.#held > 0 || !this.#worthKeeping(experiment)) return;
    const file = writeFile(experiment);
    if ('refused' in file) {
      this.#refused(file.refused);
      return;
    }
    const { text } = file;
    if (this.#last?.id === id && this.#last.text === text) return;
    this.#lastAt = this.#clock.now();
    this.#last = { id, text };
    const [board, ops] = [this.#source.board(), this.#source.ops()];
    const { title } = experiment;
    const own = this.#source.own();
    await this.#keep({ id, title, board, ops, chars: text.length, saved: this.#lastAt, own }, text);
  }

  #worthKeeping(experiment: Experiment): boolean {
    return (
      experiment.branches.some(({ text }) => text.trim() !== '') && !this.#source.given(experiment)
    );
  }
}
