/** Recent sessions on a shelf that is late or slow. */
import { describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../../link/test/clock.ts';
import { STORAGE_MS } from '../../page/limits.ts';
import { Recents } from './recents.svelte.ts';
import { MemoryShelf } from './shelf.ts';
import { TimelyShelf } from './shelf-timely.ts';
import type { KeptSession } from './shelf.ts';

const kept = (id: string, saved = 0): KeptSession => ({
  ...{ id, title: '', board: 'SSD202', ops: 1 },
  ...{ chars: 10, saved, own: true },
});
const none = () => Promise.resolve(new Set<string>());

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
