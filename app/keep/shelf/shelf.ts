/**
 * Where sessions are kept: a record about each, and its text as a file would hold it, in pieces.
 * IndexedDB is one shelf (shelf-pieces.ts, shelf-idb.ts); memory is another, for a browser that keeps
 * nothing, and for tests.
 */
import {
  RECENT_CHARS,
  RECENT_LINKED,
  RECENT_LINKED_CHARS,
  RECENT_SESSIONS,
} from '../../page/limits.ts';

/** What the list of recent sessions shows of one. */
export interface KeptSession {
  readonly id: string;
  readonly title: string;
  readonly board: string;
  /** Operations done when it was kept. */
  readonly ops: number;
  /** Length of the text. */
  readonly chars: number;
  /** When it was kept, in ms since 1970. */
  readonly saved: number;
  /** Somebody worked on it here; false: it came from a link and is as it came. */
  readonly own: boolean;
  /** The first thing that its script says; what an older page kept has none. */
  readonly said?: string;
}

/** Any call may reject: full, blocked, deleted under our feet. What takes long calls `onStep` as it goes. */
export interface Shelf {
  /** In no order. */
  list(): Promise<readonly KeptSession[]>;
  /** One after the other they are the session's file; undefined: it is not there, or not whole. */
  text(id: string, onStep?: () => void): Promise<readonly string[] | undefined>;
  /** All of it or nothing: until it is done, the session is there as it was before. */
  put(kept: KeptSession, pieces: readonly string[], onStep?: () => void): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

export class MemoryShelf implements Shelf {
  readonly #all = new Map<string, readonly [KeptSession, readonly string[]]>();
  list(): Promise<readonly KeptSession[]> {
    return Promise.resolve([...this.#all.values()].map(([kept]) => kept));
  }
  text(id: string): Promise<readonly string[] | undefined> {
    return Promise.resolve(this.#all.get(id)?.[1]);
  }
  put(kept: KeptSession, pieces: readonly string[]): Promise<void> {
    this.#all.set(kept.id, [kept, pieces]);
    return Promise.resolve();
  }
  remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#all.delete(id);
    return Promise.resolve();
  }
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** A stored record, whoever wrote it; undefined: it is none. */
export function readKept(value: unknown): KeptSession | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, title, board, ops, chars, saved, own, said } = value as Partial<
    Record<keyof KeptSession, unknown>
  >;
  if (typeof id !== 'string' || typeof title !== 'string' || typeof board !== 'string')
    return undefined;
  return isCount(ops) && isCount(chars) && isCount(saved)
    ? {
        ...{ id, title, board, ops, chars, saved, own: own !== false },
        ...(typeof said === 'string' && { said }),
      }
    : undefined;
}

export const newestFirst = (all: readonly KeptSession[]): readonly KeptSession[] =>
  [...all].sort((a, b) => b.saved - a.saved || (a.id < b.id ? -1 : 1));

/** What sessions of one kind may take up. */
interface Room {
  readonly sessions: number;
  readonly chars: number;
}
const OWN: Room = { sessions: RECENT_SESSIONS, chars: RECENT_CHARS };
const LINKED: Room = { sessions: RECENT_LINKED, chars: RECENT_LINKED_CHARS };

/**
 * Ids of those that are too many or too much, the oldest; never one of `spared`. Whoever sends links
 * cannot push out what a person did: each kind has room of its own.
 */
export const surplus = (
  all: readonly KeptSession[],
  spared: ReadonlySet<string>,
): readonly string[] => [
  ...surplusOf(
    OWN,
    all.filter(({ own }) => own),
    spared,
  ),
  ...surplusOf(
    LINKED,
    all.filter(({ own }) => !own),
    spared,
  ),
];

function surplusOf(
  room: Room,
  all: readonly KeptSession[],
  spared: ReadonlySet<string>,
): readonly string[] {
  let [count, chars] = [0, 0];
  const go: string[] = [];
  const order = newestFirst(all);
  for (const one of [
    ...order.filter(({ id }) => spared.has(id)),
    ...order.filter(({ id }) => !spared.has(id)),
  ]) {
    const fits = count < room.sessions && chars + one.chars <= room.chars;
    if (!fits && !spared.has(one.id)) {
      go.push(one.id);
      continue;
    }
    count += 1;
    chars += one.chars;
  }
  return go;
}
