import { describe, expect, it } from 'vitest';
import { plainExperiment, readFile, writeFile } from '../../engine/journal/index.ts';
import { RECENT_SESSIONS } from './limits.ts';
import { Recents } from './recents.svelte.ts';
import { MemoryShelf } from './shelf.ts';
import type { Kept } from './shelf.ts';

const kept = (id: string, saved = 0): Kept => ({
  id,
  title: '',
  board: 'SSD202',
  ops: 1,
  chars: 10,
  saved,
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
  override async put(one: Kept, text: string): Promise<void> {
    const all = await this.list();
    if (all.length >= this.#room && !all.some(({ id }) => id === one.id)) return full();
    return super.put(one, text);
  }
}

describe('recent sessions', () => {
  it('are listed newest first; the newest that no tab has is offered', async () => {
    const recents = new Recents(new MemoryShelf(), () => Promise.resolve(new Set(['b'])));
    await recents.keep(kept('a', 1), 'x');
    await recents.keep(kept('b', 3), 'x');
    await recents.keep(kept('c', 2), 'x');
    expect((await recents.newest())?.id).toBe('c');
    expect(recents.list.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect(recents.trouble).toBeUndefined();
  });

  it('stay within their bounds', async () => {
    const shelf = new MemoryShelf();
    const recents = new Recents(shelf, none);
    for (let i = 0; i < RECENT_SESSIONS + 3; i += 1) await recents.keep(kept(`s${i}`, i), 'x');
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
    await recents.keep(kept('a', 5), file.text);
    await recents.rename(recents.list[0] ?? kept('a', 5), ' emac <b>leak</b>\n ');
    expect(recents.list[0]).toMatchObject({ title: 'emac b leak /b', saved: 5 });
    const read = readFile((await recents.text('a')) ?? '');
    expect('experiment' in read && read.experiment.title).toBe('emac b leak /b');
  });

  it('are removed', async () => {
    const recents = new Recents(new MemoryShelf(), none);
    await recents.keep(kept('a'), 'x');
    await recents.keep(kept('b'), 'x');
    await recents.remove(['a', 'nobody']);
    expect(recents.list.map(({ id }) => id)).toEqual(['b']);
  });
});

describe('a shelf that fails', () => {
  it('lets the older ones go when it is full, never one that a tab has', async () => {
    const recents = new Recents(new SmallShelf(4), () => Promise.resolve(new Set(['s0'])));
    for (let i = 0; i < 5; i += 1) await recents.keep(kept(`s${i}`, i), `text ${i}`);
    expect(await recents.text('s4')).toBe('text 4');
    expect(await recents.text('s0')).toBe('text 0');
    expect(recents.trouble).toBe('full');
    expect((await recents.refresh()).length).toBeLessThanOrEqual(4);
  });

  it('is replaced by memory when nothing can be put on it', async () => {
    const recents = new Recents(new SmallShelf(0), none);
    await recents.keep(kept('a'), 'text');
    expect(recents.trouble).toBe('blocked');
    expect(await recents.text('a')).toBe('text');
    await recents.keep(kept('a', 2), 'later');
    expect(await recents.text('a')).toBe('later');
  });

  it('that is not there at all is memory from the start', async () => {
    const recents = new Recents(undefined, none);
    expect(recents.trouble).toBe('blocked');
    await recents.keep(kept('a'), 'text');
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
