/** A console line's text in the reader's language. */
import { lineText } from '../../../engine/language/index.ts';
import { i18n } from '../../words/i18n.svelte.ts';
import { say } from '../../words/say.ts';
import type { ConsoleContent } from './transcript.ts';

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
    case 'fold':
      return content.lines.slice(content.from).map(lineTextOf).join('\n');
    case 'page':
      return content.say();
    default:
      return lineText(content, i18n.lang);
  }
}
