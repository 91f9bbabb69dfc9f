/** What CMA says. */
import { named } from '../../../words/lines.ts';
import type { SystemText } from '../../../words/text.ts';
import { cmaCalls } from './calls.ts';
import { reserveEn } from './reserve-words.en.ts';
import { reserveZh } from './reserve-words.zh.ts';
import { cmaEn } from './words.en.ts';
import { cmaZh } from './words.zh.ts';

/** A pages value is one line: frames, and the pointer where the board knows it. */
export const cmaText = {
  id: 'cma',
  calls: [{ place: 1, calls: cmaCalls }],
  words: { en: { ...cmaEn, ...reserveEn }, zh: { ...cmaZh, ...reserveZh } },
  print: {
    pages: ({ pfn, count, page, phys, virt, handle }) => {
      const args = { pfn, count, page, phys };
      return virt === undefined
        ? [named(handle, 'note.pages', args)]
        : [named(handle, 'note.pagesVirt', { ...args, virt })];
    },
  },
  told: undefined,
  shellError: undefined,
} as const satisfies SystemText<'cma'>;
