/** Files and pasted text: what they are, and what is wrong with them. Nothing that comes in is trusted. */
import { linkParts, plainName, readFile, readLink } from '../../engine/journal/index.ts';
import type { Experiment } from '../../engine/journal/index.ts';
import { parse } from '../../engine/language/index.ts';
import { MAX_FILE_CHARS } from '../../engine/limits.ts';
import { t } from './i18n.svelte.ts';
import { keeping } from './keeping.svelte.ts';
import { asSentence, say } from './say.ts';
import { session } from './session.svelte.ts';
import { sizeText } from './sizes.ts';
import { ui } from './ui.svelte.ts';

/** What text from outside is. `why` is resolved when it is shown: it follows the language. */
export type Incoming =
  | { readonly is: 'experiment'; readonly experiment: Experiment }
  | { readonly is: 'refused'; readonly why: () => string };

/** No character takes more in UTF-8, as JavaScript counts them. */
const MOST_BYTES = MAX_FILE_CHARS * 3;
/** First line of a saved session. */
const SESSION = /^\ufeff?# carveout [0-9]/;

/** What is wrong, without the list of all that would be right: that is the console's. */
const clause = (text: string): string => text.split(/[;；]/)[0] ?? text;
const baseOf = (name: string): string => name.replace(/\.[a-z0-9]{1,12}$/i, '');

/**
 * A file's text as an experiment. A session is taken as it is: whatever it holds was written by a
 * Carveout. A scenario must be one: another text would only take the present session's place.
 */
export function incoming(name: string, text: string): Incoming {
  const read = readFile(text);
  if (!('experiment' in read))
    return { is: 'refused', why: () => t('news.file', name, asSentence(say(read.refused))) };
  const { experiment } = read;
  if (SESSION.test(text)) return { is: 'experiment', experiment };
  const [error] = parse(experiment.branches[0]?.text ?? '').errors;
  if (error) {
    const { line, column, message } = error;
    const why = (): string => t('news.file.line', line, column, asSentence(clause(say(message))));
    return { is: 'refused', why: () => t('news.file', name, why()) };
  }
  const title = experiment.title === '' ? plainName(baseOf(name)) : experiment.title;
  return { is: 'experiment', experiment: { ...experiment, title } };
}

function refused(why: () => string): void {
  ui.tell({ id: 'file', tone: 'bad', say: why });
}

/** Text of a file; undefined: it is none, and it was said why. */
async function textOf(file: File): Promise<string | undefined> {
  const no = (why: () => string): undefined => {
    refused(() => t('news.file', file.name, why()));
    return undefined;
  };
  if (file.size > MOST_BYTES)
    return no(() => t('news.file.tooLarge', sizeText(file.size), sizeText(MOST_BYTES)));
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return no(() => t('news.file.unreadable'));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return no(() => t('news.file.binary'));
  }
}

export async function openFile(file: File): Promise<void> {
  const text = await textOf(file);
  if (text !== undefined) await openText(file.name, text);
}

export async function openText(name: string, text: string): Promise<void> {
  const read = incoming(name, text);
  if (read.is === 'refused') return refused(read.why);
  ui.dismiss('file');
  await keeping.open(read.experiment);
}

/** The text is one address with an experiment in it, or only what would stand behind its `#`. */
export function isLink(text: string): boolean {
  const line = text.trim();
  if (/\s/.test(line)) return false;
  if (/^(?:https?|file):\/\//.test(line)) return line.includes('#');
  return (
    line.startsWith('#') || (linkParts(line).text.length > 16 && 'experiment' in readLink(line))
  );
}

/** What was pasted beside every input: a link and a session are opened, a script is executed. */
export async function openPasted(text: string): Promise<void> {
  if (text.trim() === '') return;
  if (isLink(text)) await keeping.openLink(text.trim());
  else if (SESSION.test(text)) await openText(t('head.file'), text);
  else if (text.trim().includes('\n')) await session.run(text.replaceAll('\r\n', '\n'));
  else ui.toPrompt(text.trim());
}
