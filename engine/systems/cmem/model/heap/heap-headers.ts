/**
 * The headers in the first bytes of a heap's free chunks, as words in memory: written by address while
 * the driver's list is sound, reached by pointer, exact whatever they hold, when it may not be.
 *
 * Source of truth: struct HeapMem_Header of cmemk.c 2.26.01.02 (a pointer and an int or size_t) and
 * 4.20.00.01 (a phys_addr_t of 64 bits and a size_t).
 */
import type { SparseBytes } from '../../../../memory/bytes/sparse-bytes.ts';
import type { Bytes, PhysAddr } from '../../../../contract/units.ts';
import { stop, type Stop } from '../answer.ts';
import type { HeaderWords, HeapChanges } from './heap-changes.ts';
import { Lost, type Headers } from './heap-walk.ts';

/** How this driver's headers look and where their pointers lead. */
export interface HeaderPlan {
  readonly memory: SparseBytes;
  /** next is 4 or 8 bytes, and size stands right after it. */
  readonly shape: { readonly nextBytes: 4 | 8; readonly sizeBytes: 4 | 8 };
  /** What is added to a physical address to get a pointer: 0 in 4.x. */
  readonly pointerOffset: number;
  readonly remainderFirst: boolean;
  /** Physical address of the header a pointer leads to. */
  readonly reach: (pointer: bigint) => PhysAddr | Stop;
  /** Somebody's header was written there: other heaps may have lain under it. */
  readonly wrote: (at: PhysAddr, length: Bytes) => void;
}
const TWO_32 = 2 ** 32;

/** `at` is a physical address, `pointer` what the list holds. */
export class HeapHeaders implements Headers {
  readonly pointerBits: 32 | 64;
  readonly sizeBits: 32 | 64;
  readonly remainderFirst: boolean;
  /** Bytes of a header. */
  readonly bytes: Bytes;
  readonly #plan: HeaderPlan;
  readonly #changes: HeapChanges;

  constructor(plan: HeaderPlan, changes: HeapChanges) {
    const { nextBytes, sizeBytes } = plan.shape;
    this.#plan = plan;
    this.#changes = changes;
    this.pointerBits = nextBytes === 8 ? 64 : 32;
    this.sizeBits = sizeBytes === 8 ? 64 : 32;
    this.remainderFirst = plan.remainderFirst;
    this.bytes = nextBytes + sizeBytes;
  }

  get shape(): HeaderPlan['shape'] {
    return this.#plan.shape;
  }
  /** A word of memory. */
  word(at: PhysAddr): number {
    return this.#plan.memory.word(at);
  }

  /** A whole header: what somebody wrote there before is mended. */
  write(at: PhysAddr, next: number, size: Bytes): void {
    this.#changes.mend(at);
    this.writeNext(at, next);
    this.writeSize(at, size);
  }
  /** Writes the pointer of a header and leaves its size. */
  writeNext(at: PhysAddr, next: number): void {
    const { memory, shape } = this.#plan;
    this.#changes.touch(at);
    this.#changes.driverWrote(at, 'next', next);
    memory.setWord(at, next % TWO_32);
    if (shape.nextBytes === 8) memory.setWord(at + 4, Math.floor(next / TWO_32));
  }
  /** Writes the size of a header and leaves its pointer. */
  writeSize(at: PhysAddr, size: Bytes): void {
    const { memory, shape } = this.#plan;
    const place = at + shape.nextBytes;
    this.#changes.touch(at);
    this.#changes.driverWrote(at, 'size', size);
    memory.setWord(place, size % TWO_32);
    if (shape.sizeBytes === 8) memory.setWord(place + 4, Math.floor(size / TWO_32));
  }

  /** Both words of a header, as memory has them. */
  at(pointer: bigint): HeaderWords {
    return { next: this.next(pointer), size: this.size(pointer) };
  }
  next(pointer: bigint): bigint {
    return this.#get(pointer, 0, this.#plan.shape.nextBytes);
  }
  size(pointer: bigint): bigint {
    const { nextBytes, sizeBytes } = this.#plan.shape;
    return this.#get(pointer, nextBytes, sizeBytes);
  }
  setNext(pointer: bigint, next: bigint): void {
    this.#set(pointer, 0, this.#plan.shape.nextBytes, next);
  }
  setSize(pointer: bigint, size: bigint): void {
    const { nextBytes, sizeBytes } = this.#plan.shape;
    this.#set(pointer, nextBytes, sizeBytes, size);
  }
  #get(pointer: bigint, offset: number, bytes: 4 | 8): bigint {
    const at = this.#reach(pointer) + offset;
    const { memory } = this.#plan;
    const low = BigInt(memory.word(at));
    return bytes === 4 ? low : low + BigInt(memory.word(at + 4)) * 0x1_0000_0000n;
  }
  #set(pointer: bigint, offset: number, bytes: 4 | 8, value: bigint): void {
    const header = this.#reach(pointer);
    const at = header + offset;
    const { memory, wrote } = this.#plan;
    this.#changes.driverWrote(header, offset === 0 ? 'next' : 'size', value);
    memory.setWord(at, Number(value % 0x1_0000_0000n));
    if (bytes === 8) memory.setWord(at + 4, Number(value / 0x1_0000_0000n));
    wrote(at, bytes);
  }
  #reach(pointer: bigint): PhysAddr {
    const at = this.#plan.reach(pointer);
    if (typeof at === 'object') throw new Lost(at);
    return at;
  }
}

/** Where a pointer that leads into no block leads: a page fault, or memory we know nothing of. */
export const outOfBlocks = (pointer: bigint, how: 'oops' | 'wild'): Stop =>
  stop(how, how === 'oops' ? 'cmem.heapOops' : 'cmem.heapWild', { pointer: Number(pointer) });
