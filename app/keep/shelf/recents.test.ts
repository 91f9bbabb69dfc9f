import { describe, expect, it, vi } from 'vitest';
import { plainExperiment, readFile, writeFile } from '../../../engine/journal/index.ts';
import { RECENT_LINKED, RECENT_SESSIONS } from '../../page/limits.ts';
import { Recents } from './recents.svelte.ts';
import { MemoryShelf } from './shelf.ts';
import { Silent } from '../../page/timely.ts';
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

describe('what is known of a shelf', () => {
  const silence = (): Promise<never> => Promise.reject(new Silent('late'));

  it.each([
    [full, undefined],
    [silence, 'silent'],
  ] as const)('a text that cannot be read is none', async (fails, trouble) => {
    const shelf = new MemoryShelf();
    const recents = new Recents(shelf, none);
    await recents.keep(kept('a'), ['text']);
    shelf.text = fails;
    expect([await recents.text('a'), recents.trouble]).toEqual([undefined, trouble]);
  });
  it('who is blocked stays so, whatever is silent later, and is not asked any more', async () => {
    const shelf = new MemoryShelf();
    const recents = new Recents(shelf, none);
    shelf.list = full;
    await recents.refresh();
    expect([recents.trouble, recents.stored]).toEqual(['blocked', false]);
    await recents.answered();
    expect(recents.trouble).toBe('blocked');
    await recents.keep(kept('a'), ['text']);
    expect(await shelf.text('a')).toBeUndefined();
    expect((await recents.refresh()).map(({ id }) => id)).toEqual(['a']);
  });
  it('who never was silent has nothing to answer', async () => {
    const shelf = new MemoryShelf();
    const recents = new Recents(shelf, none);
    await shelf.put(kept('a'), ['text']);
    await recents.answered();
    expect(recents.list).toEqual([]);
  });
  it('what cannot be trimmed now is no trouble', async () => {
    const shelf = new MemoryShelf();
    const remove = shelf.remove.bind(shelf);
    const recents = new Recents(shelf, none);
    for (let i = 0; i < RECENT_SESSIONS; i += 1) await recents.keep(kept(`s${i}`, i), ['x']);
    shelf.remove = full;
    await recents.keep(kept('one more', 99), ['x']);
    expect([recents.trouble, (await shelf.list()).length]).toEqual([
      undefined,
      RECENT_SESSIONS + 1,
    ]);
    shelf.remove = remove;
    await recents.keep(kept('one more', 99), ['x']);
    expect((await shelf.list()).length).toBe(RECENT_SESSIONS);
  });
  it('nothing is removed from a shelf that has room', async () => {
    const shelf = new MemoryShelf();
    const remove = vi.spyOn(shelf, 'remove');
    const recents = new Recents(shelf, none);
    await recents.keep(kept('a'), ['x']);
    expect(remove).not.toHaveBeenCalled();
  });
  it('a session that a tab has is not let go, however old it is', async () => {
    const shelf = new MemoryShelf();
    const recents = new Recents(shelf, () => Promise.resolve(new Set(['s0'])));
    for (let i = 0; i <= RECENT_SESSIONS; i += 1) await recents.keep(kept(`s${i}`, i), ['x']);
    const ids = (await shelf.list()).map(({ id }) => id);
    expect([ids.includes('s0'), ids.includes('s1'), ids.length]).toEqual([
      ...[true, false, RECENT_SESSIONS],
    ]);
  });
  it('who cannot say which are taken is full all the same', async () => {
    const shelf = new SmallShelf(1);
    const recents = new Recents(shelf, full);
    await recents.keep(kept('a'), ['x']);
    await recents.keep(kept('b'), ['y']);
    expect([recents.trouble, recents.stored]).toEqual(['blocked', false]);
    expect(await recents.text('b')).toEqual(['y']);
    expect(await shelf.text('a')).toEqual(['x']);
  });
  it('a shelf that falls silent while room is made for a session is silent', async () => {
    class Fading extends SmallShelf {
      puts = 0;
      override put(one: KeptSession, pieces: readonly string[]): Promise<void> {
        this.puts += 1;
        return this.puts === 3 ? silence() : super.put(one, pieces);
      }
    }
    const recents = new Recents(new Fading(1), none);
    await recents.keep(kept('a'), ['x']);
    await recents.keep(kept('b'), ['y']);
    expect([recents.trouble, recents.stored]).toEqual(['silent', false]);
    expect(await recents.text('b')).toEqual(['y']);
  });
  it('what found no room stands before what is stored of it', async () => {
    const shelf = new MemoryShelf();
    const recents = new Recents(shelf, none);
    await recents.keep(kept('a', 1), ['old']);
    await recents.keep(kept('b', 2), ['b']);
    shelf.put = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'));
    shelf.remove = () => Promise.resolve();
    await recents.keep(kept('a', 5), ['new']);
    expect([recents.trouble, recents.stored]).toEqual(['noRoom', false]);
    expect((await recents.refresh()).map(({ id, saved }) => [id, saved])).toEqual([
      ['a', 5],
      ['b', 2],
    ]);
    expect(await recents.text('a')).toEqual(['new']);
    await recents.remove(['a']);
    expect(await recents.text('a')).toEqual(['old']);
  });
});

describe('another name', () => {
  const setup = async (text: string) => {
    const shelf = new MemoryShelf();
    const recents = new Recents(shelf, none);
    await shelf.put(kept('a', 5), [text.slice(0, 9), text.slice(9)]);
    return { shelf, recents };
  };
  const file = (): string => {
    const written = writeFile(plainExperiment('board ssd202\n'));
    return 'text' in written ? written.text : expect.unreachable('a plain session is refused');
  };
  it('counts its characters too', async () => {
    const { shelf, recents } = await setup(file());
    await recents.rename(kept('a', 5), 'Longer');
    const text = (await shelf.text('a'))!.join('');
    expect(recents.list).toEqual([{ ...kept('a', 5), title: 'Longer', chars: text.length }]);
    expect(text).toContain('# title: Longer\n');
  });
  it.each([['of what is gone'], ['of what cannot be read']])('%s is none', async (which) => {
    const { shelf, recents } = await setup('# carveout 77\n');
    if (which === 'of what is gone') await shelf.remove(['a']);
    await recents.rename(kept('a', 5), 'Mine');
    expect((await shelf.list()).map(({ title }) => title)).toEqual(
      which === 'of what is gone' ? [] : [''],
    );
  });
});
