import { beforeAll, describe, expect, it } from 'vitest';
import { BOARDS } from '../../../engine/index.ts';
import { calls } from '../../../engine/language/index.ts';
import type { Layout } from '../../../engine/contract/view.ts';
import { withWords } from '../../words/i18n.svelte.ts';
import { alsoOf } from './also.ts';
import { findBoards, findSettings } from './choices.ts';
import { commandIn } from './commands.ts';
import { fits } from './palette.ts';
import { findReserved } from './reserved.ts';

beforeAll(() => withWords(() => Promise.resolve()));

it.each([
  ['cma_alloc(4)', 'command'],
  ['a = cma_alloc(4)', 'command'],
  [' board ssd202 ', 'command'],
  ['cat /proc/meminfo', 'command'],
  ['cma_alloc(4', 'faulty'],
  ['a = cma_alloc(x=)', 'faulty'],
  ['echo x', 'faulty'],
  ['', undefined],
  ['# a comment', undefined],
  ['kernel', undefined],
  ['open a file', undefined],
  ['nosuch(1)', undefined],
  ['board', undefined],
])('%j is %s', (text, what) => {
  expect(commandIn(text)).toBe(what);
});
it('knows the name of every call with a parenthesis as a command or an attempt at one', () => {
  for (const { name } of calls) expect(commandIn(`${name}(`), name).toBe('faulty');
});

describe('boards', () => {
  const ids = (query: string): readonly string[] =>
    findBoards(query, () => {}).map(({ id }) => id.replace('board ', ''));
  it.each([
    ['i.mx', ['imx6']],
    ['IMX6', ['imx6']],
    ['kernel', BOARDS.map(({ id }) => id)],
    ['内核', BOARDS.map(({ id }) => id)],
    ['2.6.32 ti', ['dm365', 'dm6446']],
    ['nosuch', []],
    ['', []],
  ])('%j finds %j', (query, found) => {
    expect(ids(query)).toEqual(found);
  });
  it('boots the one that is chosen', () => {
    const booted: string[] = [];
    for (const { run } of findBoards('i.mx', (id) => void booted.push(id))) run();
    expect(booted).toEqual(['imx6']);
  });
});

describe('settings', () => {
  const kept = () => ({
    theme: 'system' as const,
    language: undefined,
    textSize: 'm' as const,
    beyond: 'branch' as const,
  });
  it.each([
    ['dark', { theme: 'dark' }],
    ['深色', { theme: 'dark' }],
    ['language 简体', { language: 'zh' }],
    ['语言 english', { language: 'en' }],
    ['字号 large', { textSize: 'l' }],
    ['设置 dropped', { beyond: 'drop' }],
  ])('%j leads to %j', (query, change) => {
    const settings: Parameters<typeof findSettings>[1] = kept();
    const hits = findSettings(query, settings);
    expect(hits).toHaveLength(1);
    hits[0]!.run();
    expect(settings).toEqual({ ...kept(), ...change });
  });
  it('has none without words', () => {
    expect(findSettings(' ', kept())).toEqual([]);
  });
});

it.each([
  ['keys', 'help'],
  ['keys', '帮助'],
  ['open', 'import'],
  ['open', '导入'],
  ['language', 'language'],
  ['language', '语言'],
  ['log', 'kernel'],
  ['log', '内核'],
])('the action %s is found by %s', (id, word) => {
  expect(fits(alsoOf(id), word)).toBe(true);
});

describe('memory outside the regions', () => {
  const ssd202 = BOARDS.find(({ id }) => id === 'ssd202')!;
  const range = { basePfn: 0x26400, pages: 512, firstPage: 0 };
  const block = {
    index: 0,
    physStart: 0x21000000,
    physEnd: 0x21800000,
    pools: [],
    heap: undefined,
  };
  const layout = {
    board: ssd202,
    regions: [{ index: 0, name: 'reserved', orderPerBit: 0, pages: 512, ranges: [range] }],
    cmem: { version: '2.26', params: '', blocks: [block], stopped: undefined },
  } as unknown as Layout;
  const found = (query: string): readonly string[] =>
    findReserved(layout, query).map(({ is, what }) => `${is} ${what}`.trim());
  it.each([
    ['0x20000000', ['reserved kernel']],
    ['0x207FFFFF', ['reserved kernel']],
    ['0x20800000', ['ram']],
    ['0x26600000', ['reserved mma_heap']],
    ['0x26400000', []],
    ['0x265FFFFF', []],
    ['0x217FFFFF', ['cmem 0']],
    ['0x28000000', []],
    ['0xC0000000', ['reserved kernel']],
    ['kernel', ['reserved kernel']],
    ['heap', ['reserved mma_heap']],
    ['', []],
  ])('%j is in %j', (query, parts) => {
    expect(found(query)).toEqual(parts);
  });
});
