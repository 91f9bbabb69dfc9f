import { beforeAll, expect, it } from 'vitest';
import { t, withWords } from '../words/i18n.svelte.ts';
import { matches } from '../page/keys.ts';
import { Player } from './player.svelte.ts';
import { FakeDeck } from '../test/deck.svelte.ts';
import { timeActions } from './time-actions.ts';

const never = () => () => {};
const player = new Player({ now: () => 0, after: never, frame: never, onHidden: () => {} });
/** An element of which it is only known what it is. */
const element = (name: string) => ({
  closest: (selector: string): boolean => selector.split(', ').includes(name),
});
let focus: ReturnType<typeof element> | undefined;
const actions = timeActions(player, { t, focused: () => focus });
const press = (key: string, ctrlKey = false, shiftKey = false): string | undefined =>
  actions.find(
    (one) =>
      one.keys?.some((name) =>
        matches(name, { key, ctrlKey, shiftKey, metaKey: false, altKey: false }, false),
      ) &&
      one.keysWhen?.() !== false &&
      one.when?.() !== false,
  )?.id;

beforeAll(() => withWords(() => Promise.resolve()));

it.each([
  [undefined, ' ', false, false, 'time.play'],
  ['button', ' ', false, false, undefined],
  ['[tabindex]', ' ', false, false, undefined],
  ['input', ' ', false, false, undefined],
  [undefined, ',', false, false, 'time.back'],
  [undefined, '.', false, false, 'time.step'],
  [undefined, '.', true, false, undefined],
  [undefined, 'z', true, false, 'time.undo'],
  ['button', 'z', true, false, 'time.undo'],
  ['input', 'z', true, false, undefined],
  ['[contenteditable]', 'z', true, false, undefined],
  ['[role="dialog"]', 'z', true, false, undefined],
  [undefined, 'Z', true, true, 'time.redo'],
  [undefined, 'y', true, false, 'time.redo'],
  ['textarea', 'y', true, false, undefined],
  [undefined, 'z', false, false, undefined],
] as const)('with the focus on %s, %j (Ctrl %j, Shift %j) is %s', (on, key, ctrl, shift, id) => {
  const deck = new FakeDeck(10);
  player.follow(deck);
  player.jump(5);
  focus = on && element(on);
  expect(press(key, ctrl, shift)).toBe(id);
});

it('offers only what can be done, wherever the focus is', () => {
  focus = element('input');
  const open = (): string[] => actions.filter((one) => one.when?.()).map((one) => one.id.slice(5));
  player.follow(undefined);
  expect(open()).toEqual([]);
  player.follow(new FakeDeck(0));
  expect(open()).toEqual([]);
  player.follow(new FakeDeck(2));
  expect(open()).toEqual(['play', 'step', 'redo', 'last']);
  player.jump(2);
  expect(open()).toEqual(['play', 'back', 'undo', 'first']);
});

it.each([
  ['time.undo', 4],
  ['time.redo', 6],
  ['time.back', 4],
  ['time.step', 6],
  ['time.first', 0],
  ['time.last', 10],
])('%s goes to %d', (id, to) => {
  const deck = new FakeDeck(10);
  player.follow(deck);
  player.jump(5);
  actions.find((one) => one.id === id)?.run();
  expect(deck.position).toBe(to);
});
