/**
 * Columns in checkpoints: cut into chunks, and a chunk that is the same in many checkpoints is one array
 * in all of them.
 */
type Column = Uint8Array | Uint32Array | Float64Array;
/** Elements: a change anywhere costs a checkpoint at most 2 KiB. */
const CHUNK = 256;

/** The first `length` elements; chunks of `before`, an earlier answer, where they hold them already. */
export function toChunks<T extends Column>(
  column: T,
  length: number,
  before: readonly T[],
): readonly T[] {
  const chunks: T[] = [];
  for (let from = 0; from < length; from += CHUNK) {
    const to = Math.min(from + CHUNK, length);
    const old = before[chunks.length];
    chunks.push(old && holds(old, column, from, to) ? old : (column.slice(from, to) as T));
  }
  return chunks;
}
function holds(chunk: Column, column: Column, from: number, to: number): boolean {
  if (chunk.length !== to - from) return false;
  for (let at = from; at < to; at++) if (chunk[at - from] !== column[at]) return false;
  return true;
}

/** The column becomes the chunks one after the other, and 0 after them; `changed` hears what did. */
export function fromChunks(
  column: Column,
  chunks: readonly Column[],
  changed: (from: number, to: number) => void,
): void {
  let from = 0;
  for (const chunk of chunks) {
    const to = from + chunk.length;
    if (!holds(chunk, column, from, to)) {
      column.set(chunk, from);
      changed(from, to);
    }
    from = to;
  }
  for (let at = from; at < column.length; at += CHUNK) {
    const rest = column.subarray(at, at + CHUNK);
    if (!rest.some(Boolean)) continue;
    rest.fill(0);
    changed(at, at + rest.length);
  }
}

/** Bytes of chunks that `before` has not got. */
export function chunkBytes(chunks: readonly Column[], before: readonly Column[] = []): number {
  return chunks.reduce(
    (sum, chunk, i) => sum + REFERENCE_BYTES + (chunk === before[i] ? 0 : chunk.byteLength),
    0,
  );
}
const REFERENCE_BYTES = 8;
