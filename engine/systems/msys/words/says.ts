/** What msys says. */
import type { Command } from '../../../contract/command.ts';
import { named, type TranscriptLine } from '../../../words/lines.ts';
import type { SystemText } from '../../../words/text.ts';
import { msysCalls } from './calls.ts';
import type { DmemValue } from '../protocol.ts';
import { msysEn } from './words.en.ts';
import { msysZh } from './words.zh.ts';

export const msysText = {
  id: 'msys',
  calls: [{ place: 5, calls: msysCalls }],
  words: { en: msysEn, zh: msysZh },
  print: { dmem: (value, command) => [dmemLine(value, command)] },
  told: undefined,
  shellError: undefined,
} as const satisfies SystemText<'msys'>;

/** A request says whether its buffer was there already, and how often it tried. */
function dmemLine(value: DmemValue, command: Command): TranscriptLine {
  const { name, length, phys, kvirt, kept, retries } = value;
  const args = { name, length, phys, kvirt, retries };
  if (command.kind !== 'msys_request_dmem') return named(undefined, 'note.dmem', args);
  const id = kept ? 'note.dmemKept' : retries > 0 ? 'note.dmemRetried' : 'note.dmem';
  return named(command.into, id, args);
}
