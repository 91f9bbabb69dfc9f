/**
 * The recent sessions: kept within their bounds on a shelf, and on one in memory for the rest of the
 * visit when the browser's own fails, or until it answers again when it is only silent. Keeping never
 * rejects: what goes wrong is said, and work goes on.
 */
import { plainName, readFile, writeFile } from '../../engine/journal/index.ts';
import { MemoryShelf, newestFirst, surplus } from './shelf.ts';
import type { Kept, Shelf } from './shelf.ts';
import { Silent } from './timely.ts';

/**
 * blocked: there is no storage. full: there is no room, so older sessions were let go first. silent: it
 * does not answer.
 */
export type Trouble = 'blocked' | 'full' | 'silent';

export class Recents {
  readonly #stored: Shelf | undefined;
  readonly #memory = new MemoryShelf();
  /** What is kept goes into memory: for good, or as long as the storage is silent. */
  #away: 'no' | 'silent' | 'blocked' = 'no';
  readonly #taken: () => Promise<ReadonlySet<string>>;
  /** Newest first; as they were when somebody last looked. */
  list = $state.raw<readonly Kept[]>([]);
  /** Sessions that a tab has, this one included. */
  taken = $state.raw<ReadonlySet<string>>(new Set());
  trouble = $state.raw<Trouble | undefined>();

  constructor(shelf: Shelf | undefined, taken: () => Promise<ReadonlySet<string>>) {
    this.#stored = shelf;
    this.#taken = taken;
    if (!shelf) this.#fail(undefined);
  }
  get #shelf(): Shelf {
    return this.#away === 'no' ? (this.#stored ?? this.#memory) : this.#memory;
  }
  /** It is on the browser's own shelf, as far as anybody can tell. */
  get stored(): boolean {
    return this.#away === 'no';
  }

  /** Look again. */
  async refresh(): Promise<readonly Kept[]> {
    try {
      this.list = newestFirst(await this.#shelf.list());
      this.taken = await this.#taken();
    } catch (error) {
      this.#fail(error);
      this.list = newestFirst(await this.#memory.list());
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
      await this.#shelf.put(kept, text);
    } catch (error) {
      if (error instanceof Silent) await this.#keepInMemory(error, kept, text);
      else await this.#keepAnyway(kept, text);
    }
    await this.#trim();
  }

  /** The storage answered after all: what was kept meanwhile goes there. */
  async answered(): Promise<void> {
    if (this.#away !== 'silent') return;
    this.#away = 'no';
    this.trouble = undefined;
    for (const kept of await this.#memory.list()) {
      const text = await this.#memory.text(kept.id);
      await this.#memory.remove([kept.id]);
      if (text !== undefined) await this.keep(kept, text);
    }
    await this.refresh();
  }

  /** The text of a session; undefined: it is gone. */
  async text(id: string): Promise<string | undefined> {
    try {
      return await this.#shelf.text(id);
    } catch (error) {
      if (error instanceof Silent) this.#fail(error);
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
    const named = { ...kept, title, own: true };
    if ('text' in file) await this.keep({ ...named, chars: file.text.length }, file.text);
    await this.refresh();
  }

  async remove(ids: readonly string[]): Promise<void> {
    try {
      await this.#shelf.remove(ids);
    } catch (error) {
      this.#fail(error);
    }
    await this.refresh();
  }

  /** No room: what came from links goes, then the older half; if that does not help, memory is all there is. */
  async #keepAnyway(kept: Kept, text: string): Promise<void> {
    try {
      const taken = await this.#taken();
      const others = newestFirst(await this.#shelf.list()).filter(({ id }) => !taken.has(id));
      const own = others.filter((one) => one.own);
      const linked = others.filter((one) => !one.own);
      if (await this.#putWithout(linked, kept, text)) return;
      if (!(await this.#putWithout(own.slice(Math.floor(own.length / 2)), kept, text)))
        return await this.#keepInMemory(undefined, kept, text);
      this.trouble = 'full';
    } catch (error) {
      await this.#keepInMemory(error, kept, text);
    }
  }
  /** Let sessions go for another; false: there is still no room. */
  async #putWithout(go: readonly Kept[], kept: Kept, text: string): Promise<boolean> {
    await this.#shelf.remove(go.map(({ id }) => id));
    try {
      await this.#shelf.put(kept, text);
      return true;
    } catch (error) {
      if (error instanceof Silent) throw error;
      return false;
    }
  }
  async #keepInMemory(why: unknown, kept: Kept, text: string): Promise<void> {
    this.#fail(why);
    await this.#memory.put(kept, text);
  }

  async #trim(): Promise<void> {
    try {
      const go = surplus(await this.#shelf.list(), await this.#taken());
      if (go.length > 0) await this.#shelf.remove(go);
    } catch {
      // The next keeping trims again.
    }
  }

  #fail(why: unknown): void {
    const silent = why instanceof Silent && this.#away !== 'blocked';
    this.#away = this.trouble = silent ? 'silent' : 'blocked';
  }
}
