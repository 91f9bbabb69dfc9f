/** C's integers and printf's ways of showing them, as the driver uses them. */
import { hexLower } from '../../../contract/units.ts';

const TWO_32 = 2 ** 32;
const TWO_64 = 2 ** 64;

/** simple_strtol(text, NULL, base): one '-', 0x where the base is 16, digits until something else. */
export function strtol(text: string, base: 10 | 16): bigint {
  const negative = text.startsWith('-');
  let digits = negative ? text.slice(1) : text;
  if (base === 16 && /^0[xX]/.test(digits)) digits = digits.slice(2);
  const found = (base === 16 ? /^[0-9a-fA-F]*/ : /^[0-9]*/).exec(digits)![0];
  const value = found === '' ? 0n : BigInt(base === 16 ? `0x${found}` : found);
  return negative ? -value : value;
}

export const signed = (value: bigint, bits: number): bigint => BigInt.asIntN(bits, value);
export const unsigned = (value: bigint, bits: number): bigint => BigInt.asUintN(bits, value);

/** PAGE_ALIGN() of an integer of `bits` bits: wraps to 0 in the last page. */
export const pageAlign = (value: bigint, bits: number): bigint =>
  unsigned((value + 4095n) & ~4095n, bits);

/** A number as an unsigned integer of `bits` bits; beyond 2^53 only as exact as a number is. */
export const wrap = (value: number, bits: 32 | 64): number =>
  bits === 64 ? (value < 0 ? value + TWO_64 : value) : ((value % TWO_32) + TWO_32) % TWO_32;
/** A C argument as size_t: exact, so that with 64 bits a negative number stays negative. */
export const sizeT = (value: number, bits: 32 | 64): number =>
  bits === 32 ? wrap(value, 32) : value;
/** "%d" of a number. */
export const int32 = (value: number): number => {
  const low = ((value % TWO_32) + TWO_32) % TWO_32;
  return low >= 2 ** 31 ? low - TWO_32 : low;
};

/** "%#lx": no prefix before 0; a negative number in the two's complement of 64 bits. */
export const hashHex = (value: number): string => {
  if (value === 0) return '0';
  return `0x${value < 0 ? unsigned(BigInt(value), 64).toString(16) : hexLower(value)}`;
};
