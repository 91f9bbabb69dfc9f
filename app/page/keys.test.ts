import { describe, expect, it } from 'vitest';
import { isPlain, keyCaps, matches } from './keys.ts';

const press = (key: string, modifiers = '') => ({
  key,
  ctrlKey: modifiers.includes('c'),
  metaKey: modifiers.includes('m'),
  altKey: modifiers.includes('a'),
  shiftKey: modifiers.includes('s'),
});

describe('matches', () => {
  it.each([
    ['Mod+K', 'k', 'c', false, true],
    ['Mod+K', 'k', 'm', true, true],
    ['Mod+K', 'k', 'm', false, false],
    ['Mod+K', 'k', 'cs', false, false],
    ['?', '?', 's', false, true],
    ['+', '+', '', false, true],
    ['+', '+', 's', false, true],
    ['F', 'f', '', false, true],
    ['F', 'F', 's', false, false],
    ['F', 'f', 'c', false, false],
    ['Shift+F', 'F', 's', false, true],
    ['Mod+.', '.', 'c', false, true],
    ['ArrowLeft', 'ArrowLeft', '', false, true],
    ['ArrowLeft', 'ArrowLeft', 's', false, false],
    ['Ctrl+ ', ' ', 'c', true, true],
  ])('%s by %s with “%s” (mac %s): %s', (name, key, modifiers, mac, expected) => {
    expect(matches(name, press(key, modifiers), mac)).toBe(expected);
  });
});

it.each([
  ['F', true],
  ['?', true],
  ['Shift+F', true],
  ['Mod+K', false],
  ['Ctrl+L', false],
])('isPlain(%s) is %s', (name, expected) => {
  expect(isPlain(name)).toBe(expected);
});

it.each([
  ['Mod+K', false, ['Ctrl', 'K']],
  ['Mod+K', true, ['⌘', 'K']],
  ['+', false, ['+']],
  ['Ctrl++', false, ['Ctrl', '+']],
  ['ArrowUp', false, ['↑']],
  ['Ctrl+ ', false, ['Ctrl', 'Space']],
])('keyCaps(%s, mac %s) = %j', (name, mac, caps) => {
  expect(keyCaps(name, mac)).toEqual(caps);
});
