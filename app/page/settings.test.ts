import { describe, expect, it } from 'vitest';
import { clampPane, DEFAULTS, PANES, readSettings } from './settings.ts';
import { readJson, writeJson } from './storage.ts';
import type { Store } from './storage.ts';

const store = (text: string): Store => ({
  getItem: () => text,
  setItem: () => {
    throw new Error('full');
  },
  removeItem: () => {},
});

describe('readSettings', () => {
  it.each([undefined, JSON.parse('null'), 3, 'dark', [], [1, 2], {}, { theme: 7, panes: 'wide' }])(
    'takes the defaults for %j',
    (junk) => {
      expect(readSettings(junk)).toEqual(DEFAULTS);
    },
  );

  it('keeps what is good beside what is not', () => {
    const read = readSettings({
      theme: 'dark',
      language: 'fr',
      textSize: 'l',
      panes: { left: 300, right: 1e9, bottom: 'tall', console: Number.NaN },
      collapsed: ['bottom', 'moon'],
      dock: ['moon', 'blocks', 'log'],
      wide: 'yes',
      beyond: 'ask',
    });
    expect(read).toEqual({
      theme: 'dark',
      language: undefined,
      textSize: 'l',
      panes: { ...DEFAULTS.panes, left: 300, right: PANES.right.max },
      collapsed: ['bottom'],
      dock: ['log', 'blocks'],
      wide: false,
      beyond: 'branch',
    });
  });

  it('a dock that would show nothing shows all, and rests until somebody opened it', () => {
    expect(readSettings({ dock: ['moon'] })).toMatchObject({
      dock: ['console', 'log', 'blocks'],
      collapsed: ['bottom'],
    });
    expect(readSettings({ collapsed: [] }).collapsed).toEqual([]);
  });

  it('gives back what it wrote', () => {
    const chosen = {
      ...DEFAULTS,
      beyond: 'drop',
      theme: 'light',
      language: 'zh',
      collapsed: ['left', 'allocate'],
      dock: ['log'],
      wide: true,
    } as const;
    expect(readSettings(JSON.parse(JSON.stringify(chosen)))).toEqual(chosen);
  });
});

describe('clampPane', () => {
  it.each([
    [PANES.left.min - 1, PANES.left.min],
    [PANES.left.min, PANES.left.min],
    [PANES.left.max, PANES.left.max],
    [PANES.left.max + 1, PANES.left.max],
    [Number.POSITIVE_INFINITY, PANES.left.initial],
    ['300', PANES.left.initial],
  ])('%j → %j', (size, expected) => {
    expect(clampPane('left', size)).toBe(expected);
  });
});

describe('storage', () => {
  it('reads junk as nothing', () => {
    expect(readJson(store('{"a":'), 'k')).toBeUndefined();
    expect(readJson(undefined, 'k')).toBeUndefined();
    expect(readJson(store('[1]'), 'k')).toEqual([1]);
  });
  it('says when it could not write', () => {
    expect(writeJson(store(''), 'k', 1)).toBe(false);
    expect(writeJson(undefined, 'k', 1)).toBe(false);
  });
});
