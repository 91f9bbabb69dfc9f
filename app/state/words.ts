/** All words of the page: for views that are fetched behind the first paint. */
import { core, translator } from './i18n.svelte.ts';
import { panels } from './strings/panels.ts';

const words = { ...core, ...panels };
export type Key = keyof typeof words;
export const t = translator(words);
