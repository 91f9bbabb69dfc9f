/**
 * Module parameters: from the text insmod hands to the kernel to the variables of cmemk.c.
 *
 * Source of truth: kernel/params.c of Linux 2.6.32 (next_arg, parse_one, param_set_charp,
 * param_set_int, param_array) and the module_param lines of cmemk.c. Later kernels differ in the
 * wording of the loader's own lines only. Texts are byte strings.
 */
import { ERRNO, type Message } from '../../../contract/command.ts';
import { isSpace } from '../../../memory/bytes/cstring.ts';
import type { CmemVersion } from './version.ts';

/** The module's static variables after parsing. */
export interface CmemParams {
  readonly physStart: readonly (string | undefined)[];
  readonly physEnd: readonly (string | undefined)[];
  /** Undefined = the parameter was not given at all (pools[0] is NULL). */
  readonly pools: readonly (readonly string[] | undefined)[];
  /** -1 = unset, where the driver distinguishes that. */
  readonly allowOverlap: number | undefined;
  /** useHeapIfPoolUnavailable; 0 unless given. */
  readonly useHeap: number;
}
/** The kernel refused before the module's own code ran. */
export interface ParamsRefused {
  /** What init_module() returns: a negative errno. */
  readonly rv: number;
  /** What the loader prints (KERN_ERR). */
  readonly line: string;
  readonly why: Message;
}

/** Characters of a charp parameter that the kernel takes. */
export const CHARP_MAX = 1024;

/** One word of the line, split at its first "=". */
interface Arg {
  readonly name: string;
  /** Undefined: there was no '='. */
  readonly value: string | undefined;
}

/** next_arg(): split at blanks outside quotes; a value's own quotes are dropped. */
export function splitArgs(text: string): Arg[] {
  const args: Arg[] = [];
  let at = 0;
  while (at < text.length) {
    while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
    if (at === text.length) break;
    const quoted = text[at] === '"';
    if (quoted) at += 1;
    const begin = at;
    let inQuote = quoted;
    let equals = -1;
    while (at < text.length && (inQuote || !isSpace(text.charCodeAt(at)))) {
      if (text[at] === '=' && equals < 0) equals = at;
      if (text[at] === '"') inQuote = !inQuote;
      at += 1;
    }
    const end = quoted && text[at - 1] === '"' ? at - 1 : at;
    if (equals < 0) args.push({ name: text.slice(begin, end), value: undefined });
    else
      args.push({ name: text.slice(begin, equals), value: unquote(text.slice(equals + 1, end)) });
  }
  return args;
}
function unquote(value: string): string {
  if (!value.startsWith('"')) return value;
  return value.slice(1, value.endsWith('"') && value.length > 1 ? -1 : undefined);
}

const refuse = (
  errno: 'ENOENT' | 'EINVAL' | 'ENOSPC',
  line: string,
  id: string,
  args: Record<string, string | number>,
): ParamsRefused => ({ rv: -ERRNO[errno], line, why: { id, args } });

/** Names of the parameters of a driver, in the order of their declaration. */
export function parameterNames({ blocks, fallback }: CmemVersion): string[] {
  const names: string[] = [];
  for (let block = 0; block < blocks; block += 1) {
    const tail = block === 0 ? '' : `_${block}`;
    names.push(`phys_start${tail}`, `phys_end${tail}`, `pools${tail}`);
  }
  names.push('allowOverlap');
  if (fallback) names.push('useHeapIfPoolUnavailable');
  return names;
}

/**
 * parse_args(): left to right, the first that is refused ends it. ENOENT for a name that the driver
 * does not have, EINVAL for a value that does not parse or too many pools, ENOSPC for a text that
 * is too long.
 */
export function parseParams(
  version: CmemVersion,
  args: readonly Arg[],
): CmemParams | ParamsRefused {
  const names = parameterNames(version);
  const physStart: (string | undefined)[] = [];
  const physEnd: (string | undefined)[] = [];
  const pools: (readonly string[] | undefined)[] = [];
  let allowOverlap: number | undefined;
  let useHeap = 0;
  for (const { name: given, value } of args) {
    // parameq(): '-' and '_' are the same.
    const name = names.find((known) => known === given.replaceAll('-', '_'));
    if (name === undefined)
      return refuse('ENOENT', `cmemk: Unknown parameter \`${given}'`, 'cmem.unknownParameter', {
        name: given,
        known: names.join(', '),
      });
    const block = Number(/_(\d)$/.exec(name)?.[1] ?? 0);
    if (name.startsWith('phys_')) {
      const refused = checkCharp(name, value);
      if (refused) return refused;
      (name.startsWith('phys_start') ? physStart : physEnd)[block] = value;
    } else if (name.startsWith('pools')) {
      const list = parseArray(name, value, version.maxPools);
      if ('rv' in list) return list;
      pools[block] = list;
    } else {
      const number = parseInt32(value);
      if (number === undefined) return invalid(name, value);
      if (name === 'allowOverlap') allowOverlap = number;
      else useHeap = number;
    }
  }
  return { physStart, physEnd, pools, allowOverlap, useHeap };
}

const invalid = (name: string, value: string | undefined): ParamsRefused =>
  refuse(
    'EINVAL',
    `cmemk: \`${value ?? '(null)'}' invalid for parameter \`${name}'`,
    'cmem.invalidParameter',
    { name, value: value ?? '' },
  );

/** param_set_charp(). */
function checkCharp(name: string, value: string | undefined): ParamsRefused | undefined {
  if (value === undefined) return invalid(name, value);
  if (value.length <= CHARP_MAX) return undefined;
  const args = { name, length: value.length, max: CHARP_MAX };
  return refuse('ENOSPC', `${name}: string parameter too long`, 'cmem.parameterTooLong', args);
}

/** param_array() of charp: an empty text is one empty element. */
function parseArray(
  name: string,
  value: string | undefined,
  max: number,
): readonly string[] | ParamsRefused {
  if (value === undefined) return invalid(name, value);
  const list = value.split(',');
  for (const [i, element] of list.entries()) {
    if (i === max)
      return refuse('EINVAL', `${name}: can only take ${max} arguments`, 'cmem.tooManyPools', {
        name,
        count: list.length,
        max,
      });
    const refused = checkCharp(name, element);
    if (refused) return refused;
  }
  return list;
}

/** param_set_int(): strict_strtol() with base 0, which takes one newline after the digits. */
function parseInt32(value: string | undefined): number | undefined {
  const found = /^(-?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)\n?$/.exec(value ?? '');
  if (!found) return undefined;
  const digits = found[2]!;
  const base = /^0[xX]/.test(digits) ? 16 : digits.startsWith('0') && digits.length > 1 ? 8 : 10;
  const number = (found[1] === '-' ? -1 : 1) * parseInt(digits, base);
  return number >= -(2 ** 31) && number < 2 ** 31 ? number : undefined;
}
