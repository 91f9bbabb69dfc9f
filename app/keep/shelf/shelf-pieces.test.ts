import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PIECE_INLINE_CHARS } from '../../page/limits.ts';
import { PiecedShelf, readHead } from './shelf-pieces.ts';
import type { Cabinet, Head, StoredPiece } from './shelf-pieces.ts';
import type { KeptSession } from './shelf.ts';

const kept = (id = 'a', saved = 1): KeptSession => ({
  id,
  title: '',
  board: 'SSD202',
  ops: 1,
  chars: 10,
  saved,
  own: true,
});

/** A database in memory that may end after any of its calls. */
class MemoryCabinet implements Cabinet {
  readonly sessions = new Map<string, KeptSession>();
  readonly heads = new Map<string, unknown>();
  readonly all = new Map<string, StoredPiece>();
  /** Writes that are done before everything ends. */
  left = Infinity;
  written = 0;
  #write(): void {
    if (this.left <= 0) throw new Error('the page is gone');
    this.left -= 1;
  }
  list = () => Promise.resolve([...this.sessions.values()]);
  head = (id: string) => Promise.resolve(this.heads.get(id));
  numbers = (id: string) =>
    Promise.resolve(
      [...this.all.values()]
        .filter((piece) => piece.id === id)
        .map(({ number }) => number)
        .sort((a, b) => a - b),
    );
  pieces = (id: string, first: number, last: number) =>
    Promise.resolve(
      [...this.all.values()].filter(
        ({ id: of, number }) => of === id && number >= first && number <= last,
      ),
    );
  putPieces = async (pieces: readonly StoredPiece[]): Promise<void> => {
    await Promise.resolve();
    this.#write();
    for (const piece of pieces) {
      this.all.set(`${piece.id}/${piece.number}`, piece);
      this.written += piece.text.length;
    }
  };
  putHead = async (
    one: KeptSession,
    head: Head,
    gone: readonly number[],
    fits: (present: unknown) => boolean,
  ): Promise<boolean> => {
    await Promise.resolve();
    this.#write();
    if (!fits(this.heads.get(one.id))) return false;
    this.sessions.set(one.id, one);
    this.heads.set(one.id, head);
    for (const number of gone) this.all.delete(`${one.id}/${number}`);
    return true;
  };
  remove = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) {
      this.sessions.delete(id);
      this.heads.delete(id);
      for (const number of await this.numbers(id)) this.all.delete(`${id}/${number}`);
    }
  };
}

let stamps = 0;
const shelfOn = (cabinet: Cabinet): PiecedShelf => new PiecedShelf(cabinet, () => ++stamps);
const long = (name: string): string => `${name} `.repeat(PIECE_INLINE_CHARS);
const session = (count: number, tail: string): readonly string[] => [
  '# carveout 1\n',
  ...Array.from({ length: count }, (_, i) => long(`piece ${i}`)),
  long(tail),
  '# end\n',
];

describe('a shelf of pieces', () => {
  it('writes what changed, however long the session is', async () => {
    const cabinet = new MemoryCabinet();
    const shelf = shelfOn(cabinet);
    await shelf.put(kept(), session(500, 'x'));
    for (let i = 0; i < 3; i += 1) {
      cabinet.written = 0;
      await shelf.put(kept(), session(500, `tail ${i}`));
      expect(cabinet.written).toBe(long(`tail ${i}`).length);
      expect(await shelf.text('a')).toEqual(session(500, `tail ${i}`));
    }
    // And nobody keeps what nobody needs.
    expect(cabinet.all.size).toBe(501);
  });

  it('knows after a reload what is there', async () => {
    const cabinet = new MemoryCabinet();
    await shelfOn(cabinet).put(kept(), session(200, 'x'));
    const again = shelfOn(cabinet);
    await again.text('a');
    cabinet.written = 0;
    await again.put(kept(), session(200, 'y'));
    expect(cabinet.written).toBe(long('y').length);
    expect(await again.text('a')).toEqual(session(200, 'y'));
  });

  it('reads what an older page wrote, and writes it anew', async () => {
    const cabinet = new MemoryCabinet();
    cabinet.heads.set('a', 'board ssd202\n');
    const shelf = shelfOn(cabinet);
    expect(await shelf.text('a')).toEqual(['board ssd202\n']);
    await shelf.put(kept(), session(1, 'x'));
    expect(await shelf.text('a')).toEqual(session(1, 'x'));
  });

  it('has the session of before or the new one, wherever it ends in between', async () => {
    const texts = fc.array(fc.nat(12), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(texts, texts, texts, fc.nat(4), async (one, two, three, left) => {
        const pieces = (of: readonly number[]) => of.map((n) => (n < 3 ? `${n}` : long(`n${n}`)));
        const cabinet = new MemoryCabinet();
        const shelf = shelfOn(cabinet);
        await shelf.put(kept(), pieces(one));
        cabinet.left = left;
        const whole = await shelf.put(kept(), pieces(two)).then(
          () => true,
          () => false,
        );
        cabinet.left = Infinity;
        const after = shelfOn(cabinet);
        expect(await after.text('a')).toEqual(pieces(whole ? two : one));
        await after.put(kept(), pieces(three));
        expect(await after.text('a')).toEqual(pieces(three));
        // The page that was cut off goes on, and sees that another wrote.
        await shelf.put(kept(), pieces(two));
        expect(await shelfOn(cabinet).text('a')).toEqual(pieces(two));
        const used = new Set(pieces(two).filter(({ length }) => length > PIECE_INLINE_CHARS));
        expect(cabinet.all.size).toBe(used.size);
      }),
      { numRuns: 200 },
    );
  });

  it('is not there when a piece of it is missing', async () => {
    const cabinet = new MemoryCabinet();
    await shelfOn(cabinet).put(kept(), session(3, 'x'));
    cabinet.all.delete('a/1');
    expect(await shelfOn(cabinet).text('a')).toBeUndefined();
  });

  it('keeps sessions apart, and removes all of one', async () => {
    const cabinet = new MemoryCabinet();
    const shelf = shelfOn(cabinet);
    await shelf.put(kept('a'), session(2, 'x'));
    await shelf.put(kept('b'), session(2, 'y'));
    await shelf.remove(['a']);
    expect([await shelf.text('a'), cabinet.all.size]).toEqual([undefined, 3]);
    expect(await shelf.text('b')).toEqual(session(2, 'y'));
    expect((await shelf.list()).map(({ id }) => id)).toEqual(['b']);
    await shelf.put(kept('a'), session(2, 'z'));
    expect(await shelf.text('a')).toEqual(session(2, 'z'));
  });

  it('tells of every step, so that a long work is not taken for silence', async () => {
    const cabinet = new MemoryCabinet();
    const shelf = shelfOn(cabinet);
    let steps = 0;
    const count = (): number => ++steps;
    await shelf.put(kept(), session(500, 'x'), count);
    expect(steps).toBeGreaterThan(5);
    await shelf.text('a', count);
    expect(steps).toBeGreaterThan(20);
  });
});

it.each([
  undefined,
  'text',
  {},
  { version: 1, parts: [], stamp: 1 },
  { version: 2, parts: 'x', stamp: 1 },
  { version: 2, parts: [-1], stamp: 1 },
  { version: 2, parts: [{}], stamp: 1 },
  { version: 2, parts: [] },
])('%j is no head', (value) => expect(readHead(value)).toBeUndefined());
