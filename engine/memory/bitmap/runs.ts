/** Bytes as runs: what lies in large stretches of the same, kept small. */
export interface Runs {
  /** The byte of each run. */
  readonly values: Uint8Array;
  /** How often it stands there. */
  readonly lengths: Uint32Array;
}

/** Cuts bytes into runs; neighbouring runs never have the same byte. */
export function runsOf(bytes: Uint8Array): Runs {
  let runs = 0;
  for (let at = 0; at < bytes.length; at++) if (at === 0 || bytes[at] !== bytes[at - 1]) runs++;
  const values = new Uint8Array(runs);
  const lengths = new Uint32Array(runs);
  let run = -1;
  for (let at = 0, start = 0; at < bytes.length; at++) {
    if (at === 0 || bytes[at] !== bytes[at - 1]) {
      values[++run] = bytes[at]!;
      start = at;
    }
    lengths[run] = at + 1 - start;
  }
  return { values, lengths };
}

/** Makes the bytes that runsOf() was given. */
export function expand({ values, lengths }: Runs): Uint8Array {
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (let run = 0; run < values.length; run++) {
    bytes.fill(values[run]!, at, at + lengths[run]!);
    at += lengths[run]!;
  }
  return bytes;
}
