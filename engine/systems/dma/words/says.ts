/** What the DMA API says. */
import { named } from '../../../words/lines.ts';
import type { SystemText } from '../../../words/text.ts';
import { dmaCalls } from './calls.ts';
import { streamCalls } from './calls-stream.ts';
import { dmaEn } from './words.en.ts';
import { dmaZh } from './words.zh.ts';

export const dmaText = {
  id: 'dma',
  calls: [
    { place: 2, calls: dmaCalls },
    { place: 4, calls: streamCalls },
  ],
  words: { en: dmaEn, zh: dmaZh },
  print: { buddy: ({ count, order, handle }) => [named(handle, 'note.buddy', { count, order })] },
  told: undefined,
  shellError: undefined,
} as const satisfies SystemText<'dma'>;
