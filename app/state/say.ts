/** The engine's words and a console line's text, in the reader's language. */
import type { Message } from '../../engine/command.ts';
import { lineText, say as sayMessage } from '../../engine/language/index.ts';
import { i18n } from './i18n.svelte.ts';
import type { ConsoleContent } from './transcript.ts';

/** A message of the engine as a sentence. */
export const say = (message: Message): string => sayMessage(message, i18n.lang);

/** A clause of the engine's as a sentence of its own. */
export function asSentence(clause: string): string {
  const end = /[.!?。！？]$/.test(clause) ? '' : i18n.lang === 'zh' ? '。' : '.';
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}${end}`;
}

/** A line as it is shown and copied. */
export function lineTextOf(content: ConsoleContent): string {
  switch (content.kind) {
    case 'in':
      return `> ${content.text}`;
    case 'source':
    case 'caret':
      return `  ${content.text}`;
    case 'error': {
      const { at, message } = content;
      return `${at ? `${at.line}:${at.column}: ` : ''}${say(message)}`;
    }
    case 'page':
      return content.say();
    default:
      return lineText(content, i18n.lang);
  }
}
