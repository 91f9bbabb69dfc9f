/** What things in memory weigh, roughly: for who counts checkpoints. */

/** An object with a few fields. */
export const OBJECT_BYTES = 150;
/** A place in an array. */
export const REFERENCE_BYTES = 8;
/** Bytes of typed arrays together. */
export const sum = (arrays: readonly { readonly byteLength: number }[]): number =>
  arrays.reduce((all, { byteLength }) => all + byteLength, 0);
