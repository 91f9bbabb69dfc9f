import { afterEach, beforeAll, expect, test } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import { compareStates } from '../../engine/journal/index.ts';
import { parse } from '../../engine/language/index.ts';
import { clientOf, disposeAll } from '../link/test/client.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { Comparison } from './comparison.svelte.ts';
import { Side } from './side.svelte.ts';
import type { Pick } from './sources.ts';

beforeAll(() => withWords(() => Promise.resolve()));
afterEach(disposeAll);

const machine = () => createMachine(ALL_SYSTEMS);
const file = (text: string): Pick => ({
  source: { is: 'file', name: 'one', text },
  setting: undefined,
  at: undefined,
});
async function between(a: string, b: string): Promise<Comparison> {
  const comparison = new Comparison(
    { left: file(a), right: file(b) },
    ({ source }) =>
      Promise.resolve({ title: '', text: source.is === 'file' ? source.text : '', at: undefined }),
    () => new Side(() => clientOf({ machine }).client),
  );
  await comparison.start();
  return comparison;
}
const SCRIPT = 'board ssd202\na = cma_alloc(4)\nb = cma_alloc(8, align=3)\nc = cma_alloc(2)\n';
const OTHER = SCRIPT.replace('b = cma_alloc(8, align=3)\n', 'x = cma_alloc(1)\n');

/** The state after a text's first lines, on a machine of its own. */
function stateBehind(text: string, lines: number) {
  const alone = machine();
  for (const { command } of parse(text).statements.slice(0, lines)) alone.exec(command);
  return alone.state();
}

test('both at their ends, and what differs as the engine tells it', async () => {
  const comparison = await between(SCRIPT, OTHER);
  expect([comparison.at, comparison.rows.count, comparison.settled]).toEqual([5, 5, true]);
  await comparison.askStates();
  const { states } = comparison;
  const found = compareStates(stateBehind(SCRIPT, 4), stateBehind(OTHER, 4));
  expect(states).toMatchObject({ count: found.length });
  expect(typeof states === 'object' && states.sections.flatMap((one) => one.found)).toEqual(found);
  expect(comparison.blocks).toMatchObject({
    left: 3,
    right: 3,
    onlyLeft: 1,
    onlyRight: 1,
    moved: 1,
  });
  comparison.dispose();
});

test('one time: a row that only one side has leaves the other where it is', async () => {
  const comparison = await between(SCRIPT, OTHER);
  const positions = async (row: number): Promise<readonly number[]> => {
    await comparison.goTo(row);
    return [comparison.left.position, comparison.right.position];
  };
  expect(await positions(2)).toEqual([2, 2]);
  expect(await positions(3)).toEqual([3, 2]);
  expect(await positions(4)).toEqual([3, 3]);
  expect(await positions(99)).toEqual([4, 4]);
  expect(await positions(-1)).toEqual([0, 0]);
  await comparison.goToDifferent(1);
  expect(comparison.at).toBe(3);
  comparison.dispose();
});

test('there and back before the first is answered: where it was told last', async () => {
  const comparison = await between(SCRIPT, OTHER);
  await comparison.goTo(3);
  const away = comparison.goTo(4);
  await Promise.all([away, comparison.goTo(3)]);
  expect([comparison.left.position, comparison.right.position, comparison.settled]).toEqual([
    3,
    2,
    true,
  ]);
  comparison.dispose();
});

test('one side refused: the other stands, and nothing is counted as compared', async () => {
  const comparison = await between(SCRIPT, 'nonsense(\n');
  expect([comparison.left.phase, comparison.right.phase]).toEqual(['ready', 'bad']);
  expect(comparison.ready).toBe(false);
  expect(comparison.pages).toBeUndefined();
  expect(comparison.rows.tally).toMatchObject({ onlyLeft: 4, same: 0 });
  comparison.dispose();
});
