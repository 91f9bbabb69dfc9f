/** The types of argument: how each is read, refused and written. */
import {
  ERRNO,
  type Errno,
  type Message,
  type PfnRange,
  type Target,
  type Where,
} from '../contract/command.ts';
import { MAX_NAME, MAX_NUMBER, MAX_PROCESSES } from '../contract/limits.ts';
import type { PageCount, Pfn } from '../contract/units.ts';
import { nearest } from './nearest.ts';
import { parseNumber, shorten, writeNumber, type ReadResult, type UnitName } from './number.ts';
import { quoteC, quoteWord } from './quoting.ts';
import type { Kind, Raw } from './spec.ts';

const refuse = (id: string, args: Message['args'] = {}): { readonly problem: Message } => ({
  problem: { id, args },
});
const isString = (raw: Raw): boolean => raw.as === 'string';
/** `want` is the id of the words for what would fit. */
const wrongType = (raw: Raw, want: string) =>
  refuse('language.wrongType', {
    found: raw.items ? '[…]' : shorten(isString(raw) ? quoteC(raw.text) : raw.text),
    want,
  });

/** Letters, digits and `_`, no digit first. */
export const isName = (text: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
/** An errno that the engine knows by name. */
export const isErrno = (text: string): text is Errno => Object.hasOwn(ERRNO, text);

/** `wrong` with the nearest accepted word, or with all of them. */
export function unknownWord(found: string, accepted: readonly string[]): Message {
  const suggestion = nearest(found, accepted);
  const args = { found: shorten(found), accepted: accepted.join('\n') };
  return suggestion === undefined
    ? { id: 'language.unknownWord', args }
    : { id: 'language.unknownWordNear', args: { ...args, suggestion } };
}

/** Least and most value that is accepted, both included. */
interface Bounds {
  readonly least?: number;
  readonly most?: number;
}

/** A whole number of `unit`, 0 to 2^53 - 1 unless told otherwise. */
export function number(
  unit: UnitName,
  { least = 0, most = MAX_NUMBER }: Bounds = {},
): Kind<number> {
  return {
    name: 'number',
    unit,
    least,
    most,
    read(raw) {
      if (isString(raw) || raw.items) return wrongType(raw, 'language.type.number');
      const read = parseNumber(raw.text);
      if ('problem' in read) {
        const other = isName(raw.text) || raw.text.includes('@');
        return other ? wrongType(raw, 'language.type.number') : read;
      }
      const found = shorten(raw.text);
      if (read.value < 0 && least >= 0) return refuse('language.number.negative', { found });
      if (read.value < least) return refuse('language.number.least', { found, least });
      if (read.value > most) return refuse('language.number.most', { found, most });
      return read;
    },
    write: (value) => writeNumber(value, unit),
  };
}

/** Text as it is, of any length and any characters; in a call it wants quotes unless `bare`. */
export function text({ bare = false }: { readonly bare?: boolean } = {}): Kind<string> {
  return {
    name: 'text',
    read(raw) {
      const fits = raw.as !== 'bare' || (bare && isName(raw.text));
      if (raw.items || !fits) return wrongType(raw, 'language.type.text');
      return { value: raw.text };
    },
    write: (value, form) => (form === 'call' ? quoteC(value) : quoteWord(value)),
  };
}

/** Any text but the empty one; whether a file is there is the board's business. */
export const path: Kind<string> = {
  name: 'path',
  read: (raw) => (raw.text === '' ? refuse('language.emptyPath') : { value: raw.text }),
  write: (value) => quoteWord(value),
};

/** One of these words, spelled exactly. */
export function oneOf<const T extends string>(values: readonly T[]): Kind<T> {
  return {
    name: 'oneOf',
    values,
    read(raw) {
      const value = values.find((known) => known === raw.text);
      return value === undefined ? { problem: unknownWord(raw.text, values) } : { value };
    },
    write: (value) => value,
  };
}

/** A bare constant that means a value: `GFP_ATOMIC`. */
export function flag<T>(constants: Readonly<Record<string, T>>): Kind<T> {
  const values = Object.keys(constants);
  return {
    name: 'flag',
    values,
    read(raw) {
      const value = Object.hasOwn(constants, raw.text) ? constants[raw.text] : undefined;
      return value === undefined ? { problem: unknownWord(raw.text, values) } : { value };
    },
    write: (value) => values.find((name) => constants[name] === value) ?? '',
  };
}

/** A letter after a dash: there or not. `-l` takes no value. */
export const letter: Kind<boolean> = {
  name: 'switch',
  read: () => ({ value: true }),
  write: () => '',
};

/** Written as 0 or 1; true and false are read as well. */
export const bool: Kind<boolean> = {
  name: 'bool',
  values: ['0', '1'],
  read(raw) {
    if (!isString(raw) && (raw.text === '1' || raw.text === 'true')) return { value: true };
    if (!isString(raw) && (raw.text === '0' || raw.text === 'false')) return { value: false };
    return wrongType(raw, 'language.type.bool');
  },
  write: (value) => (value ? '1' : '0'),
};

/** A page frame without a range. */
const pfnKind = number('pfn');

/** `0x26400` or `0x26400-0x26403`, the last page included. */
function readRange(
  raw: Raw,
): ReadResult<{ readonly pfn: Pfn; readonly count: PageCount | undefined }> {
  const dash = raw.text.indexOf('-', 1);
  if (isString(raw) || raw.items || dash < 0) {
    const read = pfnKind.read(raw);
    return 'problem' in read ? read : { value: { pfn: read.value, count: undefined } };
  }
  const first = pfnKind.read({ ...raw, text: raw.text.slice(0, dash) });
  if ('problem' in first) return first;
  const last = pfnKind.read({ ...raw, text: raw.text.slice(dash + 1) });
  if ('problem' in last) return last;
  if (last.value < first.value)
    return refuse('language.rangeBackwards', { found: shorten(raw.text) });
  return { value: { pfn: first.value, count: last.value - first.value + 1 } };
}

/** The last page is included, as it is read. */
const writeRange = (range: PfnRange): string => {
  const first = writeNumber(range.pfn, 'pfn');
  return range.count === 1
    ? first
    : `${first}-${writeNumber(range.pfn + (range.count - 1), 'pfn')}`;
};

/** Page frames: one, a range, or `[…]` of both. */
export const pages: Kind<readonly PfnRange[]> = {
  name: 'pages',
  unit: 'pfn',
  read(raw) {
    const ranges: PfnRange[] = [];
    for (const item of raw.items ?? [raw]) {
      const read = readRange(item);
      if ('problem' in read) return read;
      ranges.push({ pfn: read.value.pfn, count: read.value.count ?? 1 });
    }
    return { value: ranges };
  },
  write(value) {
    const texts = value.map(writeRange);
    return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
  },
};

/** `EINTR@0x26410`: an error that strikes at a page frame. */
export const errnoAtPage: Kind<{ readonly pfn: Pfn; readonly errno: Errno }> = {
  name: 'errnoAtPage',
  unit: 'pfn',
  read(raw) {
    const at = raw.text.indexOf('@');
    if (isString(raw) || raw.items || at < 0) return wrongType(raw, 'language.type.errnoAtPage');
    const errno = raw.text.slice(0, at);
    if (!isErrno(errno)) return { problem: unknownWord(errno, Object.keys(ERRNO)) };
    const pfn = pfnKind.read({ ...raw, text: raw.text.slice(at + 1) });
    return 'problem' in pfn ? pfn : { value: { errno, pfn: pfn.value } };
  },
  write: (value) => `${value.errno}@${writeNumber(value.pfn, 'pfn')}`,
};

/** Why a text cannot be the name of a handle. */
export function handleProblem(name: string): Message | undefined {
  if (name.length <= MAX_NAME) return undefined;
  return {
    id: 'language.handleTooLong',
    args: { found: shorten(name), length: name.length, most: MAX_NAME },
  };
}

/** What a release or a pin names; a range also says how many pages. */
export interface Aim {
  readonly target: Target;
  readonly count: PageCount | undefined;
}
export const target: Kind<Aim> = {
  name: 'target',
  unit: 'pfn',
  read(raw) {
    if (!isString(raw) && isName(raw.text)) {
      const problem = handleProblem(raw.text);
      const value = { target: { by: 'handle', handle: raw.text }, count: undefined } as const;
      return problem ? { problem } : { value };
    }
    if (isString(raw) || raw.items) return wrongType(raw, 'language.type.target');
    const read = readRange(raw);
    if ('problem' in read) return read;
    return { value: { target: { by: 'pfn', pfn: read.value.pfn }, count: read.value.count } };
  },
  write: ({ target: aim }) => (aim.by === 'handle' ? aim.handle : writeNumber(aim.pfn, 'pfn')),
};

/** Address 0 as C writes it; nothing can be called that. */
export const NULL = 'NULL';
const anyAddress = number('phys', { least: -MAX_NUMBER });

/** A pointer or an address: a handle, `NULL`, or a number of any size. */
export const pointer: Kind<Where> = {
  name: 'target',
  unit: 'phys',
  read(raw) {
    if (isString(raw) || raw.items) return wrongType(raw, 'language.type.pointer');
    if (raw.text === NULL) return { value: { by: 'address', address: 0 } };
    if (!isName(raw.text)) {
      const read = anyAddress.read(raw);
      return 'problem' in read ? read : { value: { by: 'address', address: read.value } };
    }
    const problem = handleProblem(raw.text);
    return problem ? { problem } : { value: { by: 'handle', handle: raw.text } };
  },
  write: (where, form) =>
    where.by === 'handle' ? where.handle : anyAddress.write(where.address, form),
};

/** A device by its name in quotes, or a bare `NULL`, which is false. */
export const device: Kind<string | false> = {
  name: 'device',
  values: [NULL],
  read(raw) {
    if (!isString(raw))
      return raw.text === NULL ? { value: false } : wrongType(raw, 'language.type.device');
    const fits = raw.text.length <= MAX_NAME && /^[A-Za-z0-9_.:@-]+$/.test(raw.text);
    const inPath = raw.text !== '.' && raw.text !== '..';
    return fits && inPath ? { value: raw.text } : wrongType(raw, 'language.type.device');
  },
  write: (value) => (value === false ? NULL : quoteC(value)),
};

/** The same without NULL. */
export const deviceName: Kind<string> = {
  name: 'device',
  read(raw) {
    const read = device.read(raw);
    if ('problem' in read) return read;
    return read.value === false
      ? wrongType(raw, 'language.type.deviceName')
      : { value: read.value };
  },
  write: (value) => quoteC(value),
};

/** `p1`, `p2`, …: processes of the board. */
export const process: Kind<number> = {
  name: 'process',
  read(raw) {
    const id = /^p([1-9][0-9]{0,5})$/.exec(raw.text)?.[1];
    if (id === undefined) return wrongType(raw, 'language.type.process');
    if (Number(id) > MAX_PROCESSES)
      return refuse('language.number.most', { found: shorten(raw.text), most: MAX_PROCESSES });
    return { value: Number(id) };
  },
  write: (id) => `p${id}`,
};

/** One of the names, or any number a program might use in its place. */
export function nameOrNumber<const T extends string>(names: readonly T[]): Kind<T | number> {
  const word = oneOf(names);
  const code = number('phys', { most: 2 ** 32 - 1 });
  return {
    name: 'oneOf',
    values: names,
    read: (raw) => (isName(raw.text) ? word.read(raw) : code.read(raw)),
    write: (value, form) => (typeof value === 'number' ? code.write(value, form) : value),
  };
}
