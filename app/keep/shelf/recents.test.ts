import { describe, expect, it, vi } from 'vitest';
import { plainExperiment, readFile, writeFile } from '../../../engine/journal/index.ts';
import { ManualClock } from '../../link/test/clock.ts';
import { RECENT_LINKED, RECENT_SESSIONS, STORAGE_MS } from '../../page/limits.ts';
import { Recents } from './recents.svelte.ts';
import { MemoryShelf } from './shelf.ts';
import { TimelyShelf } from './shelf-timely.ts';
import type { KeptSession } from './shelf.ts';

const kept = (id: string, saved = 0): KeptSession => ({
  id,
  title: '',
  board: 'SSD202',
  ops: 1,
  chars: 10,
  saved,
  own: true,
});
const none = () => Promise.resolve(new Set<string>());
const full = (): Promise<never> => Promise.reject(new Error('QuotaExceededError'));

/** Has room for so many sessions. */
class SmallShelf extends MemoryShelf {
  readonly #room: number;
  constructor(room: number) {
    super();
    this.#room = room;
  }
  override async put(one: KeptSession, pieces: readonly string[]): Promise<void> {
    const all = await this.list();
    if (all.length >= this.#room && !all.some(({ id }) => id === one.id)) return full();
    return super.put(one, pieces);
  }
}

describe('recent sessions', () => {
  it('are listed newest first; the newest that no tab has is offered', async () => {
    const recents = new Recents(new MemoryShelf(), () => Promise.resolve(new Set(['b'])));
    await recents.keep(kept('a', 1), ['x']);
    await recents.keep(kept('b', 3), ['x']);
    await recents.keep(kept('c', 2), ['x']);
    expect((await recents.newest())?.id).toBe('c');
    expect(recents.list.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect(recents.trouble).toBeUndefined();
  });

  it('stay within their bounds', async () => {
    const shelf = new MemoryShelf();
    const recents = new Recents(shelf, none);
    for (let i = 0; i < RECENT_SESSIONS + 3; i += 1) await recents.keep(kept(`s${i}`, i), ['x']);
    const list = await recents.refresh();
    expect(list.length).toBe(RECENT_SESSIONS);
    expect(list.at(-1)?.id).toBe('s3');
    expect(await recents.text('s2')).toBeUndefined();
  });

  it('take another name, in the list and in the text', async () => {
    const shelf = new MemoryShelf();
    const recents = new Recents(shelf, none);
    const file = writeFile(plainExperiment('board ssd202\n'));
    if (!('text' in file)) return expect.unreachable('a plain session is refused');
    await recents.keep(kept('a', 5), [file.text]);
    await recents.rename(recents.list[0] ?? kept('a', 5), ' emac <b>leak</b>\n ');
    expect(recents.list[0]).toMatchObject({ title: 'emac b leak /b', saved: 5 });
    const read = readFile((await recents.text('a'))?.join('') ?? '');
    expect('experiment' in read && read.experiment.title).toBe('emac b leak /b');
  });

  it('are removed', async () => {
    const recents = new Recents(new MemoryShelf(), none);
    await recents.keep(kept('a'), ['x']);
    await recents.keep(kept('b'), ['x']);
    await recents.remove(['a', 'nobody']);
    expect(recents.list.map(({ id }) => id)).toEqual(['b']);
  });
});

/** Answers only once it is told to. */
class SlowShelf extends MemoryShelf {
  #answer: () => void = () => undefined;
  #answered: Promise<void> = Promise.resolve();
  /** From now on nothing is answered, until what this answers is called. */
  stop(): () => void {
    this.#answered = new Promise((resolve) => (this.#answer = resolve));
    return () => this.#answer();
  }
  override async list(): Promise<readonly KeptSession[]> {
    await this.#answered;
    return super.list();
  }
  override async text(id: string): Promise<readonly string[] | undefined> {
    await this.#answered;
    return super.text(id);
  }
  override async put(one: KeptSession, pieces: readonly string[]): Promise<void> {
    await this.#answered;
    return super.put(one, pieces);
  }
}
const silent = (opening?: Promise<MemoryShelf>) => {
  const clock = new ManualClock();
  const inner = new SlowShelf();
  const shelf = new TimelyShelf(opening ?? Promise.resolve(inner), clock);
  const recents = new Recents(shelf, none);
  let back = 0;
  shelf.onAnswer = () => void recents.answered().then(() => (back += 1));
  return { clock, inner, shelf, recents, back: () => back };
};
const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
};

describe('a shelf that does not answer', () => {
  it.each([
    ['opening', 'open'],
    ['at once', 'first'],
    ['later', 'later'],
  ])('%s is one that fails within two seconds, and what is done is in memory', async (_, when) => {
    const { clock, inner, recents } = silent(
      when === 'open' ? new Promise(() => undefined) : undefined,
    );
    if (when === 'later') await recents.keep(kept('old', 1), ['old text']);
    inner.stop();
    const keeping = recents.keep(kept('a', 2), ['text']);
    await turns();
    clock.advance(STORAGE_MS - 1);
    await turns();
    expect(recents.trouble).toBeUndefined();
    clock.advance(1);
    await keeping;
    expect([recents.trouble, recents.stored]).toEqual(['silent', false]);
    // And nobody waits a second time.
    await recents.keep(kept('a', 3), ['later text']);
    expect(await recents.text('a')).toEqual(['later text']);
    expect((await recents.refresh()).map(({ id }) => id)).toEqual(['a']);
  });

  it('gets what was done meanwhile once it answers', async () => {
    const { clock, inner, recents, back } = silent();
    await recents.keep(kept('old', 1), ['old text']);
    const answer = inner.stop();
    const keeping = recents.keep(kept('a', 2), ['text']);
    await turns();
    clock.advance(STORAGE_MS);
    await keeping;
    await recents.keep(kept('a', 3), ['later text']);
    answer();
    await vi.waitFor(() => expect(back()).toBe(1));
    expect([recents.trouble, recents.stored]).toEqual([undefined, true]);
    expect(await inner.text('a')).toEqual(['later text']);
    expect(recents.list.map(({ id }) => id)).toEqual(['a', 'old']);
  });

  it('that fails after all is one that failed', async () => {
    let fail: (error: Error) => void = () => undefined;
    const { clock, recents, back } = silent(new Promise((_, reject) => (fail = reject)));
    const keeping = recents.keep(kept('a', 2), ['text']);
    await turns();
    clock.advance(STORAGE_MS);
    await keeping;
    fail(new Error('blocked'));
    await vi.waitFor(() => expect(back()).toBe(1));
    expect([recents.trouble, await recents.text('a')]).toEqual(['blocked', ['text']]);
  });

  it('lets nothing go for want of an answer', async () => {
    const { clock, inner, recents } = silent();
    for (const id of ['a', 'b', 'c', 'd']) await recents.keep(kept(id), [id]);
    const answer = inner.stop();
    const keeping = recents.keep(kept('e'), ['e']);
    await turns();
    clock.advance(STORAGE_MS);
    await keeping;
    answer();
    await turns();
    expect((await inner.list()).length).toBeGreaterThanOrEqual(4);
  });
});

describe('a shelf that is slow', () => {
  it('is none that does not answer, as long as it gets on', async () => {
    const clock = new ManualClock();
    let step: () => void = () => undefined;
    let end: () => void = () => undefined;
    class StepShelf extends MemoryShelf {
      override put(
        one: KeptSession,
        pieces: readonly string[],
        onStep?: () => void,
      ): Promise<void> {
        step = () => onStep?.();
        return new Promise<void>((resolve) => (end = resolve)).then(() => super.put(one, pieces));
      }
    }
    const recents = new Recents(new TimelyShelf(Promise.resolve(new StepShelf()), clock), none);
    const keeping = recents.keep(kept('a'), ['text']);
    await turns();
    for (let i = 0; i < 5; i += 1) {
      clock.advance(STORAGE_MS - 1);
      step();
      await turns();
    }
    expect(recents.trouble).toBeUndefined();
    end();
    await keeping;
    expect([recents.trouble, await recents.text('a')]).toEqual([undefined, ['text']]);
  });
});

describe('a session that finds no room', () => {
  class FullShelf extends MemoryShelf {
    room = 2;
    override put(one: KeptSession, pieces: readonly string[]): Promise<void> {
      return pieces.length > this.room
        ? Promise.reject(new DOMException('no room', 'QuotaExceededError'))
        : super.put(one, pieces);
    }
  }
  it('is in memory, the others once let go stay; it is tried again', async () => {
    const shelf = new FullShelf();
    const recents = new Recents(shelf, none);
    for (let i = 0; i < 4; i += 1) await recents.keep(kept(`s${i}`, i), ['x']);
    await recents.keep(kept('long', 9), ['a', 'b', 'c']);
    expect([recents.trouble, recents.stored]).toEqual(['noRoom', false]);
    expect(await recents.text('long')).toEqual(['a', 'b', 'c']);
    const ids = async () => (await recents.refresh()).map(({ id }) => id);
    expect(await ids()).toEqual(['long', 's3', 's2']);
    await recents.keep(kept('long', 10), ['a', 'b', 'c', 'd']);
    expect(await ids()).toEqual(['long', 's3', 's2']);
    shelf.room = 5;
    await recents.keep(kept('long', 11), ['a', 'b', 'c', 'd']);
    expect([recents.trouble, recents.stored]).toEqual([undefined, true]);
    expect(await shelf.text('long')).toEqual(['a', 'b', 'c', 'd']);
    expect(await ids()).toEqual(['long', 's3', 's2']);
  });
});

describe('sessions that only came from a link', () => {
  const linked = (id: string, saved = 0): KeptSession => ({ ...kept(id, saved), own: false });
  it('push out none of a person’s own, however many there are', async () => {
    const shelf = new MemoryShelf();
    const recents = new Recents(shelf, none);
    for (let i = 0; i < RECENT_SESSIONS; i += 1)
      await recents.keep(kept(`own${i}`, i), [`mine ${i}`]);
    for (let i = 0; i < 3 * RECENT_LINKED; i += 1)
      await recents.keep(linked(`link${i}`, 1_000 + i), ['x']);
    const list = await recents.refresh();
    const count = (own: boolean): number => list.filter((one) => one.own === own).length;
    expect([count(true), count(false)]).toEqual([RECENT_SESSIONS, RECENT_LINKED]);
    expect(await recents.text('own0')).toEqual(['mine 0']);
    expect(list[0]?.id).toBe(`link${3 * RECENT_LINKED - 1}`);
  });

  it('go first when there is no room', async () => {
    const recents = new Recents(new SmallShelf(4), none);
    for (const id of ['a', 'b']) await recents.keep(kept(id), [id]);
    for (const id of ['l', 'm']) await recents.keep(linked(id, 9), [id]);
    await recents.keep(kept('c'), ['c']);
    expect((await recents.refresh()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(recents.trouble).toBeUndefined();
  });

  it('are a person’s own once they have a name', async () => {
    const recents = new Recents(new MemoryShelf(), none);
    const file = writeFile(plainExperiment('board ssd202\n'));
    await recents.keep(linked('a'), ['text' in file ? file.text : '']);
    await recents.rename(linked('a'), 'Mine');
    expect(recents.list[0]).toMatchObject({ title: 'Mine', own: true });
  });
});

describe('a shelf that fails', () => {
  it('lets the older ones go when it is full, never one that a tab has', async () => {
    const recents = new Recents(new SmallShelf(4), () => Promise.resolve(new Set(['s0'])));
    for (let i = 0; i < 5; i += 1) await recents.keep(kept(`s${i}`, i), [`text ${i}`]);
    expect(await recents.text('s4')).toEqual(['text 4']);
    expect(await recents.text('s0')).toEqual(['text 0']);
    expect(recents.trouble).toBe('full');
    expect((await recents.refresh()).length).toBeLessThanOrEqual(4);
  });

  it.each([
    [6, ['s6', 's5', 's4', 's3']],
    [5, ['s5', 's4', 's3']],
    [1, ['s1']],
  ])('of %d sessions lets the older half go, and the newer stay as they are', async (room, ids) => {
    const recents = new Recents(new SmallShelf(room), none);
    for (let i = 0; i <= room; i += 1) await recents.keep(kept(`s${i}`, i), [`text ${i}`]);
    expect((await recents.refresh()).map(({ id }) => id)).toEqual(ids);
    for (const id of ids) expect(await recents.text(id)).toEqual([`text ${id.slice(1)}`]);
  });

  it('is replaced by memory when nothing can be put on it', async () => {
    const recents = new Recents(new SmallShelf(0), none);
    await recents.keep(kept('a'), ['text']);
    expect(recents.trouble).toBe('blocked');
    expect(await recents.text('a')).toEqual(['text']);
    await recents.keep(kept('a', 2), ['later']);
    expect(await recents.text('a')).toEqual(['later']);
  });

  it('that is not there at all is memory from the start', async () => {
    const recents = new Recents(undefined, none);
    expect(recents.trouble).toBe('blocked');
    await recents.keep(kept('a'), ['text']);
    expect((await recents.newest())?.id).toBe('a');
  });

  it('that cannot be read is as good as empty', async () => {
    const shelf = new MemoryShelf();
    shelf.list = full;
    shelf.text = full;
    shelf.remove = full;
    const recents = new Recents(shelf, none);
    expect(await recents.newest()).toBeUndefined();
    expect(await recents.text('a')).toBeUndefined();
    await recents.remove(['a']);
    expect(recents.trouble).toBe('blocked');
  });
});
