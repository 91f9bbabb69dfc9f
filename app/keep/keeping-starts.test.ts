/** Pages that begin, go and come back, over a database, a tab's storage and a history of their own. */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMachine } from '../../engine/index.ts';
import { plainExperiment, readLink, writeLink } from '../../engine/journal/index.ts';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { clientOf, disposeAll } from '../link/test/client.ts';
import { LEFT_CHARS } from '../page/limits.ts';
import { makePage } from '../shell/made.ts';
import { makeRest } from '../shell/rest.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { FIRST_SCENARIO } from './scenarios.ts';
import { stubIndexedDb } from './test/indexed-db.ts';
import type { Databases } from './test/indexed-db.ts';

const downloads = vi.hoisted(() => vi.fn());
vi.mock('../page/download.ts', () => ({ download: downloads }));

interface Entry {
  state: unknown;
  href: string;
}
let databases: Databases;
/** What the tab keeps; undefined: it keeps nothing. */
let tab: Map<string, string> | undefined;
let entries: Entry[];
let popped: (() => void) | undefined;
const address = new URL('http://localhost/');
const go = (href: string): void => void (address.href = href);

/** What a page waits for ends when the tab shows another one. */
const timers = new Set<NodeJS.Timeout>();
const unload = (): void => {
  for (const timer of timers) clearTimeout(timer);
  timers.clear();
};

/** A browser with one tab that was never used. */
beforeEach(() => {
  databases = stubIndexedDb();
  tab = new Map();
  downloads.mockClear();
  go('http://localhost/');
  // eslint-disable-next-line no-restricted-syntax -- what the platform has
  entries = [{ state: null, href: address.href }];
  const put =
    (adds: boolean) =>
    (state: unknown, _title: string, href: string = address.href): void => {
      if (adds) entries.push({ state, href });
      else entries[entries.length - 1] = { state, href };
      go(href);
    };
  vi.stubGlobal('history', {
    get state() {
      return entries.at(-1)!.state;
    },
    replaceState: put(false),
    pushState: put(true),
    back: () => {
      entries.pop();
      go(entries.at(-1)!.href);
      popped?.();
    },
  });
  vi.stubGlobal('addEventListener', (_type: string, heard: () => void) => (popped = heard));
  vi.stubGlobal('location', address);
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => tab!.get(key),
    setItem: (key: string, value: string) => void tab!.set(key, value),
    removeItem: (key: string) => void tab!.delete(key),
  });
  vi.stubGlobal('navigator', {});
  const wait = setTimeout;
  vi.stubGlobal('setTimeout', (run: () => void, ms?: number) => {
    const timer = wait(run, ms);
    timers.add(timer);
    return timer;
  });
});
beforeAll(() => withWords(() => Promise.resolve()));
afterEach(() => {
  unload();
  disposeAll();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

type Came = 'navigate' | 'reload' | 'back_forward';
/** A page that was just loaded, before it begins. */
function loaded(came: Came = 'navigate') {
  unload();
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type: came } as never]);
  const page = makePage(clientOf({ machine: () => createMachine(ALL_SYSTEMS) }).client);
  const rest = makeRest(page);
  return {
    ...page,
    ...rest,
    texts: () => rest.branches.experiment().branches.map(({ text }) => text),
    told: () => page.ui.news.map(({ id }) => id),
  };
}
async function began(came: Came = 'navigate', first?: string) {
  const page = loaded(came);
  await page.keeping.start(first === undefined ? undefined : page.session.open(first));
  return page;
}
const linkTo = (text: string): string => {
  const link = writeLink(plainExperiment(text));
  return 'text' in link ? link.text : expect.unreachable('it is too long for a link');
};
/** The first scenario as it is once it was executed. */
const FIRST = `${FIRST_SCENARIO.split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '')
  .join('\n')}\n`;

describe('a page that begins', () => {
  test('without anything plays the first scenario, which nobody would lose', async () => {
    const { keeping, texts, told } = await began();
    expect(texts()).toEqual([FIRST]);
    expect([told(), keeping.wouldLose]).toEqual([[], false]);
    expect(entries).toHaveLength(1);
    expect(entries[0]!.state).toEqual({ carveout: 1 });
    await keeping.flush();
    expect(keeping.recents?.stored).toBe(true);
    expect(await keeping.recents!.refresh()).toEqual([]);
  });
  test('has a session under a name that no other has', async () => {
    const [one, two] = [await began('navigate', 'dmesg'), await began('navigate', 'dmesg')];
    expect(one.keeping.id).toMatch(/^[0-9a-f]{32}$/);
    expect(two.keeping.id).toMatch(/^[0-9a-f]{32}$/);
    expect(one.keeping.id).not.toBe(two.keeping.id);
    expect(tab!.get('carveout.session')).toBe(two.keeping.id);
  });
  test('with a link shows what it holds, which is nobody’s work', async () => {
    go(`http://localhost/#${linkTo('board imx6\ncma_alloc(2)\n')}`);
    const { keeping, session, texts, told } = await began();
    expect([texts(), told(), keeping.wouldLose]).toEqual([
      ['board imx6\ncma_alloc(2)\n'],
      [],
      false,
    ]);
    await keeping.flush();
    expect(await keeping.recents!.refresh()).toMatchObject([{ id: keeping.id, own: false }]);
    await session.run('cma_alloc(3)');
    await keeping.flush();
    expect(await keeping.recents!.refresh()).toMatchObject([{ id: keeping.id, own: true }]);
  });
  test('with a link that cannot be read plays the first scenario, and the link stays', async () => {
    go('http://localhost/#broken');
    const { keeping, session, texts, told } = await began();
    expect([texts(), told(), address.hash]).toEqual([[FIRST], ['link'], '#broken']);
    await session.run('cma_alloc(3)');
    await keeping.address.write();
    expect(entries.map(({ href }) => new URL(href).hash === '#broken')).toEqual([true, false]);
  });
  test('within another page keeps nothing, and tells nobody of it', async () => {
    go(`http://localhost/#${linkTo('board imx6\n')}&embed`);
    const { keeping, session, texts, told } = await began();
    expect(texts()).toEqual(['board imx6\n']);
    await session.run('cma_alloc(3)');
    await keeping.flush();
    expect([databases.opened, keeping.id, told(), keeping.wouldLose]).toEqual([
      ...[0, undefined, [], false],
    ]);
    expect(tab!.has('carveout.session')).toBe(false);
  });
  test('where nothing can be kept says so, and a file is the way out', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const { keeping, session, ui, told } = await began('navigate', 'board ssd202\n');
    await session.run('cma_alloc(3)');
    await keeping.flush();
    expect(told()).toEqual(['trouble']);
    const [news] = ui.news;
    expect([news!.tone, news!.say() !== '', news!.deeds!.length]).toEqual(['bad', true, 1]);
    expect(news!.deeds![0]!.name()).not.toBe('');
    news!.deeds![0]!.run();
    await vi.waitFor(() => expect(downloads).toHaveBeenCalledOnce());
    expect(await (downloads.mock.calls[0]![1] as Blob).text()).toContain('cma_alloc(3)\n');
  });
  test('where a tab keeps nothing says so, for a reload will begin anew', async () => {
    vi.stubGlobal('sessionStorage', undefined);
    const { keeping, ui, told } = await began('navigate', 'board ssd202\n');
    expect([told(), ui.news[0]!.tone, ui.news[0]!.say() !== '']).toEqual([['tab'], 'bad', true]);
    expect(keeping.recents?.stored).toBe(true);
  });
  test('that comes back to an entry of its own leaves its mark', async () => {
    entries[0] = { state: { carveout: 1, over: true }, href: `${address.href}#x&compare` };
    go(entries[0].href);
    await began();
    expect(entries[0].state).toEqual({ carveout: 1, over: true });
  });
});

describe('a page that comes back', () => {
  const LINES = 'board imx6\ncma_alloc(2)\n';
  /** A session of the tab, kept. */
  const session = async (text = LINES) => {
    const page = await began('navigate', 'board ssd202\n');
    await page.keeping.open(plainExperiment(text));
    await page.session.run('cma_alloc(5)');
    await page.keeping.flush();
    return page;
  };
  test.each(['reload', 'back_forward'] as const)('by %s has its session again', async (came) => {
    const { keeping } = await session();
    const again = await began(came);
    expect([again.texts(), again.keeping.id, again.told()]).toEqual([
      ...[[`${LINES}cma_alloc(5)\n`], keeping.id, []],
    ]);
    expect(again.keeping.wouldLose).toBe(false);
  });
  test('and was left in the middle has what was not kept yet, once', async () => {
    const { keeping, session: last } = await session();
    await last.run('cma_alloc(6)');
    keeping.leave();
    expect(tab!.has('carveout.left')).toBe(true);
    const again = await began('reload');
    expect(again.texts()).toEqual([`${LINES}cma_alloc(5)\ncma_alloc(6)\n`]);
    expect(again.keeping.id).toBe(keeping.id);
    expect(tab!.has('carveout.left')).toBe(false);
    await again.keeping.flush();
    expect((await again.keeping.recents!.text(keeping.id!))!.join('')).toContain('cma_alloc(6)\n');
  });
  test('and was long has the rest beside what is kept', async () => {
    const long = Array.from({ length: 1 + LEFT_CHARS / 1_000 }, (_, i) =>
      `# ${i} `.padEnd(999, 'x'),
    );
    const text = `board imx6\n${long.join('\n')}\ncma_alloc(2)\n`;
    const { keeping, session: last } = await session(text);
    await last.run('cma_alloc(6)');
    keeping.leave();
    expect(tab!.get('carveout.left')!.length).toBeLessThan(LEFT_CHARS / 2);
    const again = await began('reload');
    expect(again.texts()[0] === `${text}cma_alloc(5)\ncma_alloc(6)\n`).toBe(true);
    // What another page wrote meanwhile is not what the rest belongs to.
    await again.session.run('cma_alloc(7)');
    await again.keeping.flush();
    await again.session.run('cma_alloc(8)');
    again.keeping.leave();
    const [kept] = await again.keeping.recents!.refresh();
    const pieces = await again.keeping.recents!.text(kept!.id);
    await again.keeping.recents!.keep({ ...kept!, saved: kept!.saved + 1 }, pieces!);
    const last_ = await began('reload');
    expect(last_.texts()[0]!.endsWith('cma_alloc(6)\ncma_alloc(7)\n')).toBe(true);
  });
  test('and stayed after all leaves nothing', async () => {
    const { keeping } = await session();
    keeping.leave();
    keeping.stay();
    expect(tab!.has('carveout.left')).toBe(false);
  });
  test('to a link that somebody put there shows the link, and keeps the session', async () => {
    const { keeping } = await session();
    go(`http://localhost/#${linkTo('board generic\n')}`);
    const again = await began();
    expect(again.texts()).toEqual(['board generic\n']);
    expect(again.keeping.id).not.toBe(keeping.id);
    expect((await again.keeping.recents!.text(keeping.id!))!.join('')).toContain('cma_alloc(5)\n');
  });
  test('after its sessions were deleted shows what its link holds', async () => {
    const { keeping } = await session();
    await keeping.address.write();
    await keeping.recents!.remove([keeping.id!]);
    const again = await began('reload');
    expect(again.texts()).toEqual([`${LINES}cma_alloc(5)\n`]);
    expect(again.keeping.id).not.toBe(keeping.id);
  });
});

describe('what was kept before', () => {
  test('is offered to a page that begins anew, and not within another page or in a room', async () => {
    const before = await began('navigate', 'board imx6\n');
    await before.session.run('cma_alloc(5)');
    await before.keeping.flush();
    tab = new Map();
    const { told } = await began('navigate', 'board ssd202\n');
    expect(told()).toEqual(['offer']);
    tab = new Map();
    go('http://localhost/#x&present');
    const room = await began('navigate', 'board ssd202\n');
    expect(room.told()).toEqual([]);
  });
  test('is not there for a page that never was', async () => {
    const { told } = await began('navigate', 'board ssd202\n');
    expect(told()).toEqual([]);
  });
  test('goes from the news once another experiment is there', async () => {
    const before = await began('navigate', 'board imx6\n');
    await before.session.run('cma_alloc(5)');
    await before.keeping.flush();
    const { keeping, told } = await began('navigate', 'board ssd202\n');
    expect(told()).toEqual(['offer']);
    await keeping.open(plainExperiment('board generic\n'));
    expect(told()).toEqual([]);
  });
});

describe('a comparison', () => {
  test('has an entry of its own, from which the way back leads to the link under it', async () => {
    const { keeping, beside, ui } = await began('navigate', 'board imx6\n');
    await keeping.address.write();
    const under = address.hash;
    ui.dialog = 'compare';
    beside.say(['compare', 'x=1']);
    await keeping.address.write();
    expect(entries.map(({ state }) => state)).toEqual([
      { carveout: 1 },
      { carveout: 1, over: true },
    ]);
    expect(address.hash).toBe(`${under}&compare&x=1`);
    // It changes in its place.
    beside.say(['compare', 'x=2']);
    await keeping.address.write();
    expect([entries.length, address.hash]).toEqual([2, `${under}&compare&x=2`]);
    ui.dialog = undefined;
    await keeping.address.write();
    expect([entries.map(({ state }) => state), address.hash]).toEqual([[{ carveout: 1 }], under]);
  });
  test('over which something was executed is left to what there is now', async () => {
    const { keeping, beside, session, ui } = await began('navigate', 'board imx6\n');
    await keeping.address.write();
    ui.dialog = 'compare';
    beside.say(['compare']);
    await keeping.address.write();
    await session.run('cma_alloc(9)');
    ui.dialog = undefined;
    await keeping.address.write();
    expect(entries).toHaveLength(1);
    expect(readLink(keeping.address.text)).toMatchObject({
      experiment: { branches: [{ text: 'board imx6\ncma_alloc(9)\n' }] },
    });
  });
  test('of an address is open once its experiment is there', async () => {
    go(`http://localhost/#${linkTo('board imx6\n')}&compare&x=1`);
    const { beside, ui, texts } = await began();
    expect([texts(), ui.dialog, beside.flags]).toEqual([
      ...[['board imx6\n'], 'compare', ['compare', 'x=1']],
    ]);
  });
  test('of a link that is opened later comes with it, and none closes the one that is open', async () => {
    const { keeping, beside, ui } = await began('navigate', 'board ssd202\n');
    await keeping.openLink(`#${linkTo('board imx6\n')}&compare&x=2`);
    expect([ui.dialog, beside.flags]).toEqual(['compare', ['compare', 'x=2']]);
    await keeping.openLink(`#${linkTo('board generic\n')}`);
    expect(ui.dialog).toBeUndefined();
  });
});
