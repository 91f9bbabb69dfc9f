import { describe, expect, it } from 'vitest';
import { t, withWords } from '../i18n.svelte.ts';
import { later } from './later.ts';
import { plate } from './plate.ts';
import { shell } from './shell.ts';
import type { Entry } from './strings.ts';

const every: Readonly<Record<string, Entry>> = { ...shell, ...plate, ...later };

const said = (text: Entry['en'], ...args: readonly unknown[]): string =>
  typeof text === 'string' ? text : (text as (...args: readonly unknown[]) => string)(...args);

describe('the words', () => {
  it('have each key once', () => {
    const keys = [shell, plate, later].flatMap((part) => Object.keys(part));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(Object.entries(every))('%s says something in both languages', (_key, { en, zh }) => {
    for (const text of [en, zh]) expect(said(text, 1, 2, 3, 4).trim()).not.toBe('');
    if (typeof en !== typeof zh) expect.unreachable('one has parameters, the other has none');
  });

  it('that come after the first paint are empty until then', async () => {
    expect(t('map.title')).not.toBe('');
    expect(t('page.skip')).not.toBe('');
    expect(t('map.noRegion')).toBe('');
    await withWords(() => Promise.resolve());
    expect(t('map.noRegion')).not.toBe('');
    expect(() => t('no such key' as 'map.title')).toThrow('no such key');
  });
});
