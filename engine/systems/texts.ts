/** What each system says: the list that the language loops over. */
import type { AnyText } from '../words/text.ts';
import { cmaText } from './cma/words/says.ts';
import { cmemText } from './cmem/words/says.ts';
import { dmaText } from './dma/words/says.ts';
import { dmaPoolText } from './dma-pool/words/says.ts';
import { msysText } from './msys/words/says.ts';

export const TEXTS = [
  cmaText,
  dmaText,
  dmaPoolText,
  msysText,
  cmemText,
] as const satisfies readonly AnyText[];
