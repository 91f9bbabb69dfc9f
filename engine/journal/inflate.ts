/** DEFLATE with a preset dictionary; what comes in from outside may not unpack to more than is said. */
import { deflateSync, Inflate } from 'fflate';
import { refuse } from './refuse.ts';

/** Bytes fed at a time: no more than 1,032 times as many come out before somebody looks. */
const SLICE = 256;

export const deflate = (bytes: Uint8Array, dictionary: Uint8Array): Uint8Array =>
  deflateSync(bytes, { level: 9, dictionary });

/** Refuses what is no DEFLATE stream, and what unpacks to more than `most` bytes. */
export function inflate(packed: Uint8Array, dictionary: Uint8Array, most: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate({ dictionary }, (piece) => {
    pieces.push(piece);
    length += piece.length;
  });
  for (let at = 0, last = false; !last; at += SLICE) {
    last = at + SLICE >= packed.length;
    try {
      stream.push(packed.subarray(at, at + SLICE), last);
    } catch {
      // fflate throws what it found; every such stream is damaged.
      return refuse('link.malformed');
    }
    if (length > most) return refuse('link.bomb', { most });
  }
  const out = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
