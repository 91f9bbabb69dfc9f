/** DEFLATE with a preset dictionary; what comes in from outside may not unpack to more than is said. */
import { deflateSync, inflateSync } from 'fflate';
import { refuse } from '../refuse.ts';

export const deflate = (bytes: Uint8Array, dictionary: Uint8Array): Uint8Array =>
  deflateSync(bytes, { level: 9, dictionary });

/** Bytes that one byte may become: two bits repeat 258. */
const MOST_EACH = 1_032;

/**
 * Refuses what is no DEFLATE stream, and what unpacks to more than `most` bytes: those beyond are written
 * nowhere, and one of them is enough to tell. In one go, for a stream in pieces copies what it has with each.
 */
export function inflate(packed: Uint8Array, dictionary: Uint8Array, most: number): Uint8Array {
  if (packed.length === 0) return packed;
  const out = new Uint8Array(Math.min(most + 1, packed.length * MOST_EACH));
  const unpacked = inflated(packed, dictionary, out);
  return unpacked.length > most ? refuse('link.bomb', { most }) : unpacked;
}

/** What `out` has room for. */
function inflated(packed: Uint8Array, dictionary: Uint8Array, out: Uint8Array): Uint8Array {
  try {
    return inflateSync(packed, { dictionary, out });
  } catch {
    // fflate throws what it found; every such stream is damaged.
    return refuse('link.malformed');
  }
}
