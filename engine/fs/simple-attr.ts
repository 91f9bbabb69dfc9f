/**
 * The number that DEFINE_SIMPLE_ATTRIBUTE() reads from a write.
 *
 * Source of truth: fs/libfs.c simple_attr_write: 4.9 and 4.14 use simple_strtoll(buf, NULL, 0), which
 * takes any text and stops at the first character that is no digit; from 5.x on kstrtoull() refuses it.
 * At most 23 bytes of the write are looked at.
 */
import type { Kernel } from '../profile.ts';

const ATTR_BYTES = 23;

/** The number; undefined where the kernel answers -EINVAL. */
export function parseSimpleAttr(input: string, kernel: Kernel): number | undefined {
  const text = input.slice(0, ATTR_BYTES);
  const match = /^(-?)(0[xX][0-9a-fA-F]+|[0-9]+)/.exec(text);
  const strict = kernel === '6.14' || kernel === '6.17';
  if (!match) return strict ? undefined : 0;
  const [whole, sign, digits = '0'] = match;
  if (strict && !/^\n?$/.test(text.slice(whole.length))) return undefined;
  const octal = /^0[0-7]+$/.test(digits);
  const value = octal ? Number.parseInt(digits, 8) : Number(digits);
  if (!Number.isSafeInteger(value)) return strict ? undefined : 0;
  return sign === '-' ? -value : value;
}
