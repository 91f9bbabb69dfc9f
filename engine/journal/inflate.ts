/** DEFLATE with a preset dictionary; what comes in from outside may not unpack to more than is said. */
import { deflateSync, inflateSync } from 'fflate';
import { refuse } from './refuse.ts';

export const deflate = (bytes: Uint8Array, dictionary: Uint8Array): Uint8Array =>
  deflateSync(bytes, { level: 9, dictionary });

/** Bytes that one byte may become: two bits repeat 258. */
const MOST_EACH = 1_032;

/**
 * Refuses what is no DEFLATE stream, and what unpacks to more than `most` bytes. There is room for one
 * byte more and no second attempt: what does not fit is counted and not kept.
 */
export function inflate(packed: Uint8Array, dictionary: Uint8Array, most: number): Uint8Array {
  if (packed.length === 0) return packed;
  const room = new Uint8Array(Math.min(most, packed.length * MOST_EACH) + 1);
  let out: Uint8Array;
  try {
    out = inflateSync(packed, { dictionary, out: room });
  } catch {
    // fflate throws what it found; every such stream is damaged.
    return refuse('link.malformed');
  }
  return out.length > most ? refuse('link.bomb', { most }) : out;
}
