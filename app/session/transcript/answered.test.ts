import { expect, it } from 'vitest';
import { answered } from './answered.ts';
import type { ConsoleContent, ConsoleLine, KernelLine } from './transcript.ts';

let id = 0;
const said = (at: number, content: ConsoleContent): ConsoleLine => ({
  ...{ id: (id += 1), op: at, first: false },
  at,
  content,
});
const page = (text: string): ConsoleContent => ({ kind: 'page', say: () => text });
const printed = (at: number, text: string, failed = false): KernelLine => ({
  ...{ id: (id += 1), op: at, first: true },
  ...{ at, text, failed },
  channel: 'printk',
});
const CONSOLE = [
  said(1, { kind: 'in', text: 'first' }),
  said(1, page('one')),
  said(2, { kind: 'in', text: 'second' }),
  said(2, page('two')),
  said(2, page(' ')),
  said(2, { kind: 'err', text: 'two failed' }),
  said(3, { kind: 'in', text: 'third' }),
];
const KERNEL = [printed(2, 'cma: two'), printed(3, 'cma: three', true)];

it.each([
  ['an answer', 1, 5, [['one', false]]],
  [
    'answers without empty ones',
    2,
    5,
    [
      ['two', false],
      ['two failed', true],
    ],
  ],
  ['as many as there is room for', 2, 1, [['two', false]]],
  ['the kernel where the console has no answer', 3, 5, [['cma: three', true]]],
  ['nothing of what was never said', 4, 5, []],
])('%s', (_, at, most, lines) => {
  const found = answered(CONSOLE, KERNEL, at, most);
  expect(found.map(({ text, failed }) => [text, failed])).toEqual(lines);
});
it('a folded answer is told from its first line', () => {
  const lines = ['a', 'b', 'c'].map(page);
  const fold = said(1, { kind: 'fold', from: 1, lines });
  expect(answered([fold], [], 1, 2).map(({ text }) => text)).toEqual(['a', 'b']);
});
