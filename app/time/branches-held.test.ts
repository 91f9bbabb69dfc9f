/** What an experiment of several branches holds, as a document, after each thing that can be done to it. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import { textOf } from '../../engine/journal/index.ts';
import type { Experiment } from '../../engine/journal/index.ts';
import { clientOf, disposeAll } from '../link/test/client.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { lineTextOf } from '../session/transcript/line-text.ts';
import { Session } from '../session/session.svelte.ts';
import { Branches } from './branches.svelte.ts';
import type { Turned } from './branches.svelte.ts';
import { MAX_BRANCHES } from '../../engine/contract/limits.ts';

beforeAll(() => withWords(() => Promise.resolve()));
afterEach(disposeAll);

const own = (
  name: string,
  from: readonly [branch: number, at: number] | undefined,
  text: string,
) => ({
  name,
  from: from && { branch: from[0], at: from[1] },
  text,
});
const MAIN = own('main', undefined, 'board ssd202\na = cma_alloc(1)\nb = cma_alloc(2)\n');
const LEFT = own('left', [0, 2], '# why\nc = cma_alloc(3)\nd = cma_alloc(4)\n');
const LEAF = own('leaf', [1, 3], 'e = cma_alloc(5)\n');
const RIGHT = own('right', [0, 1], 'f = cma_alloc(6)\n');
const DOCUMENT: Experiment = {
  ...{
    title: 'Three ways',
    branches: [MAIN, LEFT, LEAF, RIGHT],
    shown: 2,
    position: undefined,
    view: {},
  },
};

let session: Session;
let branches: Branches;
let turned: (Turned | undefined)[];
beforeEach(async () => {
  turned = [];
  session = new Session(clientOf({ machine: () => createMachine(ALL_SYSTEMS) }).client);
  branches = new Branches(session, { beyond: () => 'drop', turned: (one) => turned.push(one) });
  await session.open('');
  expect(await branches.load(DOCUMENT)).toBe(true);
});
const held = (): Experiment => branches.experiment();
const script = (): string[] => session.script.items.map(({ text }) => text);

describe('an experiment that was loaded', () => {
  it('is the document it came from, and shows the way to its branch', () => {
    expect(held()).toEqual(DOCUMENT);
    expect(script()).toEqual([
      ...['board ssd202', 'a = cma_alloc(1)', '# why', 'c = cma_alloc(3)', 'e = cma_alloc(5)'],
    ]);
  });
  it('is outlined with the length of every branch, once they are read', async () => {
    await vi.waitFor(() => expect(branches.outline[3]!.length).toBe(2));
    expect(branches.outline).toEqual([
      { name: 'main', from: 0, length: 3, shown: false, parent: undefined, removable: false },
      { name: 'left', from: 2, length: 4, shown: false, parent: 0, removable: false },
      { name: 'leaf', from: 3, length: 4, shown: true, parent: 1, removable: true },
      { name: 'right', from: 1, length: 2, shown: false, parent: 0, removable: true },
    ]);
  });
  it('is left by others on the way to the end of what is shown', async () => {
    expect(branches.leaving).toEqual([2, 3, 1]);
    await branches.switchTo(0);
    expect(branches.leaving).toEqual([2, 1]);
    await branches.switchTo(3);
    expect(branches.leaving).toEqual([1]);
  });
  it('stands where it stood', async () => {
    expect(await branches.load({ ...DOCUMENT, position: 1 })).toBe(true);
    expect(held()).toEqual({ ...DOCUMENT, position: 1 });
    expect([session.position, session.length]).toEqual([1, 4]);
    expect(await branches.load({ ...DOCUMENT, position: 99 })).toBe(false);
    expect(held()).toEqual(DOCUMENT);
  });
  it('is the same in pieces, and what did not change is the same piece', async () => {
    const { branches: all, ...rest } = branches.inPieces();
    const texts = all.map(({ pieces, ...one }) => ({ ...one, text: textOf(pieces) }));
    expect({ ...rest, branches: texts }).toEqual(DOCUMENT);
    await session.run('g = cma_alloc(7)');
    await branches.settle();
    const again = branches.inPieces().branches;
    expect(again.map(({ pieces }, i) => pieces[0] === all[i]!.pieces[0])).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(textOf(again[2]!.pieces)).toBe('e = cma_alloc(5)\ng = cma_alloc(7)\n');
  });
});

describe('another branch', () => {
  test.each([
    [0, ['board ssd202', 'a = cma_alloc(1)', 'b = cma_alloc(2)']],
    [1, ['board ssd202', 'a = cma_alloc(1)', '# why', 'c = cma_alloc(3)', 'd = cma_alloc(4)']],
    [3, ['board ssd202', 'f = cma_alloc(6)']],
  ])('%d is shown at its end, the others stay', async (index, lines) => {
    await branches.switchTo(index);
    expect(script()).toEqual(lines);
    expect(held()).toEqual({ ...DOCUMENT, shown: index });
    await branches.switchTo(2);
    expect(held()).toEqual(DOCUMENT);
  });
  test.each([2, 4, -1])('%d is none: nothing is played', async (index) => {
    const replay = vi.spyOn(session, 'replay');
    await branches.switchTo(index);
    expect([replay.mock.calls.length, held()]).toEqual([0, DOCUMENT]);
  });
  test('keeps what was executed on this one, and its length', async () => {
    await session.run('g = cma_alloc(7)');
    await branches.switchTo(3);
    expect(held()).toEqual({
      ...DOCUMENT,
      shown: 3,
      branches: [MAIN, LEFT, { ...LEAF, text: 'e = cma_alloc(5)\ng = cma_alloc(7)\n' }, RIGHT],
    });
    expect(branches.outline[2]!.length).toBe(5);
  });
  test('that was removed meanwhile is not shown', async () => {
    const going = branches.switchTo(3);
    branches.remove(3);
    await going;
    expect(held()).toEqual({ ...DOCUMENT, branches: [MAIN, LEFT, LEAF] });
  });
});

describe('a name', () => {
  test.each([
    [1, 'other', 'other'],
    [2, '  two\nlines ', 'two lines'],
    [1, ' \n', 'left'],
  ])('of branch %d that is given as %j is %j', (index, name, is) => {
    branches.rename(index, name);
    const all = DOCUMENT.branches.map((one, i) => (i === index ? { ...one, name: is } : one));
    expect(held()).toEqual({ ...DOCUMENT, branches: all });
  });
});

describe('a branch is removed', () => {
  test.each([
    [0, false],
    [1, false],
    [2, false],
    [3, true],
    [4, true],
  ])('%d may go: %j', (index, may) => {
    expect(branches.mayRemove(index)).toBe(may);
    if (may) return;
    branches.remove(index);
    expect(held()).toEqual(DOCUMENT);
  });
  test('and the others keep their places', async () => {
    branches.remove(3);
    expect(held()).toEqual({ ...DOCUMENT, branches: [MAIN, LEFT, LEAF] });
    await branches.switchTo(0);
    branches.remove(2);
    branches.remove(1);
    expect(held()).toEqual({ ...DOCUMENT, branches: [MAIN], shown: 0 });
  });
});

describe('at an earlier position something else', () => {
  test('is dropped from the branch it belongs to: what it inherited goes on elsewhere', async () => {
    await session.seek(1);
    await session.run('x = cma_alloc(8)');
    expect(held()).toEqual({
      ...DOCUMENT,
      branches: [MAIN, LEFT, own('leaf', [0, 1], 'x = cma_alloc(8)\n'), RIGHT],
    });
    expect(script()).toEqual(['board ssd202', 'x = cma_alloc(8)']);
    expect(turned.at(-1)).toMatchObject({ beyond: 'drop', name: 'leaf', position: 1, length: 4 });
  });
  test('at a position where two branches meet belongs to the one that is left', async () => {
    await session.seek(3);
    await session.run('x = cma_alloc(8)');
    expect(held().branches[2]).toEqual(own('leaf', [1, 3], 'x = cma_alloc(8)\n'));
  });
  test('is taken back whole', async () => {
    await session.seek(2);
    await session.run('x = cma_alloc(8)');
    expect(held()).not.toEqual(DOCUMENT);
    await turned.at(-1)!.undo();
    expect(held()).toEqual({ ...DOCUMENT, position: 2 });
  });
  test('begins a branch where another one needs what lies beyond', async () => {
    await branches.switchTo(1);
    await session.seek(1);
    await session.run('x = cma_alloc(8)');
    expect(held()).toEqual({
      ...DOCUMENT,
      shown: 4,
      branches: [...DOCUMENT.branches, own('x = cma_alloc(8)', [0, 1], 'x = cma_alloc(8)\n')],
    });
    expect(turned.at(-1)).toMatchObject({
      beyond: 'branch',
      name: 'x = cma_alloc(8)',
      position: 1,
      length: 4,
    });
  });
  test('is refused in words where there are too many', async () => {
    const more = Array.from({ length: MAX_BRANCHES - 4 }, (_, i) => own(`way ${i}`, [0, 1], ''));
    await branches.load({ ...DOCUMENT, shown: 1, branches: [...DOCUMENT.branches, ...more] });
    await session.seek(1);
    expect(await session.run('x = cma_alloc(8)')).toBe(false);
    expect(lineTextOf(session.transcript.items.at(-1)!.content)).toContain(String(MAX_BRANCHES));
  });
});

test('what makes it another experiment is what it holds, not where it stands', async () => {
  const same = (one: readonly unknown[], other: readonly unknown[]): boolean =>
    one.every((member, i) => member === other[i]);
  const [content, touched] = [branches.content, branches.touched];
  await session.seek(1);
  expect([same(branches.content, content), same(branches.touched, touched)]).toEqual([true, false]);
  const changes: readonly (() => unknown)[] = [
    () => (session.title = 'Another'),
    () => branches.rename(1, 'another'),
    () => session.run('x = cma_alloc(8)'),
  ];
  for (const change of changes) {
    const [before, read] = [branches.content, branches.touched];
    await change();
    expect([same(branches.content, before), same(branches.touched, read)]).toEqual([false, false]);
  }
});
