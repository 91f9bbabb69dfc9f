/** Files and pasted text: what they are, and what is wrong with them. Nothing that comes in is trusted. */
import { linkParts, plainName, readFileInSteps, readLink } from '../../engine/journal/index.ts';
import type { Experiment } from '../../engine/journal/index.ts';
import { parseInSteps } from '../../engine/language/index.ts';
import { MAX_FILE_CHARS } from '../../engine/contract/limits.ts';
import type { Anew } from './anew.ts';
import { t } from '../words/i18n.svelte.ts';
import type { Keeping } from './keeping.svelte.ts';
import { gently } from '../session/transcript/reading.ts';
import { asSentence, say } from '../words/say.ts';
import { bootsFirst, linesOf } from '../session/transcript/script-lines.ts';
import type { Session } from '../session/session.svelte.ts';
import { sizeText } from '../words/sizes.ts';
import type { Ui } from '../page/ui.svelte.ts';

/** What text from outside is. `why` is resolved when it is shown: it follows the language. */
export type Incoming =
  | { readonly is: 'experiment'; readonly experiment: Experiment }
  | { readonly is: 'refused'; readonly why: () => string };

/** No character takes more in UTF-8, as JavaScript counts them. */
const MOST_BYTES = MAX_FILE_CHARS * 3;
/** Bytes of a file read at once: a few milliseconds. */
const SLICE_BYTES = 1_000_000;
/** First line of a saved session. */
const SESSION = /^\ufeff?# carveout [0-9]/;

/** What is wrong, without the list of all that would be right: that is the console's. */
const clause = (text: string): string => text.split(/[;；]/)[0] ?? text;
const baseOf = (name: string): string => name.replace(/\.[a-z0-9]{1,12}$/i, '');

/**
 * A file's text as an experiment. A session is taken as it is: whatever it holds was written by a
 * Carveout. A scenario must be one: another text would only take the present session's place.
 */
export async function incoming(name: string, text: string): Promise<Incoming> {
  const read = await gently(readFileInSteps(text));
  if (!('experiment' in read))
    return { is: 'refused', why: () => t('news.file', name, asSentence(say(read.refused))) };
  const { experiment } = read;
  if (SESSION.test(text)) return { is: 'experiment', experiment };
  const [error] = (await gently(parseInSteps(experiment.branches[0]?.text ?? ''))).errors;
  if (error) {
    const { line, column, message } = error;
    const why = (): string => t('news.file.line', line, column, asSentence(clause(say(message))));
    return { is: 'refused', why: () => t('news.file', name, why()) };
  }
  const title = experiment.title === '' ? plainName(baseOf(name)) : experiment.title;
  return { is: 'experiment', experiment: { ...experiment, title } };
}

/** Says why nothing is opened. */
type Refuse = (why: () => string) => void;

/** Text of a file; undefined: it is none, and it was said why. */
async function textOf(file: File, refused: Refuse): Promise<string | undefined> {
  const no = (why: () => string): undefined => {
    refused(() => t('news.file', file.name, why()));
    return undefined;
  };
  if (file.size > MOST_BYTES)
    return no(() => t('news.file.tooLarge', sizeText(file.size), sizeText(MOST_BYTES)));
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  for (let at = 0; at < file.size; at += SLICE_BYTES) {
    const end = at + SLICE_BYTES;
    let bytes: ArrayBuffer;
    try {
      bytes = await file.slice(at, end).arrayBuffer();
    } catch {
      return no(() => t('news.file.unreadable'));
    }
    try {
      text += decoder.decode(bytes, { stream: end < file.size });
    } catch {
      return no(() => t('news.file.binary'));
    }
  }
  return text;
}

/** A link somebody pasted. */
export interface PastedLink {
  readonly link: string;
  /** What it holds, where it had to be read to know that it is one. */
  readonly read: ReturnType<typeof readLink> | undefined;
}

/** The text as a link if it is one: one address with an experiment in it, or only what would stand after its `#`. */
export function linkIn(text: string): PastedLink | undefined {
  const link = text.trim();
  if (/\s/.test(link)) return undefined;
  if (link.startsWith('#')) return { link, read: undefined };
  if (/^(?:https?|file):\/\//.test(link))
    return link.includes('#') ? { link, read: undefined } : undefined;
  if (linkParts(link).text.length <= 16) return undefined;
  const read = readLink(link);
  return 'experiment' in read ? { link, read } : undefined;
}

/** Whether a text begins with a board: then it is an experiment of its own. */
export const isExperiment = (text: string): boolean => {
  const lines = linesOf(text.trim());
  return lines.length > 1 && bootsFirst(lines);
};

export class Opener {
  readonly #keeping: Pick<Keeping, 'open' | 'openLink'>;
  readonly #anew: Pick<Anew, 'begin'>;
  readonly #session: Pick<Session, 'run'>;
  readonly #ui: Pick<Ui, 'tell' | 'dismiss' | 'toPrompt'>;

  constructor(of: {
    readonly keeping: Pick<Keeping, 'open' | 'openLink'>;
    readonly anew: Pick<Anew, 'begin'>;
    readonly session: Pick<Session, 'run'>;
    readonly ui: Pick<Ui, 'tell' | 'dismiss' | 'toPrompt'>;
  }) {
    this.#keeping = of.keeping;
    this.#anew = of.anew;
    this.#session = of.session;
    this.#ui = of.ui;
  }

  #refused(why: () => string): void {
    this.#ui.tell({ id: 'file', tone: 'bad', say: why });
  }

  readonly openFile = async (file: File): Promise<void> => {
    const text = await textOf(file, (why) => this.#refused(why));
    if (text !== undefined) await this.openText(file.name, text);
  };

  readonly openText = async (name: string, text: string): Promise<void> => {
    const read = await incoming(name, text);
    if (read.is === 'refused') return this.#refused(read.why);
    this.#ui.dismiss('file');
    await this.#keeping.open(read.experiment);
  };

  /** A script that somebody brought: one that begins with a board begins another experiment. */
  readonly runBrought = async (text: string): Promise<void> => {
    const script = text.replaceAll('\r\n', '\n');
    const read = isExperiment(script) ? await incoming('', script) : undefined;
    if (read?.is === 'experiment') await this.#anew.begin(read.experiment);
    else await this.#session.run(script);
  };

  /** What was pasted beside every input: a link and a session are opened, a script is executed. */
  readonly openPasted = async (text: string): Promise<void> => {
    if (text.trim() === '') return;
    const found = linkIn(text);
    if (found) await this.#keeping.openLink(found.link, {}, found.read);
    else if (SESSION.test(text)) await this.openText(t('head.file'), text);
    else if (text.trim().includes('\n')) await this.runBrought(text);
    else this.#ui.toPrompt(text.trim());
  };
}
