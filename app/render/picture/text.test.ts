import { expect, it } from 'vitest';
import { charactersOf, linesOf, wordsOf } from './text.ts';

const width = (text: string): number => text.length;

it.each([
  ['', 9, []],
  ['one two three', 7, ['one two', 'three']],
  ['a word that-is-too-long stands alone', 8, ['a word', 'that-is-too-long', 'stands', 'alone']],
  ['连续内存 CMA 区域', 5, ['连续内存', 'CMA 区', '域']],
])('%j in %d is %j', (text, room, lines) => {
  expect(linesOf(wordsOf(text), room, width)).toEqual(lines);
});
it('what is no language is broken anywhere', () => {
  expect(linesOf(charactersOf('https://x'), 4, width)).toEqual(['http', 's://', 'x']);
});
