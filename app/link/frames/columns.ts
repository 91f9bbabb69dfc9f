/**
 * Where the columns of a machine lie in one buffer, and the copying of chunks between two sets of
 * them. Used for the slots of shared frames (frames.ts) and for the page's own copies (patches.ts).
 *
 *   set:  generations of column 0 … n (u32 a chunk) | column 0 | column 1 | … | column n
 *
 * Every part starts on a multiple of ALIGN. Order and types are those of COLUMNS in engine/systems/columns.ts.
 */
import { columnLength, COLUMNS, SIZES } from '../../../engine/systems/columns.ts';
import { CHUNK } from '../../../engine/contract/view.ts';
import type {
  ColumnArrays,
  ColumnName,
  ColumnSpec,
  MachineView,
  Sizes,
} from '../../../engine/contract/view.ts';

/** What decides the length of every column. */
export type Shape = Sizes;
/** The sizes of a layout, in an order that both threads know. */
export const sizesOf = (shape: Shape): readonly number[] => SIZES.map((name) => shape[name]);
/** One generation a chunk of every column. */
export type Generations = MachineView['generations'];
/** Columns with their generations: a machine's live ones, a slot of shared memory or a copy. */
export type ColumnSet = Pick<MachineView, 'columns' | 'generations'>;

/** A cache line: two threads never write to the same one. */
export const ALIGN = 64;
export const COLUMN_NAMES = Object.keys(COLUMNS) as readonly ColumnName[];

/** Arrays of each element type; `new` on a union of constructors does not take shared memory. */
type NewArray = (buffer: ArrayBufferLike, at: number, length: number) => ColumnArrays[ColumnName];
const ARRAYS: { readonly [K in ColumnSpec['type']]: NewArray } = {
  u8: (buffer, at, length) => new Uint8Array(buffer, at, length),
  u32: (buffer, at, length) => new Uint32Array(buffer, at, length),
  f64: (buffer, at, length) => new Float64Array(buffer, at, length),
};
const ELEMENT_BYTES = { u8: 1, u32: 4, f64: 8 } as const;

export const aligned = (bytes: number): number => Math.ceil(bytes / ALIGN) * ALIGN;

/** A chunk is CHUNK elements of the array; the last one of a column may be shorter. */
export const chunksOf = (shape: Shape, name: ColumnName): number =>
  Math.ceil(columnLength(name, shape) / CHUNK);
const bytesOf = (shape: Shape, name: ColumnName): number =>
  columnLength(name, shape) * ELEMENT_BYTES[COLUMNS[name].type];

/** Bytes of one set. */
export function setBytes(shape: Shape): number {
  let bytes = 0;
  for (const name of COLUMN_NAMES) {
    bytes += aligned(chunksOf(shape, name) * 4) + aligned(bytesOf(shape, name));
  }
  return bytes;
}

/** Arrays over the set that starts at `offset` (a multiple of ALIGN) of a buffer. */
export function mapSet(buffer: ArrayBufferLike, offset: number, shape: Shape): ColumnSet {
  const generations: Record<string, Uint32Array> = {};
  const columns: Record<string, ColumnArrays[ColumnName]> = {};
  let at = offset;
  for (const name of COLUMN_NAMES) {
    const chunks = chunksOf(shape, name);
    generations[name] = new Uint32Array(buffer, at, chunks);
    at += aligned(chunks * 4);
  }
  for (const name of COLUMN_NAMES) {
    columns[name] = ARRAYS[COLUMNS[name].type](buffer, at, columnLength(name, shape));
    at += aligned(bytesOf(shape, name));
  }
  return { columns: columns as unknown as ColumnArrays, generations: generations as Generations };
}

/** A set of one's own. */
export const allocateSet = (shape: Shape): ColumnSet =>
  mapSet(new ArrayBuffer(setBytes(shape)), 0, shape);

/** Throws unless every array of a view is as long as its layout says. */
export function checkView(view: MachineView): void {
  for (const name of COLUMN_NAMES) {
    const length = columnLength(name, view.layout);
    const chunks = chunksOf(view.layout, name);
    if (view.columns[name].length !== length || view.generations[name].length !== chunks) {
      throw new RangeError(`column ${name} is not as long as layout ${view.layout.id} says`);
    }
  }
}

function copyColumn(name: ColumnName, from: ColumnSet, to: ColumnSet, all: boolean): number {
  const source = from.columns[name];
  const target = to.columns[name];
  const now = from.generations[name];
  const then = to.generations[name];
  let copied = 0;
  for (let chunk = 0; chunk < now.length; chunk++) {
    const generation = now[chunk] as number;
    if (!all && then[chunk] === generation) continue;
    target.set(source.subarray(chunk * CHUNK, (chunk + 1) * CHUNK), chunk * CHUNK);
    then[chunk] = generation;
    copied++;
  }
  return copied;
}

/**
 * Make `to` equal to `from`, copying only chunks whose generation differs, or all of them.
 * Answers how many chunks were copied.
 */
export function copyMoved(from: ColumnSet, to: ColumnSet, all = false): number {
  let copied = 0;
  for (const name of COLUMN_NAMES) copied += copyColumn(name, from, to, all);
  return copied;
}
