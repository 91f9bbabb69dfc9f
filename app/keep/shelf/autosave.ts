/**
 * Keeps the session as it grows: at once when it rested, else after a while. It writes what is there when
 * it writes, never what was there when it was told. The shelf gets the session's file in pieces and
 * writes those that changed, so that keeping costs the same however long the session is.
 */
import type { Message } from '../../../engine/contract/command.ts';
import { writeSession } from '../../../engine/journal/index.ts';
import type { ExperimentInPieces } from '../../../engine/journal/index.ts';
import { AUTOSAVE_MS } from '../../page/limits.ts';
import { i18n } from '../../words/i18n.svelte.ts';
import { saidFirst } from '../session-name.ts';
import type { KeptSession } from './shelf.ts';

/** The session, as far as it is kept. */
export interface Source {
  readonly id: () => string | undefined;
  /** Does what is long about putting the text into pieces, and lets others work in between. */
  readonly settle: () => Promise<unknown>;
  readonly experiment: () => ExperimentInPieces;
  readonly board: () => string;
  readonly ops: () => number;
  /** Somebody worked on it: it did not only come from a link. */
  readonly own: () => boolean;
  /** What needs no keeping: the page begins with it anyway. */
  readonly given: (experiment: ExperimentInPieces) => boolean;
}
export interface Clock {
  readonly now: () => number;
  /** Answers how to forget it. */
  readonly later: (run: () => void, ms: number) => () => void;
}
/** Answers whether it will be there when the page is gone. */
export type Keep = (kept: KeptSession, pieces: readonly string[]) => Promise<boolean>;

/** A session's file as it was handed on, in pieces. */
export interface Handed {
  readonly id: string;
  /** When, in ms since 1970. */
  readonly saved: number;
  readonly pieces: readonly string[];
}

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, i) => text === b[i]);

export class Autosave {
  readonly #source: Source;
  readonly #keep: Keep;
  readonly #clock: Clock;
  readonly #refused: (why: Message | undefined) => void;
  #last: Handed | undefined;
  #stored: Handed | undefined;
  #lastAt = -Infinity;
  #held = 0;
  #forget: (() => void) | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** `refused` is told why the session cannot be kept, and undefined when it can again. */
  constructor(
    source: Source,
    keep: Keep,
    clock: Clock,
    refused: (why: Message | undefined) => void,
  ) {
    this.#source = source;
    this.#keep = keep;
    this.#clock = clock;
    this.#refused = refused;
  }

  /** What was kept last and will be there when the page is gone. */
  get stored(): Handed | undefined {
    return this.#stored;
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
    const rest = this.#lastAt + AUTOSAVE_MS - this.#clock.now();
    this.#forget = this.#clock.later(() => void this.flush(), Math.max(0, rest));
  }

  /** Write what is there, if it is not written yet; resolves when it is. */
  flush(): Promise<void> {
    this.#forget?.();
    this.#forget = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** The session's file as it is now; undefined: there is nothing to keep, or it cannot be kept. */
  present(): Handed | undefined {
    const id = this.#source.id();
    const experiment = this.#source.experiment();
    if (id === undefined || this.#held > 0 || !this.#worthKeeping(experiment)) return undefined;
    const file = writeSession(experiment);
    this.#refused('refused' in file ? file.refused : undefined);
    return 'refused' in file ? undefined : { id, saved: this.#clock.now(), pieces: file.pieces };
  }

  async #write(): Promise<void> {
    await this.#source.settle();
    const handed = this.present();
    if (!handed) return;
    const { id, saved, pieces } = handed;
    if (this.#last?.id === id && sameTexts(this.#last.pieces, pieces)) return;
    this.#lastAt = saved;
    this.#last = handed;
    const [board, ops] = [this.#source.board(), this.#source.ops()];
    const { title, branches } = this.#source.experiment();
    const said = saidFirst(branches[0]?.pieces[0]?.text ?? '', i18n.lang);
    const own = this.#source.own();
    const chars = pieces.reduce((sum, { length }) => sum + length, 0);
    const stored = await this.#keep({ id, title, board, ops, chars, saved, own, said }, pieces);
    this.#stored = stored ? handed : undefined;
  }

  #worthKeeping(experiment: ExperimentInPieces): boolean {
    return (
      experiment.branches.some(({ pieces }) => pieces.some(({ text }) => text.trim() !== '')) &&
      !this.#source.given(experiment)
    );
  }
}
