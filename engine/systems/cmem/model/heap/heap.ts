/**
 * The heap of a block: page-granular, address-ordered first fit, cut from the low end of a chunk.
 *
 * The bytes of every header the driver writes are really written; they are the truth. While the list
 * in them is sound (ascending, disjoint, inside the heap), an index over the chunks gives the answers
 * of the walk without walking: O(log chunks), see memory/chunk-index.ts. A request whose arithmetic
 * would wrap, a free that does not fit between its neighbours, and every call after somebody wrote over
 * a header go through the bytes themselves (heap-walk.ts), until the list is found sound again.
 *
 * Source of truth: HeapMem_alloc, HeapMem_free and the end of cmem_init of cmemk.c.
 */
import { mostOf } from '../../../../contract/long-lists.ts';
import { ChunkIndex, type Gap } from '../../../../memory/bitmap/chunk-index.ts';
import { PAGE_SIZE, roundUp, type Bytes, type PhysAddr } from '../../../../contract/units.ts';
import type { CmemHeapLayout } from '../../../../contract/view.ts';
import type { Stop } from '../answer.ts';
import { HeapChanges, type HeaderWords } from './heap-changes.ts';
import { HeapHeaders, type HeaderPlan } from './heap-headers.ts';
import {
  Lost,
  viewList,
  walkAlloc,
  walkFree,
  type HeadedList,
  type ListView,
  type WalkTold,
} from './heap-walk.ts';

/** Where the heap lies and how its headers look. */
export interface HeapPlan extends HeaderPlan {
  readonly base: PhysAddr;
  readonly size: Bytes;
}

/** A free chunk: its first byte and its bytes. */
export interface Chunk {
  readonly address: PhysAddr;
  readonly size: Bytes;
}
/** Sums over the free chunks; `free` and `largest` in bytes. */
export interface HeapFigures {
  readonly free: Bytes;
  readonly chunks: number;
  readonly largest: Bytes;
}
/** What an allocation got, and the chunk that it was cut from, as it was before. */
export interface Cut {
  readonly phys: PhysAddr;
  /** Where the chunk began; `phys` lies above it where alignment skipped bytes. */
  readonly chunk: PhysAddr;
  readonly chunkSize: Bytes;
}

/** Told what an allocation or a free does to the list, in physical addresses; see heap-walk.ts. */
export interface HeapTold {
  /** False: tell no more chunks of this call. */
  chunk(phys: PhysAddr, size: Bytes, skipped: Bytes): boolean;
  /** The piece went between these two chunks; undefined: head or end of the list. */
  linked(phys: PhysAddr, size: Bytes, below?: PhysAddr, above?: PhysAddr): void;
  /** It became one with a neighbour that began at `other`; `phys` and `size` are the whole. */
  merged(side: 'above' | 'below', other: PhysAddr, phys: PhysAddr, size: Bytes): void;
}

/**
 * Addresses are physical; `size` and lengths are bytes, and everything the driver gives is whole
 * pages.
 */
export class Heap implements HeadedList {
  /** The first byte. */
  readonly base: PhysAddr;
  /** The byte after the last one. */
  readonly end: PhysAddr;
  /** The headers as bytes in memory. */
  readonly headers: HeapHeaders;
  readonly #pointerOffset: number;
  readonly #chunks = new ChunkIndex();
  readonly #gaps = new Map<number, Gap>();
  /** False: the bytes may say something else than the index. */
  #sound = true;
  /** heap_head[].next while the index does not hold. */
  head = 0n;
  /** What rows and columns have not yet seen. */
  readonly changes = new HeapChanges();

  constructor(plan: HeapPlan) {
    this.#pointerOffset = plan.pointerOffset;
    this.base = plan.base;
    this.end = plan.base + plan.size;
    this.headers = new HeapHeaders(plan, this.changes);
  }

  /** As cmem_init() leaves it: one chunk. */
  format(): void {
    this.#chunks.clear();
    this.#chunks.insert(this.base, this.end - this.base, 0);
    this.headers.write(this.base, 0, this.end - this.base);
    this.#sound = true;
    this.changes.everything();
  }

  /** Whether the index answers, i.e. the list in memory is sound. */
  get sound(): boolean {
    return this.#recover();
  }

  /**
   * The first chunk that fits; undefined = NULL. `size` and `align` are wrapped to size_t already.
   * With `dry` nothing is taken: GETPOOL asks so. A Stop: the walk ran into a list without end.
   */
  alloc(size: Bytes, align: Bytes, dry: boolean, told?: HeapTold): Cut | Stop | undefined {
    const wanted = roundUp(size, PAGE_SIZE);
    const step = align % PAGE_SIZE === 0 ? align : PAGE_SIZE;
    const wraps = step === 0 || wanted + step >= 2 ** this.headers.sizeBits;
    if (wraps || !this.#recover()) return this.#walkAlloc(size, align, dry, told);
    const chunks = this.#chunks;
    const gap = step === PAGE_SIZE ? undefined : this.#gap(step);
    const chunk = chunks.fit(wanted, gap);
    if (told) this.#tellChunks(told, chunk, gap);
    if (chunk === 0) return undefined;
    const at = chunks.address(chunk);
    const chunkSize = chunks.size(chunk);
    const skipped = gap ? gap.of(at) : 0;
    if (!dry) this.#cut(chunk, wanted, skipped);
    return { phys: at + skipped, chunk: at, chunkSize };
  }

  /** The chunks that the walk meets up to the one that fits; 0 = all. */
  #tellChunks(told: HeapTold, last: number, gap: Gap | undefined): void {
    const chunks = this.#chunks;
    for (let one = chunks.first; one !== 0; one = chunks.next(one)) {
      const at = chunks.address(one);
      const more = told.chunk(at, chunks.size(one), gap ? gap.of(at) : 0);
      if (!more || one === last) return;
    }
  }

  /**
   * Take `wanted` bytes out of a chunk, `skipped` bytes from its beginning; the rest stays free.
   */
  #cut(chunk: number, wanted: Bytes, skipped: Bytes): void {
    const chunks = this.#chunks;
    const at = chunks.address(chunk);
    const rest = chunks.size(chunk) - wanted - skipped;
    const above = chunks.next(chunk);
    const after = at + skipped + wanted;
    const next = this.#pointer(above);
    this.changes.touch(at);
    if (rest > 0) this.headers.write(after, next, rest);
    if (skipped > 0) {
      this.headers.writeSize(at, skipped);
      if (rest > 0) this.headers.writeNext(at, after + this.#pointerOffset);
      chunks.change(chunk, at, skipped);
      if (rest > 0) chunks.insert(after, rest, above);
      return;
    }
    const below = chunks.previous(chunk);
    if (below !== 0)
      this.headers.writeNext(chunks.address(below), rest > 0 ? after + this.#pointerOffset : next);
    if (rest === 0) chunks.remove(chunk);
    else if (wanted > 0) chunks.change(chunk, after, rest);
  }

  /**
   * Give back `given` bytes at `block`, whatever lies there. The driver checks nothing: an address
   * that does not fit goes through the bytes as it would there.
   */
  free(block: PhysAddr, given: Bytes, told?: HeapTold): Stop | undefined {
    const size = roundUp(given, PAGE_SIZE);
    const chunks = this.#chunks;
    if (size >= 2 ** this.headers.sizeBits || !this.#recover())
      return this.#walkFree(block, given, told);
    const above = chunks.atOrAbove(block);
    const below = chunks.below(above);
    const fits =
      block >= this.base &&
      block < this.end &&
      block % PAGE_SIZE === 0 &&
      block + size <= (above === 0 ? this.end : chunks.address(above)) &&
      (above === 0 || chunks.address(above) > block) &&
      (below === 0 || chunks.end(below) <= block);
    if (!fits) return this.#walkFree(block, given, told);
    if (told) this.#tellJoin(told, block, size, below, above);
    this.#join(block, size, below, above);
    return undefined;
  }

  /** What walkFree() would tell of #join(). */
  #tellJoin(told: HeapTold, block: PhysAddr, size: Bytes, below: number, above: number): void {
    const chunks = this.#chunks;
    const at = (chunk: number) => (chunk === 0 ? undefined : chunks.address(chunk));
    told.linked(block, size, at(below), at(above));
    let whole = size;
    if (above !== 0 && block + size === chunks.address(above)) {
      whole += chunks.size(above);
      told.merged('above', chunks.address(above), block, whole);
    }
    if (below !== 0 && chunks.end(below) === block) {
      const first = chunks.address(below);
      told.merged('below', first, first, chunks.size(below) + whole);
    }
  }

  /** Enter a free block between two chunks (0 = none), joining it with those it touches. */
  #join(block: PhysAddr, size: Bytes, below: number, above: number): void {
    const chunks = this.#chunks;
    const joinsAbove = above !== 0 && block + size === chunks.address(above);
    const joinsBelow = below !== 0 && chunks.end(below) === block;
    const after = joinsAbove ? chunks.next(above) : above;
    const whole = joinsAbove ? size + chunks.size(above) : size;
    const next = this.#pointer(after);
    if (joinsAbove) this.changes.touch(chunks.address(above));
    this.headers.write(block, next, whole);
    if (joinsBelow) {
      const at = chunks.address(below);
      const longer = chunks.size(below) + whole;
      this.headers.write(at, next, longer);
      if (joinsAbove) chunks.remove(above);
      chunks.change(below, at, longer);
      return;
    }
    if (below !== 0) this.headers.writeNext(chunks.address(below), block + this.#pointerOffset);
    if (joinsAbove) chunks.change(above, block, whole);
    else chunks.insert(block, size, above);
  }

  /** Somebody else wrote to memory: a header that lay there may say anything now. */
  wrote(at: PhysAddr, length: Bytes): void {
    if (!this.#sound) return;
    const chunks = this.#chunks;
    const first = chunks.atOrAbove(at - this.headers.bytes + 1);
    if (first !== 0 && chunks.address(first) < at + length) this.#doubt();
  }
  /** Somebody other than the driver is about to write there: what the headers said is kept. */
  overwrites(at: PhysAddr, length: Bytes): void {
    const from = at - this.headers.bytes;
    const hit = (header: PhysAddr): boolean => header > from && header < at + length;
    if (this.#sound) {
      const chunks = this.#chunks;
      for (
        let one = chunks.atOrAbove(from + 1);
        one !== 0 && hit(chunks.address(one));
        one = chunks.next(one)
      )
        this.changes.keep(chunks.address(one), this.words(chunks.address(one)));
      return;
    }
    for (const { pointer } of this.list().chunks)
      if (hit(this.physOf(pointer)))
        this.changes.keep(this.physOf(pointer), this.headers.at(pointer));
  }
  /** From now on the bytes answer, until the list is found sound. */
  #doubt(): void {
    this.head = BigInt(this.#pointer(this.#chunks.first));
    this.#sound = false;
    this.changes.everything();
  }

  /** How headers look and what their pointers mean. */
  get layout(): CmemHeapLayout {
    const { base, end } = this;
    return { base, size: end - base, ...this.headers.shape, pointerOffset: this.#pointerOffset };
  }
  /** The header at a physical address, as it lies in memory. */
  words(at: PhysAddr): HeaderWords {
    return this.headers.at(BigInt(at + this.#pointerOffset));
  }
  /** Whether a free chunk begins there, by the index; only while the list is sound. */
  startsAt(at: PhysAddr): boolean {
    const chunk = this.#chunks.atOrAbove(at);
    return chunk !== 0 && this.#chunks.address(chunk) === at;
  }

  /** The list as it lies in memory, in pointers. */
  list(): ListView {
    if (this.#sound) this.head = BigInt(this.#pointer(this.#chunks.first));
    return viewList(this);
  }
  /** Where a pointer of the list leads; 2.x holds kernel addresses in it. */
  physOf(pointer: bigint): PhysAddr {
    return Number(pointer) - this.#pointerOffset;
  }
  /** Free bytes, chunks and the largest; undefined where the list has no end. */
  get figures(): HeapFigures | undefined {
    if (this.#recover()) {
      const { total, count, largest } = this.#chunks;
      return { free: total, chunks: count, largest };
    }
    const chunks = this.chunks();
    return (
      chunks && {
        free: chunks.reduce((sum, { size }) => sum + size, 0),
        chunks: chunks.length,
        largest: Math.max(0, mostOf(chunks.map(({ size }) => size))),
      }
    );
  }
  /** Free chunks from the head of the list; undefined where it has no end. */
  chunks(): Chunk[] | undefined {
    if (!this.#recover()) {
      const { chunks, end } = this.list();
      if (end !== undefined) return undefined;
      return chunks.map(({ pointer, size }) => ({
        address: this.physOf(pointer),
        size: Number(size),
      }));
    }
    const out: Chunk[] = [];
    const chunks = this.#chunks;
    for (let at = chunks.first; at !== 0; at = chunks.next(at))
      out.push({ address: chunks.address(at), size: chunks.size(at) });
    return out;
  }

  /** heap_head[].next, for a checkpoint: the rest is in memory. */
  save(): bigint {
    return this.#sound ? BigInt(this.#pointer(this.#chunks.first)) : this.head;
  }
  /** The index is built again when somebody first asks. */
  restore(head: bigint): void {
    this.head = head;
    this.#sound = false;
    this.changes.everything();
  }

  /** True if the index holds, or could be built again from a list that is sound. */
  #recover(): boolean {
    if (this.#sound) return true;
    const { chunks, end } = this.list();
    if (end !== undefined) return false;
    let edge = this.base;
    for (const { pointer, size } of chunks) {
      const at = this.physOf(pointer);
      const length = Number(size);
      const inside = at >= edge && at < this.end && at + length <= this.end;
      if (!inside || at % PAGE_SIZE !== 0 || length % PAGE_SIZE !== 0) return false;
      edge = at + length;
    }
    this.#chunks.clear();
    for (const { pointer, size } of chunks)
      this.#chunks.insert(this.physOf(pointer), Number(size), 0);
    this.#sound = true;
    this.changes.everything();
    return true;
  }

  #walkAlloc(
    size: Bytes,
    align: Bytes,
    dry: boolean,
    told: HeapTold | undefined,
  ): Cut | Stop | undefined {
    return this.#walk(() => {
      const asked = { size: BigInt(size), align: BigInt(align), dry };
      const got = walkAlloc(this, asked, told && this.#inPhys(told));
      if (got === 0n) return undefined;
      const phys = this.physOf(got);
      return { phys, chunk: phys, chunkSize: roundUp(size, PAGE_SIZE) };
    });
  }
  #walkFree(block: PhysAddr, given: Bytes, told: HeapTold | undefined): Stop | undefined {
    return this.#walk(() => {
      const pointer = BigInt(block + this.#pointerOffset);
      walkFree(this, pointer, BigInt(given), told && this.#inPhys(told));
      return undefined;
    });
  }
  #inPhys(told: HeapTold): WalkTold {
    const at = (pointer: bigint) => (pointer === 0n ? undefined : this.physOf(pointer));
    let more = true;
    return {
      chunk: (pointer, size, skipped) => {
        more &&= told.chunk(this.physOf(pointer), Number(size), Number(skipped));
      },
      linked: (block, size, below, above) =>
        told.linked(this.physOf(block), Number(size), at(below), at(above)),
      merged: (side, other, pointer, size) =>
        told.merged(side, this.physOf(other), this.physOf(pointer), Number(size)),
    };
  }
  /** A walk that does not end in the list is a Stop. */
  #walk<T>(work: () => T): T | Stop {
    if (this.#sound) this.#doubt();
    // A walk may move the head of the list and nothing else.
    this.changes.everything();
    try {
      return work();
    } catch (error) {
      if (error instanceof Lost) return error.stop;
      throw error;
    }
  }
  /** One object an alignment, by whose key the index knows it again. */
  #gap(step: Bytes): Gap {
    let gap = this.#gaps.get(step);
    if (!gap) {
      gap = { key: step, of: gapOf(step, this.#pointerOffset) };
      if (this.#gaps.size > 64) this.#gaps.clear();
      this.#gaps.set(step, gap);
    }
    return gap;
  }

  /** A pointer to a chunk as the list holds it; NULL for none. */
  #pointer(chunk: number): number {
    return chunk === 0 ? 0 : this.#chunks.address(chunk) + this.#pointerOffset;
  }
  /** Throws unless index and memory say the same. */
  check(): void {
    this.#chunks.check();
    if (!this.#sound) return;
    const { chunks, end } = this.list();
    const inMemory = chunks.map(({ pointer, size }) => `${this.physOf(pointer)}+${size}`);
    const inIndex = this.chunks()!.map(({ address, size }) => `${address}+${size}`);
    if (end !== undefined || inMemory.join() !== inIndex.join())
      throw new Error(`heap: the index says ${inIndex.join()}, memory ${inMemory.join()}`);
  }
}

/** Bytes skipped in a chunk: `(-pointer) mod align`, or what the mask of no power of two makes of it. */
function gapOf(step: Bytes, pointerOffset: number): (address: PhysAddr) => Bytes {
  const mask = BigInt(step - 1);
  const power = (BigInt(step) & mask) === 0n;
  return (address) => {
    const pointer = address + pointerOffset;
    const over = power ? pointer % step : Number(BigInt(pointer) & mask);
    return over === 0 ? 0 : step - over;
  };
}
