/**
 * What CMEM says.
 *
 * Source of truth for the shell's texts: insmod, modprobe and rmmod of BusyBox 1.2x.
 */
import type { Command, Errno, Message, Outcome } from '../../../contract/command.ts';
import { note, type TranscriptLine } from '../../../words/lines.ts';
import { STRERROR } from '../../../words/strerror.ts';
import type { SystemText } from '../../../words/text.ts';
import { cmemCallsEn } from './call-words.en.ts';
import { cmemCallsZh } from './call-words.zh.ts';
import { cmemCalls } from './calls.ts';
import { cmemRawCalls } from './calls-raw.ts';
import { cmemEn } from './words.en.ts';
import { cmemZh } from './words.zh.ts';

export const cmemText = {
  id: 'cmem',
  calls: [
    { place: 6, calls: cmemCalls },
    { place: 7, calls: cmemRawCalls },
  ],
  words: { en: { ...cmemCallsEn, ...cmemEn }, zh: { ...cmemCallsZh, ...cmemZh } },
  print: {
    extent: ({ phys, size }) => [note('note.extent', { phys, size, end: phys + size })],
    freed: ({ pool, size }) => [note('note.freed', { pool, size })],
  },
  told: wasteLines,
  shellError,
} as const satisfies SystemText<'cmem'>;

/** What a request got from a pool that is larger than it needs. */
function wasteLines(events: Outcome['events']): readonly TranscriptLine[] {
  return events.flatMap((event) => {
    if (event.is !== 'served' || event.unused === 0) return [];
    const { asked, size, rounding, unused } = event;
    return [note('note.unused', { asked, size, rounding, unused })];
  });
}

/** BusyBox' moderror(): what init_module() means by ENOENT, unless the file itself is not there. */
const insertError = (errno: Errno, { id }: Message): string =>
  id === 'cmem.unknownParameter'
    ? 'unknown symbol in module, or unknown parameter'
    : STRERROR[errno];
/** filename2modname(). */
const moduleName = (file: string): string =>
  file.slice(file.lastIndexOf('/') + 1).replace(/\.ko$/, '');

/** The line that insmod, modprobe or rmmod prints; undefined for other commands. */
function shellError(command: Command, errno: Errno, why: Message): string | undefined {
  switch (command.kind) {
    case 'insmod':
      return `insmod: can't insert '${command.module}': ${insertError(errno, why)}`;
    case 'modprobe': {
      const name = moduleName(command.module);
      return why.id === 'cmem.noSuchModule'
        ? `modprobe: module ${name} not found in modules.dep`
        : `modprobe: can't load module ${name} (extra/${name}.ko): ${insertError(errno, why)}`;
    }
    case 'rmmod':
      return `rmmod: can't unload module '${moduleName(command.module)}': ${STRERROR[errno]}`;
    default:
      return undefined;
  }
}
