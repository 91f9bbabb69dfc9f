/** What DMA pools say. */
import { named, noteLines } from '../../../words/lines.ts';
import type { SystemText } from '../../../words/text.ts';
import { poolCalls } from './calls.ts';
import { dmaPoolEn } from './words.en.ts';
import { dmaPoolZh } from './words.zh.ts';

export const dmaPoolText = {
  id: 'dma-pool',
  calls: [{ place: 3, calls: poolCalls }],
  words: { en: dmaPoolEn, zh: dmaPoolZh },
  // What a call gave, and what it did besides without a word.
  print: {
    pool: ({ id, name, device, size, allocation, boundary, blocks, handle, notes }) => {
      const args = { id, name, size, allocation, boundary, blocks };
      const line =
        device === undefined
          ? named(handle, 'note.poolNoDevice', args)
          : named(handle, 'note.pool', { ...args, device });
      return [line, ...noteLines(notes)];
    },
    pool_block: ({ phys, dma, virt, size, handle, notes }) => {
      const line =
        virt === undefined
          ? named(handle, 'note.poolBlock', { phys, dma, size })
          : named(handle, 'note.poolBlockVirt', { phys, dma, virt, size });
      return [line, ...noteLines(notes)];
    },
  },
  told: undefined,
  shellError: undefined,
} as const satisfies SystemText<'dma-pool'>;
