/**
 * The kernel's ring buffer of log lines: what `dmesg` shows. Oldest lines fall out when the buffer
 * is full, as in kernel/printk/printk.c (4.9): a record is a 16-byte header and the text, padded to
 * four bytes. The same ring serves the trace buffer.
 */
import { LOG_BUF_BYTES } from './limits.ts';

const HEADER_BYTES = 16;
/** No line of a CMA call is shorter: "cma: cma_release(page c63bd000)". */
const LEAST_RECORD_BYTES = 48;
/** Operations of CMA that print so much that nothing older is left in a ring of so many bytes. */
const opsToFill = (capacity: number): number => Math.ceil(capacity / LEAST_RECORD_BYTES);
/** The same for the kernel's own rings: operations at the end of a workload that are logged. */
export const LOGGED_OPS = opsToFill(LOG_BUF_BYTES);
const recordBytes = (text: string): number => Math.ceil((HEADER_BYTES + text.length) / 4) * 4;

export interface SavedLog {
  readonly lines: readonly string[];
  readonly lost: number;
}

export class LogRing {
  #lines: string[] = [];
  #first = 0;
  #bytes = 0;
  #lost = 0;
  /** What save() gave last, as long as nothing was written since. */
  #saved: SavedLog | undefined;
  readonly #capacity: number;
  readonly opsToFill: number;

  /** `capacity` in bytes. */
  constructor(capacity: number) {
    this.#capacity = capacity;
    this.opsToFill = opsToFill(capacity);
  }

  push(text: string): void {
    this.#saved = undefined;
    this.#lines.push(text);
    this.#bytes += recordBytes(text);
    while (this.#bytes > this.#capacity && this.#first < this.#lines.length - 1) {
      this.#bytes -= recordBytes(this.#lines[this.#first]!);
      this.#first++;
      this.#lost++;
    }
    if (this.#first > 1024 && this.#first * 2 > this.#lines.length) {
      this.#lines = this.#lines.slice(this.#first);
      this.#first = 0;
    }
  }

  /** Lines that fell out since the start. */
  get lost(): number {
    return this.#lost;
  }

  lines(): readonly string[] {
    return this.#lines.slice(this.#first);
  }

  /** The same object as long as nothing changes: many checkpoints may hold one log. */
  save(): SavedLog {
    return (this.#saved ??= { lines: this.lines(), lost: this.#lost });
  }
  restore(saved: SavedLog): void {
    if (saved === this.#saved) return;
    this.clear();
    this.#lines = [...saved.lines];
    this.#bytes = saved.lines.reduce((sum, line) => sum + recordBytes(line), 0);
    this.#lost = saved.lost;
    this.#saved = saved;
  }

  clear(): void {
    this.#saved = undefined;
    this.#lines = [];
    this.#first = 0;
    this.#bytes = 0;
  }
}
