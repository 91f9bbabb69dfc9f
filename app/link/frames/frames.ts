/**
 * Frames: how the state of the machine reaches the page without a wait and without a race.
 *
 * One SharedArrayBuffer for each layout:
 *
 *   control block (CONTROL_BYTES) | slot 0 | slot 1 | slot 2
 *   slot: serial (u32, padded to ALIGN) | set of columns (columns.ts)
 *
 * At any time one slot is the writer's (back), one the reader's (front), and one lies between them;
 * the word `latest` names the one between and whether it is newer than the reader's. Who wants to
 * pass a slot on exchanges it for the one between with a single Atomics.exchange, which also
 * orders the plain reads and writes of the slots. So nobody ever waits, and a frame once taken
 * stands still until the next `take`. A buffer has exactly one writer and one reader.
 */
import type { ColumnArrays, Layout, MachineView } from '../../../engine/contract/view.ts';
import { ALIGN, checkView, copyMoved, mapSet, setBytes, sizesOf } from './columns.ts';
import type { ColumnSet, Generations, Shape } from './columns.ts';
import type { Progress } from '../protocol.ts';

/** A whole, still state of the machine. Its arrays are valid until the next `take`. */
export interface LinkFrame {
  readonly layout: Layout;
  readonly columns: ColumnArrays;
  /** Of every chunk: what to compare with what was painted last. */
  readonly generations: Generations;
  /** Counts the published states of one epoch. */
  readonly serial: number;
  /** Another epoch is another memory: its generations say nothing about the last one's. */
  readonly epoch: number;
}

/** A buffer or patch that is not what this version of the program writes. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** 'CARV' */
const MAGIC = 0x56524143;
const VERSION = 4;
/** Words of the control block. `retired`: there is another buffer, ask for it. From `run`: Progress. */
const WORD = {
  magic: 0,
  version: 1,
  layout: 2,
  latest: 3,
  retired: 4,
  slotBytes: 6,
  run: 7,
  index: 8,
  done: 9,
  total: 10,
  /** The first of the sizes. */
  sizes: 11,
} as const;
const CONTROL_BYTES = 2 * ALIGN;
const SLOTS = 3;
/** Bit of `latest`: the slot between is newer than the reader's. */
const FRESH = 4;
const SLOT = 3;

interface Slot extends ColumnSet {
  readonly serial: Uint32Array;
}

const slotBytes = (shape: Shape): number => ALIGN + setBytes(shape);
const frameBytes = (shape: Shape): number => CONTROL_BYTES + SLOTS * slotBytes(shape);

function mapSlots(buffer: SharedArrayBuffer, shape: Shape): readonly Slot[] {
  return Array.from({ length: SLOTS }, (_, index) => {
    const offset = CONTROL_BYTES + index * slotBytes(shape);
    return { serial: new Uint32Array(buffer, offset, 1), ...mapSet(buffer, offset + ALIGN, shape) };
  });
}

/** The worker's side. RangeError when there is not enough memory for three slots. */
export class FrameWriter {
  readonly buffer: SharedArrayBuffer;
  readonly layout: Layout;
  readonly #control: Int32Array;
  readonly #slots: readonly Slot[];
  /** Slots that were never written: their generations mean nothing yet. */
  readonly #blank = new Set([0, 1, 2]);
  #back = 0;
  #serial = 0;

  constructor(layout: Layout) {
    this.layout = layout;
    this.buffer = new SharedArrayBuffer(frameBytes(layout));
    this.#slots = mapSlots(this.buffer, layout);
    this.#control = new Int32Array(this.buffer, 0, CONTROL_BYTES / 4);
    this.#control[WORD.magic] = MAGIC;
    this.#control[WORD.version] = VERSION;
    this.#control[WORD.layout] = layout.id;
    this.#control.set(sizesOf(layout), WORD.sizes);
    this.#control[WORD.slotBytes] = slotBytes(layout);
    this.#control[WORD.latest] = 1;
  }

  /**
   * Write the back slot up to date and swap it in. Only chunks whose generation moved since *this
   * slot* was last written are copied; answers how many those were.
   */
  publish(view: MachineView): number {
    if (view.layout.id !== this.layout.id) throw new FrameError('view of another layout');
    const blank = this.#blank.delete(this.#back);
    if (blank) checkView(view);
    const slot = this.#slots[this.#back] as Slot;
    const copied = copyMoved(view, slot, blank);
    slot.serial[0] = ++this.#serial;
    this.#back = Atomics.exchange(this.#control, WORD.latest, this.#back | FRESH) & SLOT;
    return copied;
  }

  report(progress: Progress): void {
    Atomics.store(this.#control, WORD.run, progress.run);
    Atomics.store(this.#control, WORD.index, progress.index);
    Atomics.store(this.#control, WORD.done, progress.done);
    Atomics.store(this.#control, WORD.total, progress.total);
  }

  /** Tell the reader that another buffer has taken this one's place. */
  retire(): void {
    Atomics.store(this.#control, WORD.retired, 1);
  }
}

/** The page's side. FrameError when the buffer is not one of this version and layout. */
export class FrameReader {
  readonly #layout: Layout;
  readonly #epoch: number;
  readonly #control: Int32Array;
  readonly #slots: readonly Slot[];
  #front = 2;

  constructor(layout: Layout, buffer: SharedArrayBuffer, epoch: number) {
    checkBuffer(layout, buffer);
    this.#layout = layout;
    this.#epoch = epoch;
    this.#control = new Int32Array(buffer, 0, CONTROL_BYTES / 4);
    this.#slots = mapSlots(buffer, layout);
  }

  /** Something newer than the last taken frame is there. */
  get fresh(): boolean {
    return (Atomics.load(this.#control, WORD.latest) & FRESH) !== 0;
  }

  /** The worker writes to another buffer by now. */
  get retired(): boolean {
    return Atomics.load(this.#control, WORD.retired) !== 0;
  }

  get progress(): Progress {
    return {
      run: Atomics.load(this.#control, WORD.run),
      index: Atomics.load(this.#control, WORD.index),
      done: Atomics.load(this.#control, WORD.done),
      total: Atomics.load(this.#control, WORD.total),
    };
  }

  /** The newest frame, or undefined when nothing was published since the last one taken. */
  take(): LinkFrame | undefined {
    if (!this.fresh) return undefined;
    this.#front = Atomics.exchange(this.#control, WORD.latest, this.#front) & SLOT;
    const { columns, generations, serial } = this.#slots[this.#front] as Slot;
    return {
      layout: this.#layout,
      columns,
      generations,
      serial: serial[0] as number,
      epoch: this.#epoch,
    };
  }
}

function checkBuffer(layout: Layout, buffer: SharedArrayBuffer): void {
  if (buffer.byteLength < CONTROL_BYTES) throw new FrameError('too short for a control block');
  const control = new Int32Array(buffer, 0, CONTROL_BYTES / 4);
  const expected: readonly (readonly [what: string, word: number, value: number])[] = [
    ['magic', WORD.magic, MAGIC],
    ['version', WORD.version, VERSION],
    ['layout', WORD.layout, layout.id],
    ['slotBytes', WORD.slotBytes, slotBytes(layout)],
    ...sizesOf(layout).map((size, at) => [`size ${at}`, WORD.sizes + at, size] as const),
  ];
  for (const [what, word, value] of expected) {
    if (control[word] !== value) {
      throw new FrameError(`${what} is ${control[word]}, expected ${value}`);
    }
  }
  if (buffer.byteLength !== frameBytes(layout)) {
    throw new FrameError(`${buffer.byteLength} bytes, expected ${frameBytes(layout)}`);
  }
}
