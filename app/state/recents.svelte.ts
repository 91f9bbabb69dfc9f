/**
 * The recent sessions: kept within their bounds on a shelf, and on one in memory for the rest of the
 * visit when the browser's own fails. Keeping never rejects: what goes wrong is said, and work goes on.
 */
import { plainName, readFile, writeFile } from '../../engine/journal/index.ts';
import { MemoryShelf, newestFirst, surplus } from './shelf.ts';
import type { Kept, Shelf } from './shelf.ts';

/** blocked: there is no storage. full: there is no room, so older sessions were let go first. */
export type Trouble = 'blocked' | 'full';

export class Recents {
  #shelf: Shelf;
  #inMemory: boolean;
  readonly #taken: () => Promise<ReadonlySet<string>>;
  /** Newest first; as they were when somebody last looked. */
  list = $state.raw<readonly Kept[]>([]);
  /** Sessions that a tab has, this one included. */
  taken = $state.raw<ReadonlySet<string>>(new Set());
  trouble = $state.raw<Trouble | undefined>();

  constructor(shelf: Shelf | undefined, taken: () => Promise<ReadonlySet<string>>) {
    this.#shelf = shelf ?? new MemoryShelf();
    this.#inMemory = shelf === undefined;
    this.#taken = taken;
    if (!shelf) this.trouble = 'blocked';
  }

  /** Look again. */
  async refresh(): Promise<readonly Kept[]> {
    try {
      this.list = newestFirst(await this.#shelf.list());
      this.taken = await this.#taken();
    } catch {
      this.#fallBack('blocked');
      this.list = [];
    }
    return this.list;
  }

  /** The newest that no tab has. */
  async newest(): Promise<Kept | undefined> {
    await this.refresh();
    return this.list.find(({ id }) => !this.taken.has(id));
  }

  async keep(kept: Kept, text: string): Promise<void> {
    try {
      await this.#put(kept, text);
    } catch {
      await this.#keepAnyway(kept, text);
    }
    await this.#trim();
  }

  /** The text of a session; undefined: it is gone. */
  async text(id: string): Promise<string | undefined> {
    try {
      return await this.#shelf.text(id);
    } catch {
      return undefined;
    }
  }

  /** Give a session that nobody has another name. */
  async rename(kept: Kept, name: string): Promise<void> {
    const text = await this.text(kept.id);
    const read = text === undefined ? undefined : readFile(text);
    if (!read || !('experiment' in read)) return;
    const title = plainName(name);
    const file = writeFile({ ...read.experiment, title });
    if ('text' in file) await this.keep({ ...kept, title, chars: file.text.length }, file.text);
    await this.refresh();
  }

  async remove(ids: readonly string[]): Promise<void> {
    try {
      await this.#shelf.remove(ids);
    } catch {
      this.#fallBack('blocked');
    }
    await this.refresh();
  }

  #put(kept: Kept, text: string): Promise<void> {
    return this.#shelf.put(kept, text);
  }

  /** No room: the older half goes, and if that does not help, memory is all there is. */
  async #keepAnyway(kept: Kept, text: string): Promise<void> {
    try {
      const taken = await this.#taken();
      const others = newestFirst(await this.#shelf.list()).filter(({ id }) => !taken.has(id));
      await this.#shelf.remove(others.slice(Math.floor(others.length / 2)).map(({ id }) => id));
      await this.#put(kept, text);
      this.trouble = 'full';
    } catch {
      this.#fallBack('blocked');
      await this.#put(kept, text);
    }
  }

  async #trim(): Promise<void> {
    try {
      const go = surplus(await this.#shelf.list(), await this.#taken());
      if (go.length > 0) await this.#shelf.remove(go);
    } catch {
      // The next keeping trims again.
    }
  }

  #fallBack(trouble: Trouble): void {
    if (!this.#inMemory) this.#shelf = new MemoryShelf();
    this.#inMemory = true;
    this.trouble = trouble;
  }
}
