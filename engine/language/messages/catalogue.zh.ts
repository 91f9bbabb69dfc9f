/** 简体中文: the same areas as catalogue.en.ts, each checked against its English twin. */
import type { ownEn } from './catalogue.en.ts';
import { callsZh } from './calls.zh.ts';
import { journalZh } from './journal.zh.ts';
import { languageZh } from './language.zh.ts';
import { machineZh } from './machine.zh.ts';
import { noteZh } from './note.zh.ts';

export const ownZh: Readonly<Record<keyof typeof ownEn, string>> = {
  ...languageZh,
  ...callsZh,
  ...machineZh,
  ...noteZh,
  ...journalZh,
};
