/**
 * The heap as the driver has it: headers in the first bytes of free chunks, a list walked from its
 * lowest address, every word read from memory and written to memory. This is what is really asked
 * when somebody wrote over a header; while the list is sound, heap.ts knows the answers faster.
 *
 * Source of truth: HeapMem_alloc and HeapMem_free of cmemk.c 2.26.01.02 and 4.20.00.01, statement by
 * statement, with their integer widths. Pointers are kernel virtual addresses in 2.x, physical in 4.x.
 */
import { stop, type Stop } from '../answer.ts';
import { pageAlign, unsigned } from '../number.ts';

/** One HeapMem_Header at a time; a pointer that leads nowhere throws Lost. */
export interface Headers {
  readonly pointerBits: 32 | 64;
  readonly sizeBits: 32 | 64;
  /** 4.x writes the header of the remainder before it touches the chunk. */
  readonly remainderFirst: boolean;
  next(pointer: bigint): bigint;
  size(pointer: bigint): bigint;
  setNext(pointer: bigint, next: bigint): void;
  setSize(pointer: bigint, size: bigint): void;
}

/** The walk does not come back; caught by heap.ts. */
export class Lost extends Error {
  readonly stop: Stop;
  constructor(why: Stop) {
    super(why.why.id);
    this.stop = why;
  }
}

const hang = (pointer: bigint): Lost =>
  new Lost(stop('hang', 'cmem.heapLoop', { at: Number(pointer) }));

/** Pointers met so far: meeting one again means walking for ever. */
class Trail {
  readonly #met = new Set<bigint>();
  step(pointer: bigint): void {
    if (this.#met.has(pointer)) throw hang(pointer);
    this.#met.add(pointer);
  }
}

/** Told what a walk meets. Addresses are pointers as the list holds them. */
export interface WalkTold {
  /** A chunk and the bytes skipped in it up to the first aligned address. */
  chunk(pointer: bigint, size: bigint, skipped: bigint): void;
  /** A freed block stands in the list between these, 0 = none. */
  linked(block: bigint, size: bigint, below: bigint, above: bigint): void;
  /** It became one with a neighbour: `size` bytes from `pointer` on. */
  merged(side: 'above' | 'below', other: bigint, pointer: bigint, size: bigint): void;
}

/** The driver's list: a head, and headers in memory. */
export interface HeadedList {
  /** heap_head[].next. */
  head: bigint;
  readonly headers: Headers;
}

/** HeapMem_alloc(): the pointer it returns, 0 for NULL. A dry run changes nothing. */
export function walkAlloc(
  list: HeadedList,
  { size, align, dry }: { readonly size: bigint; readonly align: bigint; readonly dry: boolean },
  told?: WalkTold,
): bigint {
  const { headers } = list;
  const { sizeBits: bits } = headers;
  const wanted = pageAlign(size, bits);
  const step = (align & 4095n) !== 0n ? 4096n : align;
  const mask = unsigned(step - 1n, bits);
  const trail = new Trail();
  let previous = 0n;
  for (let at = list.head; at !== 0n;) {
    trail.step(at);
    const chunk = headers.size(at);
    let skipped = unsigned(at, bits) & mask;
    if (skipped !== 0n) skipped = unsigned(step - skipped, bits);
    told?.chunk(at, chunk, skipped);
    if (chunk >= unsigned(wanted + skipped, bits)) {
      const got = unsigned(at + skipped, headers.pointerBits);
      if (!dry) {
        const rest = unsigned(chunk - wanted - skipped, bits);
        cut(list, { previous, at, got, wanted, skipped, rest });
      }
      return got;
    }
    previous = at;
    at = headers.next(at);
  }
  return 0n;
}

interface Cut {
  readonly previous: bigint;
  readonly at: bigint;
  readonly got: bigint;
  readonly wanted: bigint;
  readonly skipped: bigint;
  readonly rest: bigint;
}
/** The writes of HeapMem_alloc() in the driver's order, which shows where headers overlap. */
function cut(list: HeadedList, { previous, at, got, wanted, skipped, rest }: Cut): void {
  const { headers } = list;
  const after = unsigned(got + wanted, headers.pointerBits);
  const writeRemainder = (): void => {
    headers.setNext(after, headers.next(at));
    headers.setSize(after, rest);
  };
  if (headers.remainderFirst && rest !== 0n) writeRemainder();
  if (skipped !== 0n) {
    headers.setSize(at, skipped);
    if (rest === 0n) return;
    if (!headers.remainderFirst) writeRemainder();
    headers.setNext(at, after);
    return;
  }
  if (!headers.remainderFirst && rest !== 0n) writeRemainder();
  setNext(list, previous, rest !== 0n ? after : headers.next(at));
}

/** `after` 0 = the list's own head. */
function setNext(list: HeadedList, after: bigint, next: bigint): void {
  if (after === 0n) list.head = next;
  else list.headers.setNext(after, next);
}

/** HeapMem_free(). */
export function walkFree(list: HeadedList, block: bigint, given: bigint, told?: WalkTold): void {
  const { headers } = list;
  const { sizeBits, pointerBits } = headers;
  const size = pageAlign(given, sizeBits);
  const trail = new Trail();
  let below = 0n;
  let above = list.head;
  while (above !== 0n && above < block) {
    trail.step(above);
    below = above;
    above = headers.next(above);
  }
  headers.setNext(block, above);
  headers.setSize(block, size);
  setNext(list, below, block);
  told?.linked(block, size, below, above);
  if (above !== 0n && unsigned(block + size, pointerBits) === above) {
    headers.setNext(block, headers.next(above));
    headers.setSize(block, unsigned(headers.size(block) + headers.size(above), sizeBits));
    told?.merged('above', above, block, headers.size(block));
  }
  if (below !== 0n && unsigned(below + headers.size(below), pointerBits) === block) {
    headers.setNext(below, headers.next(block));
    headers.setSize(below, unsigned(headers.size(below) + headers.size(block), sizeBits));
    told?.merged('below', below, below, headers.size(below));
  }
}

/** What the list looks like: its chunks from the head, and how it ends. */
export interface ListView {
  readonly chunks: readonly { readonly pointer: bigint; readonly size: bigint }[];
  /** Undefined = at a NULL; a pointer = it leads back there; a Stop = it leads out of the block. */
  readonly end: bigint | Stop | undefined;
}
/** It ends where the walk would: at NULL, where it comes back to itself, or outside. */
export function viewList({ head, headers }: HeadedList): ListView {
  const chunks: { pointer: bigint; size: bigint }[] = [];
  const met = new Set<bigint>();
  try {
    for (let at = head; at !== 0n; at = headers.next(at)) {
      if (met.has(at)) return { chunks, end: at };
      met.add(at);
      chunks.push({ pointer: at, size: headers.size(at) });
    }
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
    return { chunks, end: error.stop };
  }
  return { chunks, end: undefined };
}
