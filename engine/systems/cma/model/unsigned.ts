/** Counts as C's unsigned integers print them: a negative number is what wraps round to it. */
export const unsignedText = (value: number, bits: 32 | 64): string =>
  value < 0 || (bits === 32 && value >= 2 ** 32)
    ? BigInt.asUintN(bits, BigInt(value)).toString()
    : value.toString();
