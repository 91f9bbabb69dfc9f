/**
 * The kernel's ring buffer of log lines: what `dmesg` shows. Oldest lines fall out when the buffer
 * is full, as in kernel/printk/printk.c (4.9): a record is a 16-byte header and the text, padded to
 * four bytes. The same ring serves the trace buffer.
 */
import { LEAST_LINE } from '../systems/cma/model/narrator.ts';
import { LOG_BUF_BYTES } from '../contract/limits.ts';
import { written, type Written } from '../memory/bytes/late-text.ts';

const HEADER_BYTES = 16;
/** What a line of that length takes in the ring. */
const recordBytes = (length: number): number => Math.ceil((HEADER_BYTES + length) / 4) * 4;
const LEAST_RECORD_BYTES = recordBytes(LEAST_LINE);
/** Operations of CMA that print so much that nothing older is left in a ring of so many bytes. */
const opsToFill = (capacity: number): number => Math.ceil(capacity / LEAST_RECORD_BYTES);
/** The same for the kernel's own rings: operations at the end of a workload that are logged. */
export const LOGGED_OPS = opsToFill(LOG_BUF_BYTES);
/** Of a line that nobody has read yet: no more than it will turn out to be. */
const leastBytes = (line: Written): number =>
  recordBytes(typeof line === 'string' ? line.length : line.atLeast);

/** Every line that is left, and how many fell out. */
export interface SavedLog {
  readonly lines: readonly string[];
  readonly lost: number;
}

/** A line may come as a text that is made only when somebody reads it. */
export class LogRing {
  #lines: Written[] = [];
  #first = 0;
  /** No more than the lines take; just that while none of them is late. */
  #bytes = 0;
  #late = 0;
  #lost = 0;
  /** What save() gave last, as long as nothing was written since. */
  #saved: SavedLog | undefined;
  readonly #capacity: number;
  /** Operations after which nothing older is left. */
  readonly opsToFill: number;

  /** `capacity` in bytes. */
  constructor(capacity: number) {
    this.#capacity = capacity;
    this.opsToFill = opsToFill(capacity);
  }

  /** The newest line; older ones fall out as it needs room. */
  push(line: Written): void {
    this.#saved = undefined;
    this.#lines.push(line);
    this.#bytes += leastBytes(line);
    if (typeof line !== 'string') this.#late += 1;
    this.#dropOldest();
    if (this.#first > 1024 && this.#first * 2 > this.#lines.length) {
      this.#lines = this.#lines.slice(this.#first);
      this.#first = 0;
    }
  }
  #dropOldest(): void {
    while (this.#bytes > this.#capacity && this.#first < this.#lines.length - 1) {
      const oldest = this.#lines[this.#first]!;
      this.#bytes -= leastBytes(oldest);
      if (typeof oldest !== 'string') this.#late -= 1;
      this.#first++;
      this.#lost++;
    }
  }
  /** Late lines are written out, from the newest on, as far as there is room for them. */
  #settle(): void {
    for (let at = this.#lines.length - 1; this.#late > 0 && at >= this.#first; at--) {
      const line = this.#lines[at]!;
      if (typeof line === 'string') continue;
      const text = written(line);
      this.#lines[at] = text;
      this.#bytes += leastBytes(text) - leastBytes(line);
      this.#late -= 1;
      this.#dropOldest();
    }
  }

  /** Lines that fell out since the start. */
  get lost(): number {
    this.#settle();
    return this.#lost;
  }

  /** Oldest first; late lines are made now. */
  lines(): readonly string[] {
    this.#settle();
    return this.#lines.slice(this.#first) as string[];
  }

  /** The same object as long as nothing changes: many checkpoints may hold one log. */
  save(): SavedLog {
    return (this.#saved ??= { lines: this.lines(), lost: this.lost });
  }
  /** Nothing is done where the log is the saved one still. */
  restore(saved: SavedLog): void {
    if (saved === this.#saved) return;
    this.clear();
    this.#lines = [...saved.lines];
    this.#bytes = saved.lines.reduce((sum, line) => sum + leastBytes(line), 0);
    this.#lost = saved.lost;
    this.#saved = saved;
  }

  /** `dmesg -c`, or a trace that was written to; lines that fell out stay counted. */
  clear(): void {
    this.#saved = undefined;
    this.#lines = [];
    this.#first = 0;
    this.#bytes = 0;
    this.#late = 0;
  }
}
