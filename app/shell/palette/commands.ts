/** What was typed, if it is a command. */
import { calls, parse } from '../../../engine/language/index.ts';

const WORD_CALLS = new Set(
  calls.filter(({ forms }) => forms[0] !== 'call').map(({ name }) => name),
);
const CALLS = new Set(calls.map(({ name }) => name));

/**
 * Whether a text is a command of the language; or means to be one, with something wrong in it that the
 * console says.
 */
export function commandIn(text: string): 'command' | 'faulty' | undefined {
  const line = text.trim();
  if (line === '') return undefined;
  const { statements, errors } = parse(line);
  if (errors.length === 0) return statements.length > 0 ? 'command' : undefined;
  const [, call = '', paren] = /^(?:\w+\s*=\s*)?(\w+)\s*(\(?)/.exec(line) ?? [];
  const means = paren === '(' ? CALLS.has(call) : WORD_CALLS.has(call) && /\s/.test(line);
  return means ? 'faulty' : undefined;
}
