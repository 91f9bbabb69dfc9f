import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { later } from './later.ts';
import { plate } from './plate.ts';
import { shell } from './shell.ts';
import type { Entry } from './strings.ts';

const app = new URL('../../', import.meta.url);
const first = { ...shell, ...plate };
const every: Readonly<Record<string, Entry>> = { ...first, ...later };

const said = (text: Entry['en'], ...args: readonly unknown[]): string =>
  typeof text === 'string' ? text : (text as (...args: readonly unknown[]) => string)(...args);

/** Keys that a source file says by name, and the beginnings of those it puts together. */
const keysOf = (file: string): readonly string[] => {
  const text = readFileSync(new URL(file, app), 'utf8');
  return [...text.matchAll(/\bt\(\s*(?:[^'`()]*\? )?['`]([\w.-]+)/g)].map(
    (match) => match[1] ?? '',
  );
};
const filesIn = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, app))
    .filter((name) => /(?<!\.test)\.(svelte|ts)$/.test(name))
    .map((name) => folder + name);

describe('the words', () => {
  it('have each key once', () => {
    const keys = [shell, plate, later].flatMap((part) => Object.keys(part));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(Object.entries(every))('%s says something in both languages', (_key, { en, zh }) => {
    for (const text of [en, zh]) expect(said(text, 1, 2, 3, 4).trim()).not.toBe('');
    if (typeof en !== typeof zh) expect.unreachable('one has parameters, the other has none');
  });

  it('of what is there first are there first', () => {
    const files = [
      'App.svelte',
      'views/header/Header.svelte',
      'views/header/LookMenu.svelte',
    ].concat(['views/header/BoardMenu.svelte'], filesIn('views/layout/'), filesIn('views/cma/'));
    const keys = files.flatMap(keysOf);
    expect(keys.length).toBeGreaterThan(40);
    const missing = keys.filter(
      (key) => !Object.keys(first).some((known) => known.startsWith(key)),
    );
    expect(missing).toEqual([]);
  });
});
