/** A kept session of which only a part comes in: what was kept stays, the part gets a record of its own. */
import { afterEach, expect, test, vi } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import { plainExperiment, readFile, writeFile } from '../../engine/journal/index.ts';
import { clientOf, disposeAll } from '../link/test/client.ts';
import { makePage } from '../shell/made.ts';
import { makeRest } from '../shell/rest.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { MemoryShelf } from './shelf/shelf.ts';

const BAD = 'workload cma ops=77 seed=1 mix=dma';
const TEXT = `board ssd202\na = cma_alloc(1)\n${BAD}\nb = cma_alloc(2)\n`;
const KEPT = { id: 'mine', title: '', board: 'SSD202', ops: 3, chars: 10, saved: 5, own: true };

const shelf = new MemoryShelf();
vi.mock('./shelf/shelf-idb.ts', () => ({ openIdbShelf: () => Promise.resolve(shelf) }));
/** Every worker breaks over one line. */
const breaking = () => {
  const machine = createMachine(ALL_SYSTEMS);
  const start = machine.start.bind(machine);
  machine.start = (command, options) => {
    if (command.kind === 'workload' && command.ops === 77) throw new Error('broken invariant');
    return start(command, options);
  };
  return machine;
};

afterEach(() => {
  disposeAll();
  vi.unstubAllGlobals();
});

const textOf = async (id: string): Promise<string | undefined> => {
  const file = await shelf.text(id);
  const read = file && readFile(file.join(''));
  return read && 'experiment' in read ? read.experiment.branches[0]!.text : undefined;
};

test('a reload that brings back a part overwrites nothing', async () => {
  await withWords(() => Promise.resolve());
  const tab = new Map([['carveout.session', KEPT.id]]);
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => tab.get(key),
    setItem: (key: string, value: string) => void tab.set(key, value),
    removeItem: (key: string) => void tab.delete(key),
  });
  vi.stubGlobal('location', new URL('http://localhost/'));
  vi.stubGlobal('history', { state: {}, replaceState: () => {}, pushState: () => {} });
  vi.stubGlobal('navigator', {});
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type: 'reload' } as never]);
  const file = writeFile(plainExperiment(TEXT));
  if (!('text' in file)) return expect.unreachable('a plain session is refused');
  await shelf.put(KEPT, [file.text]);

  const page = makePage(clientOf({ machine: breaking }).client);
  const { session } = page;
  const { keeping, branches } = makeRest(page);
  await keeping.start(undefined);
  const part = TEXT.replace(`${BAD}\n`, '');
  expect(branches.experiment().branches[0]!.text).toBe(part);
  await keeping.flush();
  await session.run('c = cma_alloc(3)');
  keeping.changed();
  await keeping.flush();

  expect(await textOf(KEPT.id)).toBe(TEXT);
  const others = (await shelf.list()).map(({ id }) => id).filter((id) => id !== KEPT.id);
  expect(others).toEqual([keeping.id]);
  expect(await textOf(others[0]!)).toBe(`${part}c = cma_alloc(3)\n`);
});
