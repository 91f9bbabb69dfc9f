/** As the axis of every map writes an address: eight digits at least, without 0x. */
export const hexOf = (address: number): string =>
  address.toString(16).toUpperCase().padStart(8, '0');
