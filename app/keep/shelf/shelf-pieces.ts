/**
 * A shelf that writes only what changed. A session is a head and pieces: the head names the pieces in
 * their order, and a piece is never changed. New pieces are written first, in batches; the head comes last
 * and takes those along that nobody needs any more. Whatever ends in between, the head that is there
 * names pieces that are there.
 *
 * What an older page wrote, a whole text in place of a head, is one piece until it is written again.
 */
import { readKept } from './shelf.ts';
import type { KeptSession, Shelf } from './shelf.ts';
import { PIECE_BATCH_CHARS, PIECE_BATCH_READ, PIECE_INLINE_CHARS } from '../../page/limits.ts';

/** The number of a stored piece, or the text itself where it is short. */
export type Part = number | string;
export interface Head {
  readonly version: 2;
  readonly parts: readonly Part[];
  /** Another with every head: whoever wrote the one that is there knows what is there. */
  readonly stamp: number;
}
export interface StoredPiece {
  readonly id: string;
  readonly number: number;
  readonly text: string;
}

/** What the shelf asks of a database; each call is all or nothing. */
export interface Cabinet {
  list(): Promise<readonly unknown[]>;
  /** A head, the text that an older page wrote, or undefined. */
  head(id: string): Promise<unknown>;
  /** Numbers of the pieces that are stored of a session, in ascending order. */
  numbers(id: string): Promise<readonly number[]>;
  /** The pieces with numbers from `first` to `last`. */
  pieces(id: string, first: number, last: number): Promise<readonly StoredPiece[]>;
  putPieces(pieces: readonly StoredPiece[]): Promise<void>;
  /**
   * Puts the record and the head and removes pieces, if `fits` says so of the head that is there.
   * Answers what it said.
   */
  putHead(
    kept: KeptSession,
    head: Head,
    gone: readonly number[],
    fits: (present: unknown) => boolean,
  ): Promise<boolean>;
  remove(ids: readonly string[]): Promise<void>;
}

/** A stored head, whoever wrote it; undefined: it is none. */
export function readHead(value: unknown): Head | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { version, parts, stamp } = value as Partial<Record<keyof Head, unknown>>;
  const isPart = (part: unknown): boolean =>
    typeof part === 'string' || (Number.isSafeInteger(part) && (part as number) >= 0);
  return version === 2 && typeof stamp === 'number' && Array.isArray(parts) && parts.every(isPart)
    ? (value as Head)
    : undefined;
}

/** What is known to be stored of one session. */
interface Stored {
  /** Of the head that is there; undefined: there is none, or an older page's. */
  stamp: number | undefined;
  readonly numbers: Set<number>;
  readonly byText: Map<string, number>;
  next: number;
}

/** Sessions of which it is remembered what is stored: this tab's, and one that is renamed. */
const REMEMBERED = 2;

export class PiecedShelf implements Shelf {
  readonly #cabinet: Cabinet;
  readonly #stamp: () => number;
  readonly #stored = new Map<string, Stored>();

  constructor(cabinet: Cabinet, stamp: () => number = Math.random) {
    this.#cabinet = cabinet;
    this.#stamp = stamp;
  }

  async list(): Promise<readonly KeptSession[]> {
    const all = await this.#cabinet.list();
    return all.map(readKept).filter((kept) => kept !== undefined);
  }

  async text(id: string, onStep?: () => void): Promise<readonly string[] | undefined> {
    const found = await this.#cabinet.head(id);
    if (typeof found === 'string') return [found];
    const head = readHead(found);
    if (!head) return undefined;
    const texts = await this.#read(id, head, onStep);
    const pieces = head.parts.map((part) => (typeof part === 'string' ? part : texts.get(part)));
    if (!pieces.every((piece) => piece !== undefined)) return undefined;
    const byText = new Map(Array.from(texts, ([number, text]) => [text, number]));
    this.#remember(id, { ...(await this.#numbered(id)), stamp: head.stamp, byText });
    return pieces;
  }

  async put(kept: KeptSession, pieces: readonly string[], onStep?: () => void): Promise<void> {
    const known = this.#stored.get(kept.id) ?? (await this.#look(kept.id));
    if (await this.#write(kept, pieces, known, onStep)) return;
    // Somebody else wrote this session: what is there now is what counts.
    const anew = await this.#look(kept.id);
    if (!(await this.#write(kept, pieces, anew, onStep)))
      throw new Error(`two pages write session ${kept.id}`);
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#stored.delete(id);
    await this.#cabinet.remove(ids);
  }

  async #read(
    id: string,
    { parts }: Head,
    onStep: (() => void) | undefined,
  ): Promise<ReadonlyMap<number, string>> {
    const numbers = parts.filter((part) => typeof part === 'number').sort((a, b) => a - b);
    const texts = new Map<number, string>();
    for (let at = 0; at < numbers.length; at += PIECE_BATCH_READ) {
      const batch = numbers.slice(at, at + PIECE_BATCH_READ);
      for (const { number, text } of await this.#cabinet.pieces(id, batch[0]!, batch.at(-1)!))
        texts.set(number, text);
      onStep?.();
    }
    return texts;
  }

  /** What is stored, without its texts: all of it will be written again. */
  async #look(id: string): Promise<Stored> {
    const stamp = readHead(await this.#cabinet.head(id))?.stamp;
    const stored = { ...(await this.#numbered(id)), stamp, byText: new Map<string, number>() };
    this.#remember(id, stored);
    return stored;
  }
  /** Pieces that no head names count too: they go with the next head. */
  async #numbered(id: string): Promise<Pick<Stored, 'numbers' | 'next'>> {
    const numbers = await this.#cabinet.numbers(id);
    return { numbers: new Set(numbers), next: (numbers.at(-1) ?? -1) + 1 };
  }
  #remember(id: string, stored: Stored): void {
    this.#stored.delete(id);
    this.#stored.set(id, stored);
    for (const other of this.#stored.keys()) {
      if (this.#stored.size <= REMEMBERED) break;
      this.#stored.delete(other);
    }
  }

  /** False: the head that is there is not the one that was known. */
  async #write(
    kept: KeptSession,
    pieces: readonly string[],
    stored: Stored,
    onStep: (() => void) | undefined,
  ): Promise<boolean> {
    const { id } = kept;
    const fresh = new Map<string, number>();
    let { next } = stored;
    const parts = pieces.map((text): Part => {
      if (text.length <= PIECE_INLINE_CHARS) return text;
      const known = stored.byText.get(text) ?? fresh.get(text);
      if (known !== undefined) return known;
      fresh.set(text, next);
      return next++;
    });
    for (const batch of batches(fresh)) {
      await this.#cabinet.putPieces(batch.map(([text, number]) => ({ id, number, text })));
      for (const [text, number] of batch) {
        stored.byText.set(text, number);
        stored.numbers.add(number);
        stored.next = number + 1;
      }
      onStep?.();
    }
    const used = new Set<Part>(parts);
    const gone = [...stored.numbers].filter((number) => !used.has(number));
    const head: Head = { version: 2, parts, stamp: this.#stamp() };
    const fits = (present: unknown): boolean => readHead(present)?.stamp === stored.stamp;
    if (!(await this.#cabinet.putHead(kept, head, gone, fits))) return false;
    for (const number of gone) stored.numbers.delete(number);
    for (const [text, number] of stored.byText)
      if (!stored.numbers.has(number)) stored.byText.delete(text);
    stored.stamp = head.stamp;
    return true;
  }
}

/** In their order, so many at once that a batch takes a few milliseconds. */
function* batches(fresh: ReadonlyMap<string, number>): Generator<(readonly [string, number])[]> {
  let batch: (readonly [string, number])[] = [];
  let chars = 0;
  for (const one of fresh) {
    batch.push(one);
    chars += one[0].length;
    if (chars < PIECE_BATCH_CHARS) continue;
    yield batch;
    batch = [];
    chars = 0;
  }
  if (batch.length > 0) yield batch;
}
