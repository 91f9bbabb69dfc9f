import { beforeAll, describe, expect, it } from 'vitest';
import { withWords } from '../words/i18n.svelte.ts';
import { FIRST_SCENARIO } from './scenarios.ts';
import { boardBeside, saidFirst, sessionName } from './session-name.ts';

beforeAll(() => withWords(() => Promise.resolve()));

describe('what a script says first', () => {
  it.each([
    ['board ssd202\n# Two leaks, then a hole.\na = cma_alloc(1)', 'Two leaks, then a hole.'],
    ['# title.zh: 空洞\n# about: x\n# title: A hole\nboard ssd202', 'A hole'],
    ['#\n## why\nboard ssd202', 'why'],
    ['board ssd202\n\na = cma_alloc(1)\nb = cma_alloc(2)', 'a = cma_alloc(1)'],
    ['board ssd202\n', ''],
    ['', ''],
    [`board ssd202\n# ${'long '.repeat(20)}`, 'long long long long long long long long…'],
    [FIRST_SCENARIO, 'The SSD202 session'],
  ])('%j says %s', (text, said) => expect(saidFirst(text)).toBe(said));
  it.each([
    ['# title: A hole\n# title.zh: 空洞\nboard ssd202', '空洞'],
    ['# title: A hole\nboard ssd202', 'A hole'],
    ['board ssd202\n# 先分配。', '先分配。'],
  ])('%j says %s to a Chinese reader', (text, said) => expect(saidFirst(text, 'zh')).toBe(said));
});

describe('a session is called', () => {
  it.each([
    [{ title: 'Mine', board: 'SSD202', said: 'why' }, 'Mine', ['SSD202']],
    [{ title: '', board: 'SSD202', said: 'why' }, 'SSD202 · why', []],
    [{ title: '', board: 'SSD202', said: '' }, 'SSD202', []],
    [{ title: '', board: 'SSD202' }, 'SSD202', []],
    [{ title: '', board: '', said: 'why' }, 'why', []],
    [{ title: '', board: '' }, 'Untitled', []],
    [{ title: 'Mine', board: '' }, 'Mine', []],
  ])('%j: %s', (kept, name, beside) => {
    expect(sessionName(kept)).toBe(name);
    expect(boardBeside(kept)).toEqual(beside);
  });
});
