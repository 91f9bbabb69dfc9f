/** English: every area in one object. A new area is one file a language and one line here and there. */
import { callsEn } from './calls.en.ts';
import { cmemCallsEn } from './cmem-calls.en.ts';
import { cmemEn } from './cmem.en.ts';
import { dmaPoolEn } from './dma-pool.en.ts';
import { journalEn } from './journal.en.ts';
import { languageEn } from './language.en.ts';
import { machineEn } from './machine.en.ts';
import { noteEn } from './note.en.ts';
import { reserveEn } from './reserve.en.ts';

export const catalogueEn = {
  ...languageEn,
  ...callsEn,
  ...machineEn,
  ...cmemCallsEn,
  ...cmemEn,
  ...dmaPoolEn,
  ...noteEn,
  ...reserveEn,
  ...journalEn,
} as const;
