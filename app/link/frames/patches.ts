/**
 * The same frames where there is no shared memory: the worker sends the chunks that moved in one
 * transferred ArrayBuffer, the page applies them to a copy of its own.
 *
 *   HEADER_WORDS u32: magic, version, layout id, serial, the sizes of the layout, entries
 *   entries × ENTRY_WORDS u32: column (index into COLUMN_NAMES), chunk, generation
 *   the bytes of each entry's chunk, in that order, each padded to a multiple of 8
 *
 * Patches build on each other, so serials must follow without a gap; the first holds everything.
 */
import { SIZES } from '../../../engine/systems/columns.ts';
import { CHUNK } from '../../../engine/contract/view.ts';
import type { ColumnName, Layout, MachineView } from '../../../engine/contract/view.ts';
import { allocateSet, checkView, chunksOf, COLUMN_NAMES, copyMoved, sizesOf } from './columns.ts';
import type { ColumnSet } from './columns.ts';
import { FrameError } from './frames.ts';
import type { LinkFrame } from './frames.ts';

/** 'CARP' */
const MAGIC = 0x50524143;
const VERSION = 4;
const HEADER_WORDS = 5 + SIZES.length;
const ENTRY_WORDS = 3;

const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;
const dataOffset = (entries: number): number => padded((HEADER_WORDS + entries * ENTRY_WORDS) * 4);

/** The bytes of one chunk of a column, as they lie in memory. */
function chunkBytes(set: ColumnSet, name: ColumnName, chunk: number): Uint8Array {
  const column = set.columns[name];
  const part = column.subarray(chunk * CHUNK, (chunk + 1) * CHUNK);
  return new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
}

interface Entry {
  readonly column: number;
  readonly chunk: number;
  readonly generation: number;
  readonly bytes: Uint8Array;
}

/** The worker's side. */
export class PatchWriter {
  readonly layout: Layout;
  /** Generations as the page knows them. */
  readonly #sent: readonly Uint32Array[];
  #serial = 0;

  constructor(layout: Layout) {
    this.layout = layout;
    this.#sent = COLUMN_NAMES.map((name) => new Uint32Array(chunksOf(layout, name)));
  }

  /** What moved since the last patch; undefined when nothing did. */
  build(view: MachineView): ArrayBuffer | undefined {
    if (view.layout.id !== this.layout.id) throw new FrameError('view of another layout');
    if (this.#serial === 0) checkView(view);
    const entries = this.#moved(view);
    if (entries.length === 0 && this.#serial > 0) return undefined;
    this.#serial++;
    return encode(this.layout, this.#serial, entries);
  }

  #moved(view: MachineView): readonly Entry[] {
    const entries: Entry[] = [];
    COLUMN_NAMES.forEach((name, column) => {
      const sent = this.#sent[column] as Uint32Array;
      view.generations[name].forEach((generation, chunk) => {
        if (this.#serial > 0 && sent[chunk] === generation) return;
        sent[chunk] = generation;
        entries.push({ column, chunk, generation, bytes: chunkBytes(view, name, chunk) });
      });
    });
    return entries;
  }
}

/** All of a patch's header but the number of entries after it. */
const headerOf = (layout: Layout, serial: number): readonly number[] => [
  MAGIC,
  VERSION,
  layout.id,
  serial,
  ...sizesOf(layout),
];

function encode(layout: Layout, serial: number, entries: readonly Entry[]): ArrayBuffer {
  let offset = dataOffset(entries.length);
  const size = entries.reduce((sum, entry) => sum + padded(entry.bytes.length), offset);
  const patch = new ArrayBuffer(size);
  const words = new Uint32Array(patch, 0, HEADER_WORDS + entries.length * ENTRY_WORDS);
  words.set([...headerOf(layout, serial), entries.length]);
  const bytes = new Uint8Array(patch);
  entries.forEach((entry, index) => {
    const { column, chunk, generation } = entry;
    words.set([column, chunk, generation], HEADER_WORDS + index * ENTRY_WORDS);
    bytes.set(entry.bytes, offset);
    offset += padded(entry.bytes.length);
  });
  return patch;
}

/** The page's side: same frames, same rules as FrameReader. */
export class PatchReader {
  readonly #layout: Layout;
  readonly #epoch: number;
  /** What the patches have built; `#front` is what the page was shown. */
  readonly #back: ColumnSet;
  readonly #front: ColumnSet;
  #serial = 0;
  #taken = 0;

  constructor(layout: Layout, epoch: number) {
    this.#layout = layout;
    this.#epoch = epoch;
    this.#back = allocateSet(layout);
    this.#front = allocateSet(layout);
  }

  get fresh(): boolean {
    return this.#serial !== this.#taken;
  }

  /** Apply a patch. FrameError, with nothing applied, when it is damaged or does not follow the last. */
  push(patch: ArrayBuffer): void {
    const words = this.#checkHeader(patch);
    const entries = this.#decode(patch, words);
    for (const { column, chunk, generation, bytes } of entries) {
      const name = COLUMN_NAMES[column] as ColumnName;
      chunkBytes(this.#back, name, chunk).set(bytes);
      this.#back.generations[name][chunk] = generation;
    }
    this.#serial++;
  }

  /** The newest frame, or undefined when no patch came since the last one taken. */
  take(): LinkFrame | undefined {
    if (!this.fresh) return undefined;
    copyMoved(this.#back, this.#front, this.#taken === 0);
    this.#taken = this.#serial;
    return {
      layout: this.#layout,
      columns: this.#front.columns,
      generations: this.#front.generations,
      serial: this.#serial,
      epoch: this.#epoch,
    };
  }

  /** The words of header and entries. */
  #checkHeader(patch: ArrayBuffer): Uint32Array {
    if (patch.byteLength < HEADER_WORDS * 4) throw new FrameError('too short for a patch');
    const header = new Uint32Array(patch, 0, HEADER_WORDS);
    const expected = headerOf(this.#layout, this.#serial + 1);
    if (expected.some((value, index) => header[index] !== value)) {
      throw new FrameError(`patch ${header.join(' ')} does not follow ${expected.join(' ')}`);
    }
    const entries = header[HEADER_WORDS - 1] as number;
    if (patch.byteLength < dataOffset(entries)) throw new FrameError('patch is cut short');
    return new Uint32Array(patch, 0, HEADER_WORDS + entries * ENTRY_WORDS);
  }

  #decode(patch: ArrayBuffer, words: Uint32Array): readonly Entry[] {
    const count = words[HEADER_WORDS - 1] as number;
    const entries: Entry[] = [];
    let offset = dataOffset(count);
    for (let index = 0; index < count; index++) {
      const at = HEADER_WORDS + index * ENTRY_WORDS;
      const [column, chunk, generation] = words.subarray(at, at + ENTRY_WORDS) as unknown as [
        number,
        number,
        number,
      ];
      const name = COLUMN_NAMES[column];
      if (name === undefined || chunk >= chunksOf(this.#layout, name)) {
        throw new FrameError(`patch names chunk ${chunk} of column ${column}`);
      }
      const length = chunkBytes(this.#back, name, chunk).length;
      if (offset + length > patch.byteLength) throw new FrameError('patch is cut short');
      entries.push({ column, chunk, generation, bytes: new Uint8Array(patch, offset, length) });
      offset += padded(length);
    }
    if (offset !== patch.byteLength) throw new FrameError('patch is too long');
    return entries;
  }
}
