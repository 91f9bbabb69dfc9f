/**
 * Quoting, both ways: shell words as BusyBox ash reads them, strings as C reads them, and the
 * escapes of `echo -e`. Escapes beyond \x7f are refused: they would be bytes, not characters.
 */
import type { Message } from '../contract/command.ts';
import { shorten, type ReadResult } from './number.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

const problem = (id: string, found: string): { readonly problem: Message } => ({
  problem: { id, args: { found: shorten(found) } },
});

/** One escape at `at` (after the backslash): what it means and where it ends. */
function escape(
  text: string,
  at: number,
): { readonly char: string; readonly end: number } | undefined {
  const simple = SIMPLE[text[at] ?? ''];
  if (simple !== undefined) return { char: simple, end: at + 1 };
  if (text[at] !== 'x') return undefined;
  const digits = /^[0-9a-fA-F]{1,2}/.exec(text.slice(at + 1, at + 3))?.[0];
  if (digits === undefined || Number(`0x${digits}`) > 0x7f) return undefined;
  return { char: String.fromCharCode(Number(`0x${digits}`)), end: at + 1 + digits.length };
}

/** The inside of a C string or of $'…'. */
export function unescapeC(text: string): ReadResult<string> {
  let out = '';
  for (let i = 0; i < text.length;) {
    if (text[i] !== '\\') {
      out += text[i];
      i += 1;
      continue;
    }
    const found = escape(text, i + 1);
    if (!found) return problem('language.badEscape', text.slice(i, i + 4));
    out += found.char;
    i = found.end;
  }
  return { value: out };
}

/** One escape of `echo -e`: an octal number (`\0ooo`) or one of C's, quotes excepted. */
function escapeEcho(
  text: string,
  at: number,
): { readonly char: string; readonly end: number } | undefined {
  const octal = /^0[0-7]{0,3}/.exec(text.slice(at, at + 4))?.[0];
  if (octal === undefined)
    return text[at] === '"' || text[at] === "'" ? undefined : escape(text, at);
  const value = Number(`0o${octal}`);
  return value > 0x7f ? undefined : { char: String.fromCharCode(value), end: at + octal.length };
}

/** `echo -e`: what is no escape stays as it stands, and \c ends the output. */
export function unescapeEcho(
  text: string,
): ReadResult<{ readonly text: string; readonly stop: boolean }> {
  let out = '';
  for (let i = 0; i < text.length;) {
    if (text[i] === '\\' && text[i + 1] === 'c') return { value: { text: out, stop: true } };
    const found = text[i] === '\\' ? escapeEcho(text, i + 1) : undefined;
    if (!found && /^\\(?:0|x[0-9a-fA-F])/.test(text.slice(i, i + 3)))
      return problem('language.badEscape', text.slice(i, i + 5));
    out += found?.char ?? text[i] ?? '';
    i = found?.end ?? i + 1;
  }
  return { value: { text: out, stop: false } };
}

/** Inside double quotes a backslash quotes only these. */
const QUOTABLE = '$`"\\';

function unquoteDouble(inner: string): ReadResult<string> {
  let out = '';
  for (let i = 0; i < inner.length; i++) {
    const at = inner[i] ?? '';
    const next = inner[i + 1] ?? '';
    if (at === '\\' && next !== '' && QUOTABLE.includes(next)) {
      out += next;
      i += 1;
    } else if (at === '$' || at === '`') return problem('language.shellMeta', at);
    else out += at;
  }
  return { value: out };
}

/** The index of the quote that closes the one before `from`. */
function closing(word: string, from: number, quote: string, escapes: boolean): number {
  let i = from;
  while (i < word.length && word[i] !== quote) i += escapes && word[i] === '\\' ? 2 : 1;
  return i;
}

/** A shell word as the grammar cut it (quotes closed) → its text. */
export function unquoteWord(word: string): ReadResult<string> {
  let out = '';
  for (let i = 0; i < word.length;) {
    const at = word[i] ?? '';
    const ansi = at === '$' && word[i + 1] === "'";
    if (at === '\\') {
      out += word[i + 1] ?? '';
      i += 2;
    } else if (at === "'" || at === '"' || ansi) {
      const from = i + (ansi ? 2 : 1);
      const end = closing(word, from, at === '"' ? '"' : "'", at !== "'");
      const inner = word.slice(from, end);
      const read = ansi ? unescapeC(inner) : at === '"' ? unquoteDouble(inner) : { value: inner };
      if ('problem' in read) return read;
      out += read.value;
      i = end + 1;
    } else {
      out += at;
      i += 1;
    }
  }
  return { value: out };
}

const hasControl = (text: string): boolean => /[\u0000-\u001f\u007f]/.test(text);

const escaped = (text: string, quote: string): string =>
  text.replace(/[\u0000-\u001f\u007f\\'"]/g, (char) => {
    if (char === '\\' || char === quote) return `\\${char}`;
    if (char === "'" || char === '"') return char;
    if (char === '\n') return '\\n';
    if (char === '\t') return '\\t';
    return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });

/** A C string in double quotes. */
export const quoteC = (text: string): string => `"${escaped(text, '"')}"`;

/** A shell word in the plainest quotes that hold it; `$'…'` for control characters. */
export function quoteWord(text: string): string {
  if (text === '') return "''";
  if (/^[A-Za-z0-9_./:@%+,^-]+$/.test(text)) return text;
  if (hasControl(text)) return `$'${escaped(text, "'")}'`;
  return text.includes("'") ? `"${text.replace(/[$`"\\]/g, '\\$&')}"` : `'${text}'`;
}
