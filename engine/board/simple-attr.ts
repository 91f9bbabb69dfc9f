/**
 * The number that DEFINE_SIMPLE_ATTRIBUTE() reads from a write: the u64 that the file's own set() gets.
 *
 * Source of truth: fs/libfs.c simple_attr_write: 4.9 and 4.14 use simple_strtoll(buf, NULL, 0), which
 * takes any text, stops at the first character that is no digit and wraps at 64 bits; from 5.x on
 * kstrtoull() refuses what does not fit, then a sign and other text. At most 23 bytes of the write are
 * looked at, up to a NUL.
 */
import { ERRNO } from '../contract/command.ts';
import type { Kernel } from '../contract/profile.ts';
import type { OpId } from '../contract/units.ts';
import type { Sink } from './recorder.ts';
import type { Store, WriteAnswer } from './tree.ts';

const ATTR_BYTES = 23;
const WORD_BITS = 64;

/** As an unsigned 64-bit number, or the error of the write. */
export function parseSimpleAttr(input: string, kernel: Kernel): bigint | 'EINVAL' | 'ERANGE' {
  const [text = ''] = input.slice(0, ATTR_BYTES).split('\0');
  const strict = kernel === '6.14' || kernel === '6.17';
  return strict ? kstrtoull(text) : simpleStrtoll(text);
}

/** The value that `int pages = val` makes of it: its low 32 bits, signed. */
export const asInt = (value: bigint): number => Number(BigInt.asIntN(32, value));
/** A u32 of debugfs. */
export const asU32 = (value: bigint): number => Number(BigInt.asUintN(32, value));

/** Base 0: 0x and a digit is hexadecimal, another leading 0 octal. */
const LEADING = /^(?:0[xX]([0-9a-fA-F]+)|0([0-7]*)|([1-9][0-9]*))/;
function digitsOf(text: string): { readonly value: bigint; readonly length: number } | undefined {
  const match = LEADING.exec(text);
  if (!match) return undefined;
  const [whole, hex, octal, decimal] = match;
  if (hex !== undefined) return { value: BigInt(`0x${hex}`), length: whole.length };
  if (octal !== undefined) return { value: BigInt(`0o0${octal}`), length: whole.length };
  return { value: BigInt(decimal!), length: whole.length };
}

function simpleStrtoll(text: string): bigint {
  const minus = text.startsWith('-');
  const value = digitsOf(minus ? text.slice(1) : text)?.value ?? 0n;
  return BigInt.asUintN(WORD_BITS, minus ? -value : value);
}

function kstrtoull(text: string): bigint | 'EINVAL' | 'ERANGE' {
  const digits = digitsOf(text.startsWith('+') ? text.slice(1) : text);
  if (!digits) return 'EINVAL';
  const rest = text.slice(digits.length + (text.startsWith('+') ? 1 : 0));
  if (digits.value >= 1n << BigInt(WORD_BITS)) return 'ERANGE';
  return rest === '' || rest === '\n' ? digits.value : 'EINVAL';
}

/** A file of DEFINE_SIMPLE_ATTRIBUTE(): `set` gets a u64; undefined = all bytes were taken. */
export const simpleAttr =
  (kernel: Kernel, set: (value: bigint, op: OpId, sink: Sink) => WriteAnswer | undefined): Store =>
  (input, op, sink) => {
    const value = parseSimpleAttr(input, kernel);
    if (typeof value === 'string') return { ret: -ERRNO[value] };
    return set(value, op, sink) ?? { ret: input.length };
  };
