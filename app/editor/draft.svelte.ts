/**
 * The text in the editor and what of it was executed. As long as nobody edits it and all of it ran,
 * it is the session's script and grows with it; from the first edit on it is the reader's own.
 */
import {
  keptCurrent,
  keptRuns,
  lastRun,
  linesOf,
  nextStatement,
  written,
} from '../session/transcript/script-lines.ts';
import type { LineRun, LineRuns } from '../session/transcript/script-lines.ts';
import type { ScriptLine } from '../session/transcript/transcript.ts';

const NONE: LineRuns = new Map();

/** What was executed as it was executed: undoing an edit brings it back. */
interface Snapshot {
  readonly text: string;
  readonly runs: LineRuns;
  readonly current: number | undefined;
}

export class Draft {
  #lines: readonly string[] = [''];
  #snapshot: Snapshot = { text: '', runs: NONE, current: undefined };
  #text = $state.raw('');
  #runs = $state.raw<LineRuns>(NONE);
  #current = $state.raw<number | undefined>();
  #dirty = $state.raw(false);
  #outside = $state.raw(0);
  #missing = $state.raw(0);

  get text(): string {
    return this.#text;
  }
  get lines(): readonly string[] {
    return this.#lines;
  }
  /** By line: what was executed, and with which operation. */
  get runs(): LineRuns {
    return this.#runs;
  }
  /** The line that was executed last. */
  get current(): number | undefined {
    return this.#current;
  }
  /** A line that was executed, or one before it, was changed since. */
  get dirty(): boolean {
    return this.#dirty;
  }
  /** Commands the session executed that are not in this text. */
  get outside(): number {
    return this.#outside;
  }
  /** Older lines of the session's script that would not fit. */
  get missing(): number {
    return this.#missing;
  }
  /** The machine is what this text makes of it, all of it. */
  get whole(): boolean {
    const next = nextStatement(this.#lines, this.#current ?? 0);
    return !this.#dirty && this.#outside === 0 && next === undefined;
  }

  /** Somebody typed. */
  edit(text: string): void {
    if (text === this.#text) return;
    const before = this.#lines;
    const executed = this.#current ?? 0;
    this.#put(text);
    if (text === this.#snapshot.text) {
      this.#runs = this.#snapshot.runs;
      this.#current = this.#snapshot.current;
      this.#dirty = false;
      return;
    }
    const kept = keptRuns(before, this.#lines, this.#runs);
    this.#current = keptCurrent(before, this.#lines, kept, this.#current);
    this.#runs = kept;
    this.#dirty ||= before.slice(0, executed).some((line, at) => line !== this.#lines[at]);
  }

  /** A run from the start is about to begin. */
  begin(): void {
    this.#runs = NONE;
    this.#current = undefined;
    this.#dirty = false;
    this.#outside = 0;
    this.#missing = 0;
    this.#snap();
  }

  /** Lines the session executed, in order: this text's own, and those of others. */
  take(items: readonly ScriptLine[]): void {
    for (let from = 0; from < items.length;) {
      const by = items[from]?.by;
      let to = from;
      while (to < items.length && items[to]?.by === by) to += 1;
      const some = items.slice(from, to);
      if (by === 'editor') this.#ran(some);
      else this.#follow(some);
      from = to;
    }
  }

  /**
   * The session let go what it executed after a line of its script: those lines have not run. A text
   * that is what was executed loses them.
   */
  forget(lastId: number): void {
    const { whole } = this;
    this.#runs = new Map([...this.#runs].filter(([, { id }]) => id <= lastId));
    this.#current = lastRun(this.#runs, lastId);
    if (whole) this.#put(this.#lines.slice(0, this.#current ?? 0).join('\n'));
    if (!this.#dirty) this.#snap();
  }

  /** The session's script in place of this text. */
  adopt(items: readonly ScriptLine[], dropped: number): void {
    const { lines, runs, current, missing } = written(items);
    this.begin();
    this.#put(lines.join('\n'));
    this.#missing = missing + dropped;
    this.#runs = runs;
    this.#current = current;
    this.#snap();
  }

  #ran(items: readonly ScriptLine[]): void {
    const runs = new Map<number, LineRun>(this.#runs);
    for (const { line, op, failed, id } of items) {
      if (line === undefined) continue;
      runs.set(line, { op: op ?? 0, failed, id });
      this.#current = line;
    }
    this.#runs = runs;
    if (!this.#dirty) this.#snap();
  }

  #follow(items: readonly ScriptLine[]): void {
    if (!this.whole) {
      this.#outside += items.filter((item) => !item.comment).length;
      return;
    }
    const last = this.#lines.findLastIndex((line) => line.trim() !== '');
    const { lines, runs, current, missing } = written(items, this.#lines.slice(0, last + 1));
    if (missing > 0) {
      this.#outside += items.filter((item) => !item.comment).length;
      return;
    }
    this.#put(lines.join('\n'));
    this.#runs = new Map([...this.#runs, ...runs]);
    this.#current = current ?? this.#current;
    this.#snap();
  }

  #put(text: string): void {
    this.#text = text;
    this.#lines = text === '' ? [''] : linesOf(text);
  }
  #snap(): void {
    this.#snapshot = { text: this.#text, runs: this.#runs, current: this.#current };
  }
}
