import { expect, it } from 'vitest';
import { parse } from '../../engine/language/index.ts';
import { branchName } from './branch-name.ts';
import { narrated } from '../session/transcript/transcript.ts';

const named = (source: string, taken: readonly string[] = []): string =>
  branchName(narrated(source, parse(source).statements)[0], taken, 'up to step 5');

it.each([
  ['# What if it were larger?\ncma_alloc(64)', 'What if it were larger?'],
  ['cma_alloc(64)\n# said later', 'cma_alloc(64)'],
  [
    'echo new1k 1024 > /sys/class/mstar/msys/dmem_alloc',
    'echo new1k 1024 /sys/class/mstar/msys/dm…',
  ],
  [
    '# 从这里继续：如果大小改为 64 页会怎样？\ncma_alloc(64)',
    '从这里继续：如果大小改为 64 页会怎样？',
  ],
  [`#${'x'.repeat(80)}\ndmesg`, `${'x'.repeat(40)}…`],
  [`#${'x'.repeat(40)}\ndmesg`, 'x'.repeat(40)],
  [
    '# aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii\ndmesg',
    'aaaa bbbb cccc dddd eeee ffff gggg hhhh…',
  ],
  ['# aaaa bbbb cccc dddd eeee ffff gggg hh iiii\ndmesg', 'aaaa bbbb cccc dddd eeee ffff gggg hh…'],
  [`# ab ${'x'.repeat(60)}\ndmesg`, `ab ${'x'.repeat(37)}…`],
  [`# ${'x'.repeat(20)} ${'y'.repeat(40)}\ndmesg`, `${'x'.repeat(20)} ${'y'.repeat(19)}…`],
  [`# ${'x'.repeat(21)} ${'y'.repeat(40)}\ndmesg`, `${'x'.repeat(21)}…`],
  ['#\ndmesg', 'up to step 5'],
  ['', 'up to step 5'],
])('%j is called %s', (source, name) => expect(named(source)).toBe(name));

it('a name that is taken gets a number', () => {
  expect(named('dmesg', ['main', 'dmesg'])).toBe('dmesg (2)');
  expect(named('dmesg', ['dmesg (2)', 'dmesg'])).toBe('dmesg (3)');
});
