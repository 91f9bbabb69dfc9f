/** Whether what a reader refuses is said, in both languages. */
import type { Message } from '../../contract/command.ts';
import { say } from '../../language/index.ts';
import type { Finding } from '../target.ts';

/** Nobody should read these, unless the input has them. */
const NEVER = /undefined|NaN|\[object|\{\w+(?::\w+)?\}/;

/** A message that is no sentence. `input`: what it may quote. */
export function unsaid(message: Message, input: string): Finding | undefined {
  for (const lang of ['en', 'zh'] as const) {
    const sentence = say(message, lang);
    const odd = NEVER.exec(sentence)?.[0];
    if (sentence === message.id || (odd !== undefined && !input.includes(odd)))
      return { kind: `unsaid ${message.id}`, says: `${lang}: ${sentence}` };
  }
  return undefined;
}

/** A refusal that is a mistake of ours, or no sentence. */
export function unsound(refused: Message, input: string): Finding | undefined {
  if (refused.id !== 'journal.failed') return unsaid(refused, input);
  const why = String(refused.args?.['why']);
  return { kind: `fails ${why.replace(/\d+/g, 'N')}`, says: why };
}

/** What went wrong first. */
export const firstFinding = (
  ...checks: readonly (() => Finding | undefined)[]
): Finding | undefined => {
  for (const check of checks) {
    const finding = check();
    if (finding) return finding;
  }
  return undefined;
};
