/**
 * `cma-trace/1`: one JSON object a line, first the header. Read into typed operations before anything
 * is replayed, so that parsing is not timed and a field of the wrong type is a difference with a name.
 */
import { ERRNO, type Errno, type PfnRange } from '../contract/command.ts';
import type { AllocRequest } from '../systems/cma/model/observer.ts';
import { MAX_PAGES } from '../contract/limits.ts';
import { KERNELS, type Kernel } from '../contract/profile.ts';
import { TraceError, type Json } from './trace.ts';

/** The region of a trace and the kernel whose code made it. */
export interface CmaHeader {
  readonly kernel: Kernel;
  readonly orderPerBit: number;
  readonly name: string;
  readonly ranges: readonly { readonly basePfn: number; readonly pages: number }[];
}

/** Kernel text of an operation; undefined = the trace does not say. */
interface Texts {
  readonly log: readonly string[] | undefined;
  readonly trace: readonly string[] | undefined;
}
/** One line of a trace, with its number in the file. */
export type CmaOp = { readonly line: number } & (
  | ({
      readonly op: 'alloc';
      readonly request: AllocRequest;
      readonly result: number | string;
      readonly retries: number;
      readonly tried: readonly number[] | undefined;
    } & Texts)
  | ({
      readonly op: 'release';
      readonly pfn: number;
      readonly count: number;
      readonly result: boolean;
    } & Texts)
  | {
      readonly op: 'pin' | 'unpin';
      readonly pfn: number;
      readonly count: number;
    }
  | {
      readonly op: 'digest';
      readonly used: number | undefined;
      readonly maxchunk: number | undefined;
      readonly sha256: string | undefined;
    }
  | {
      readonly op: 'debugfs';
      readonly range: number;
      readonly files: readonly (readonly [name: string, text: string])[];
      readonly showAreas: readonly string[] | undefined;
    }
  /** Something the format does not have. */
  | { readonly op: 'unknown'; readonly why: string }
);

/** A field of the wrong type; the operation then counts as a difference. */
class FieldError extends Error {}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
/** A field that must be a whole number from 0 on. */
function count(op: Json, key: string): number {
  const value = op[key];
  if (!isCount(value)) throw new FieldError(`${key} is ${JSON.stringify(value) ?? 'missing'}`);
  return value;
}
/** A field that may be missing and must be a list of such values. */
function list<T>(op: Json, key: string, is: (value: unknown) => value is T): T[] | undefined {
  const value = op[key];
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every(is)) throw new FieldError(`${key} is no such list`);
  return value;
}
const isString = (value: unknown): value is string => typeof value === 'string';
const isErrno = (value: unknown): value is Errno => isString(value) && Object.hasOwn(ERRNO, value);

/** Fields each operation may have. `note` is for people. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  alloc: ['count', 'align', 'busy', 'fatal', 'result', 'retries', 'tried', 'log', 'trace'],
  release: ['pfn', 'count', 'result', 'log', 'trace'],
  pin: ['pfn', 'count'],
  unpin: ['pfn', 'count'],
  digest: ['used', 'maxchunk', 'sha256'],
  debugfs: [
    'range',
    'base_pfn',
    'count',
    'order_per_bit',
    'used',
    'maxchunk',
    'bitmap',
    'show_areas',
  ],
};
const FILES = ['base_pfn', 'count', 'order_per_bit', 'used', 'maxchunk', 'bitmap'];

/** Neighbouring pages of a `busy` list become one range. */
function pagesToRanges(pfns: readonly number[]): PfnRange[] {
  const ranges: { pfn: number; count: number }[] = [];
  for (const pfn of [...pfns].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && pfn <= last.pfn + last.count) last.count = Math.max(last.count, pfn - last.pfn + 1);
    else ranges.push({ pfn, count: 1 });
  }
  return ranges;
}

/** Lines of the kernel log and of the trace buffer. */
function texts(op: Json): Texts {
  const log = list(op, 'log', isString);
  const trace = list(op, 'trace', isString);
  // Where one of them is given the other one's absence means: nothing was printed.
  const told = log !== undefined || trace !== undefined;
  return { log: log ?? (told ? [] : undefined), trace: trace ?? (told ? [] : undefined) };
}

function allocOp(line: number, op: Json): CmaOp {
  const busy = list(op, 'busy', isCount);
  const { fatal, result } = op;
  let stop: AllocRequest['fatal'];
  if (fatal !== undefined) {
    const { pfn, errno } = fatal as Json;
    if (!isCount(pfn) || !isErrno(errno)) throw new FieldError('fatal is not {pfn, errno}');
    stop = { pfn, errno };
  }
  if (!isCount(result) && !isString(result)) throw new FieldError('result is no pfn and no name');
  return {
    line,
    op: 'alloc',
    request: {
      count: count(op, 'count'),
      align: count(op, 'align'),
      busy: busy && pagesToRanges(busy),
      fatal: stop,
    },
    result,
    retries: op['retries'] === undefined ? 0 : count(op, 'retries'),
    tried: list(op, 'tried', isCount),
    ...texts(op),
  };
}

function readOp(line: number, op: Json): CmaOp {
  const kind = String(op['op']);
  const known = FIELDS[kind];
  if (!known)
    return { line, op: 'unknown', why: `operation ${JSON.stringify(op['op']) ?? 'none'}` };
  const stray = Object.keys(op).find(
    (key) => key !== 'op' && key !== 'note' && !known.includes(key),
  );
  if (stray !== undefined) return { line, op: 'unknown', why: `field ${stray} of ${kind}` };
  switch (kind) {
    case 'alloc':
      return allocOp(line, op);
    case 'release': {
      const result = op['result'] ?? true;
      if (typeof result !== 'boolean') throw new FieldError('result is neither true nor false');
      return {
        line,
        op: kind,
        pfn: count(op, 'pfn'),
        count: count(op, 'count'),
        result,
        ...texts(op),
      };
    }
    case 'pin':
    case 'unpin':
      return { line, op: kind, pfn: count(op, 'pfn'), count: count(op, 'count') };
    case 'digest': {
      const sha256 = op['sha256'];
      if (sha256 !== undefined && !isString(sha256)) throw new FieldError('sha256 is no text');
      const given = (key: string) => (op[key] === undefined ? undefined : Number(op[key]));
      return { line, op: kind, used: given('used'), maxchunk: given('maxchunk'), sha256 };
    }
    default: {
      const files: [string, string][] = [];
      for (const name of FILES) {
        const text = op[name];
        if (text === undefined) continue;
        if (!isString(text)) throw new FieldError(`${name} is no text`);
        files.push([name, text]);
      }
      return {
        line,
        op: 'debugfs',
        range: op['range'] === undefined ? 0 : count(op, 'range'),
        files,
        showAreas: list(op, 'show_areas', isString),
      };
    }
  }
}

export function readCmaOp(line: number, op: Json): CmaOp {
  try {
    return readOp(line, op);
  } catch (error) {
    if (error instanceof FieldError) return { line, op: 'unknown', why: error.message };
    throw error;
  }
}

/** The kernel whose answers `4.9.84`, `6.17.0` … have. */
function kernelOf(version: unknown): Kernel {
  const found = KERNELS.find(
    (kernel) => version === kernel || String(version).startsWith(`${kernel}.`),
  );
  if (!found)
    throw new TraceError(
      `kernelVersion ${JSON.stringify(version) ?? 'missing'} is none of ${KERNELS.join(', ')}`,
    );
  return found;
}

/** A region that can be made: the number of pages, or why not. */
export function regionPages(pages: number): number {
  if (pages >= 1 && pages <= MAX_PAGES) return pages;
  throw new TraceError(`the header's pages is ${pages}: 1 … ${MAX_PAGES} are accepted`);
}

/** Throws a TraceError where a region cannot be made of it. */
export function readCmaHeader(header: Json): CmaHeader {
  const number = (from: Json, key: string): number => {
    const value = from[key];
    if (!isCount(value)) throw new TraceError(`the header's ${key} is no number`);
    return value;
  };
  const one = (from: Json) => {
    return { basePfn: number(from, 'basePfn'), pages: regionPages(number(from, 'pages')) };
  };
  const { ranges, name } = header;
  return {
    kernel: kernelOf(header['kernelVersion']),
    orderPerBit: number(header, 'orderPerBit'),
    name: isString(name) ? name : 'reserved',
    ranges: Array.isArray(ranges) ? ranges.map((range) => one(range as Json)) : [one(header)],
  };
}
