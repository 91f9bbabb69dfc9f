/**
 * The shell's and insmod's part: from a line of a script to the text the kernel gets. Quotes,
 * backslashes and continued lines are the shell's, `VAR=…` and `$VAR` are left to whoever knows them.
 */
import { splitArgs } from './params.ts';

export interface InsmodLine {
  /** The module's file or name: `cmemk.ko`, `/system/ti-dsp/cmemk.ko`, `cmemk`. */
  readonly module: string;
  /** What init_module() gets: the arguments joined by blanks. */
  readonly args: string;
}

/** Words of a POSIX shell line; a quote that is never closed reaches to the end. */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  const joined = line.replaceAll('\\\n', '');
  const word = /(?:[^\s"'\\]|\\[\s\S]|'[^']*(?:'|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$))+/g;
  for (const [text] of joined.matchAll(word))
    words.push(
      text.replace(/\\([\s\S])|'([^']*)'?|"((?:[^"\\]|\\[\s\S])*)"?/g, (_, plain, single, double) =>
        String(plain ?? single ?? String(double).replace(/\\([\\"$`])/g, '$1')),
      ),
    );
  return words;
}

/** A line that loads cmemk with insmod or modprobe; undefined if it does not. Options are skipped. */
export function parseInsmodLine(line: string): InsmodLine | undefined {
  const words = shellWords(line);
  const at = words.findIndex((word) => /(?:^|\/)(?:insmod|modprobe)$/i.test(word));
  if (at < 0) return undefined;
  const rest = words.slice(at + 1).filter((word, i, all) => !isOption(word, i, all));
  const [module, ...args] = rest;
  if (module === undefined || !/(?:^|\/)cmemk(?:\.ko)?$/.test(module)) return undefined;
  return { module, args: args.join(' ') };
}
/** insmod's and modprobe's own options stand before the module's name. */
const isOption = (word: string, at: number, words: readonly string[]): boolean =>
  word.startsWith('-') && words.slice(0, at).every((before) => before.startsWith('-'));

/** Parameters as a record, the last of each name; what an importer shows. */
export const paramsOf = ({ args }: InsmodLine): Record<string, string> =>
  Object.fromEntries(splitArgs(args).map(({ name, value }) => [name, value ?? '']));
