/** 简体中文: the same areas as catalogue.en.ts, each checked against its English twin. */
import type { catalogueEn } from './catalogue.en.ts';
import { callsZh } from './calls.zh.ts';
import { cmemCallsZh } from './cmem-calls.zh.ts';
import { cmemZh } from './cmem.zh.ts';
import { dmaPoolZh } from './dma-pool.zh.ts';
import { journalZh } from './journal.zh.ts';
import { languageZh } from './language.zh.ts';
import { machineZh } from './machine.zh.ts';
import { noteZh } from './note.zh.ts';
import { reserveZh } from './reserve.zh.ts';

export const catalogueZh: Readonly<Record<keyof typeof catalogueEn, string>> = {
  ...languageZh,
  ...callsZh,
  ...machineZh,
  ...cmemCallsZh,
  ...cmemZh,
  ...dmaPoolZh,
  ...noteZh,
  ...reserveZh,
  ...journalZh,
};
