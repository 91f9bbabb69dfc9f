/**
 * The console's history: what was typed, newest last, walked with the arrow keys. The line being
 * written is kept while one walks and comes back at the end. Stored when the browser lets it.
 */
import { HISTORY_CHARS, HISTORY_ENTRIES } from '../page/limits.ts';
import { readJson, writeJson } from '../page/storage.ts';
import type { Store } from '../page/storage.ts';

const KEY = 'carveout.history';

const readEntries = (stored: unknown): string[] =>
  Array.isArray(stored)
    ? stored
        .filter((entry): entry is string => typeof entry === 'string')
        .filter((entry) => entry.length <= HISTORY_CHARS)
        .slice(-HISTORY_ENTRIES)
    : [];

export class TypedHistory {
  readonly #store: Store | undefined;
  #entries: string[];
  /** Index into the entries; their length = the line being written. */
  #at: number;
  #draft = '';

  constructor(store: Store | undefined) {
    this.#store = store;
    this.#entries = readEntries(readJson(store, KEY));
    this.#at = this.#entries.length;
  }

  /** Remember a line and go to the end. Repeats of the last line and overlong ones are not kept. */
  add(line: string): void {
    const text = line.trim();
    if (text !== '' && text.length <= HISTORY_CHARS && text !== this.#entries.at(-1)) {
      this.#entries = [...this.#entries, text].slice(-HISTORY_ENTRIES);
      writeJson(this.#store, KEY, this.#entries);
    }
    this.#at = this.#entries.length;
    this.#draft = '';
  }

  /** The entry before the one shown; `current` is kept if it is the line being written. */
  older(current: string): string | undefined {
    if (this.#at === 0) return undefined;
    if (this.#at === this.#entries.length) this.#draft = current;
    this.#at -= 1;
    return this.#entries[this.#at];
  }

  newer(): string | undefined {
    if (this.#at === this.#entries.length) return undefined;
    this.#at += 1;
    return this.#entries[this.#at] ?? this.#draft;
  }

  /** Entries that contain `part`, newest first, each once. */
  matching(part: string): readonly string[] {
    const found = this.#entries.filter((entry) => entry.includes(part));
    return [...new Set(found.reverse())];
  }
}
