/**
 * The recent sessions: kept within their bounds on a shelf, and on one in memory for the rest of the
 * visit when the browser's own fails, or until it answers again when it is only silent. Keeping never
 * rejects: what goes wrong is said, and work goes on.
 */
import {
  inPieces,
  plainName,
  readFileInSteps,
  writeSession,
} from '../../../engine/journal/index.ts';
import { gently } from '../../session/transcript/reading.ts';
import { MemoryShelf, newestFirst, surplus } from './shelf.ts';
import type { KeptSession, Shelf } from './shelf.ts';
import { Silent } from '../../page/timely.ts';

/**
 * blocked: there is no storage. full: there is no room, so older sessions were let go first. noRoom: that
 * did not help, so what is kept is in this page alone. silent: it does not answer.
 */
export type Trouble = 'blocked' | 'full' | 'noRoom' | 'silent';

const isQuota = (error: unknown): boolean =>
  error instanceof Error && error.name === 'QuotaExceededError';

export class Recents {
  readonly #stored: Shelf | undefined;
  readonly #memory = new MemoryShelf();
  /** What is kept goes into memory: for good, or as long as the storage is silent. */
  #away: 'no' | 'silent' | 'blocked' = 'no';
  readonly #taken: () => Promise<ReadonlySet<string>>;
  /** Newest first; as they were when somebody last looked. */
  list = $state.raw<readonly KeptSession[]>([]);
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
    return this.#away === 'no' && this.trouble !== 'noRoom';
  }

  /** Look again. */
  async refresh(): Promise<readonly KeptSession[]> {
    try {
      this.list = newestFirst(await this.#all());
      this.taken = await this.#taken();
    } catch (error) {
      this.#fail(error);
      this.list = newestFirst(await this.#memory.list());
    }
    return this.list;
  }

  /** What stands on the shelf, and what found no room there. */
  async #all(): Promise<readonly KeptSession[]> {
    const [stored, here] = [await this.#shelf.list(), await this.#memory.list()];
    const ids = new Set(here.map(({ id }) => id));
    return [...here, ...stored.filter(({ id }) => !ids.has(id))];
  }

  /** The newest that no tab has. */
  async newest(): Promise<KeptSession | undefined> {
    await this.refresh();
    return this.list.find(({ id }) => !this.taken.has(id));
  }

  /** Resolves when it is kept, wherever. */
  async keep(kept: KeptSession, pieces: readonly string[]): Promise<void> {
    try {
      await this.#shelf.put(kept, pieces);
      if (this.trouble === 'noRoom') await this.#foundRoom(kept.id);
    } catch (error) {
      if (error instanceof Silent) await this.#keepInMemory(error, kept, pieces);
      else if (this.trouble === 'noRoom') await this.#memory.put(kept, pieces);
      else await this.#keepAnyway(kept, pieces);
    }
    await this.#trim();
  }
  async #foundRoom(id: string): Promise<void> {
    this.trouble = undefined;
    await this.#memory.remove([id]);
  }

  /** The storage answered after all: what was kept meanwhile goes there. */
  async answered(): Promise<void> {
    if (this.#away !== 'silent') return;
    this.#away = 'no';
    this.trouble = undefined;
    for (const kept of await this.#memory.list()) {
      const pieces = await this.#memory.text(kept.id);
      await this.#memory.remove([kept.id]);
      if (pieces) await this.keep(kept, pieces);
    }
    await this.refresh();
  }

  /** The file of a session, in pieces; undefined: it is gone. */
  async text(id: string): Promise<readonly string[] | undefined> {
    try {
      return (await this.#memory.text(id)) ?? (await this.#shelf.text(id));
    } catch (error) {
      if (error instanceof Silent) this.#fail(error);
      return undefined;
    }
  }

  /** Give a session that nobody has another name. */
  async rename(kept: KeptSession, name: string): Promise<void> {
    const pieces = await this.text(kept.id);
    const read = pieces && (await gently(readFileInSteps(pieces.join(''))));
    if (!read || !('experiment' in read)) return;
    const title = plainName(name);
    const file = writeSession(inPieces({ ...read.experiment, title }));
    if ('pieces' in file) {
      const chars = file.pieces.reduce((sum, { length }) => sum + length, 0);
      await this.keep({ ...kept, title, chars, own: true }, file.pieces);
    }
    await this.refresh();
  }

  async remove(ids: readonly string[]): Promise<void> {
    try {
      await this.#memory.remove(ids);
      await this.#shelf.remove(ids);
    } catch (error) {
      this.#fail(error);
    }
    await this.refresh();
  }

  /** No room: what came from links goes, then the older half; if that does not help, memory is all there is. */
  async #keepAnyway(kept: KeptSession, pieces: readonly string[]): Promise<void> {
    try {
      const taken = await this.#taken();
      const others = newestFirst(await this.#shelf.list()).filter(({ id }) => !taken.has(id));
      const own = others.filter((one) => one.own);
      const linked = others.filter((one) => !one.own);
      const older = own.slice(Math.floor(own.length / 2));
      if ((await this.#putWithout(linked, kept, pieces)) === undefined) return;
      const why = await this.#putWithout(older, kept, pieces);
      if (why === undefined) this.trouble = 'full';
      else await this.#keepInMemory(why, kept, pieces);
    } catch (error) {
      await this.#keepInMemory(error, kept, pieces);
    }
  }
  /** Let sessions go for another; answers why there is still no room. */
  async #putWithout(
    go: readonly KeptSession[],
    kept: KeptSession,
    pieces: readonly string[],
  ): Promise<unknown> {
    await this.#shelf.remove(go.map(({ id }) => id));
    try {
      await this.#shelf.put(kept, pieces);
      return undefined;
    } catch (error) {
      if (error instanceof Silent) throw error;
      return error;
    }
  }
  async #keepInMemory(why: unknown, kept: KeptSession, pieces: readonly string[]): Promise<void> {
    if (isQuota(why)) this.trouble = 'noRoom';
    else this.#fail(why);
    await this.#memory.put(kept, pieces);
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
