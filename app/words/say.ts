/** The engine's words in the reader's language. */
import type { Message } from '../../engine/contract/command.ts';
import { say as sayMessage } from '../../engine/language/index.ts';
import { i18n } from './i18n.svelte.ts';

/** A message of the engine as a sentence. */
export const say = (message: Message): string => sayMessage(message, i18n.lang);

/** A clause of the engine's as a sentence of its own. */
export function asSentence(clause: string): string {
  const end = /[.!?。！？]$/.test(clause) ? '' : i18n.lang === 'zh' ? '。' : '.';
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}${end}`;
}
