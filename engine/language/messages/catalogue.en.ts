/** English: the words of the language, the journal and the machine; those of systems are in their texts. */
import { callsEn } from './calls.en.ts';
import { journalEn } from './journal.en.ts';
import { languageEn } from './language.en.ts';
import { machineEn } from './machine.en.ts';
import { noteEn } from './note.en.ts';

export const ownEn = {
  ...languageEn,
  ...callsEn,
  ...machineEn,
  ...noteEn,
  ...journalEn,
} as const;
