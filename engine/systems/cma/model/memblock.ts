/**
 * The early allocator from which regions are reserved: mm/memblock.c as far as cma_declare_contiguous()
 * uses it. Memory is the banks; reserved is what has been given away. Addresses in bytes, half-open.
 */
import { mostOf } from '../../../contract/long-lists.ts';
import {
  PAGE_SIZE,
  roundDown,
  roundUp,
  type Bytes,
  type PhysAddr,
} from '../../../contract/units.ts';

/** Addresses from `start` to before `end`. */
interface Span {
  readonly start: PhysAddr;
  readonly end: PhysAddr;
}
const spans = (list: readonly { readonly base: PhysAddr; readonly size: Bytes }[]): Span[] =>
  list
    .map(({ base, size }) => ({ start: base, end: base + size }))
    .sort((a, b) => a.start - b.start);

/** memblock.memory and memblock.reserved of one node. */
export class Memblock {
  readonly #memory: readonly Span[];
  #reserved: readonly Span[];

  constructor(
    banks: readonly { readonly base: PhysAddr; readonly size: Bytes }[],
    reserved: readonly { readonly base: PhysAddr; readonly size: Bytes }[],
  ) {
    this.#memory = spans(banks);
    this.#reserved = spans(reserved);
  }

  /** memblock_start_of_DRAM(); 0 on a board without banks. */
  get startOfDram(): PhysAddr {
    return this.#memory[0]?.start ?? 0;
  }
  /** memblock_end_of_DRAM() */
  get endOfDram(): PhysAddr {
    return mostOf([0, ...this.#memory.map(({ end }) => end)]);
  }

  /** memblock_is_region_reserved(): any overlap counts. */
  isReserved(base: PhysAddr, size: Bytes): boolean {
    return this.#reserved.some(({ start, end }) => start < base + size && base < end);
  }
  /** memblock_reserve(): does not ask whether there is memory at all. */
  reserve(base: PhysAddr, size: Bytes): void {
    this.#reserved = [...this.#reserved, { start: base, end: base + size }].sort(
      (a, b) => a.start - b.start,
    );
  }
  /** Whether every byte is memory; banks that touch count as one. */
  isMemory(base: PhysAddr, size: Bytes): boolean {
    let at = base;
    for (const { start, end } of this.#memory) if (start <= at && at < end) at = end;
    return at >= base + size;
  }

  /** for_each_free_mem_range(): memory that is not reserved, ascending. */
  free(): Span[] {
    const found: Span[] = [];
    for (const bank of this.#memory) {
      let at = bank.start;
      for (const taken of this.#reserved) {
        if (taken.end <= at || taken.start >= bank.end) continue;
        if (taken.start > at) found.push({ start: at, end: taken.start });
        at = Math.max(at, taken.end);
      }
      if (at < bank.end) found.push({ start: at, end: bank.end });
    }
    return found;
  }

  /**
   * memblock_find_in_range(), highest address first; 0 if there is no room. `align` is a power of
   * two; the region lies within [from, to).
   */
  findTopDown(size: Bytes, align: Bytes, from: PhysAddr, to: PhysAddr): PhysAddr {
    for (const { start, end } of this.#within(from, to).reverse()) {
      const at = roundDown(end - size, align);
      if (end >= size && at >= start) return at;
    }
    return 0;
  }
  /** The same, lowest address first. */
  findBottomUp(size: Bytes, align: Bytes, from: PhysAddr, to: PhysAddr): PhysAddr {
    for (const { start, end } of this.#within(from, to)) {
      const at = roundUp(start, align);
      if (at < end && end - at >= size) return at;
    }
    return 0;
  }

  /** Free memory in a window; page 0 is never given away. */
  #within(from: PhysAddr, to: PhysAddr): Span[] {
    const least = Math.max(from, PAGE_SIZE);
    return this.free()
      .map(({ start, end }) => ({ start: Math.max(start, least), end: Math.min(end, to) }))
      .filter(({ start, end }) => start < end);
  }
}
