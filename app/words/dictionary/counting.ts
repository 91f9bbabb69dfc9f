/** How both languages count: shared by the dictionaries. */
import { grouped } from '../sizes.ts';

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

export const inWords = (n: number): string => WORDS[n] ?? grouped(n);
export const many = (n: number, one: string, more: string): string =>
  `${grouped(n)} ${n === 1 ? one : more}`;
export const pagesEn = (n: number): string => many(n, 'page', 'pages');
export const pagesZh = (n: number): string => `${grouped(n)} 页`;
