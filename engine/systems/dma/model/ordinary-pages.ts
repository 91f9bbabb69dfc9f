/**
 * Pages that dma_alloc_coherent gets from the page allocator because CMA is not asked or not there.
 *
 * Simplified: the real addresses depend on everything a kernel did before. Here they lie in the memory
 * that nothing else of this board has, blocks of a power of two of pages from the lowest address up,
 * and what came back is given out again first.
 */
import { Returned, type SavedReturned } from '../../../memory/returned.ts';
import {
  PAGE_SIZE,
  pagesToBytes,
  roundUp,
  type Bytes,
  type PhysAddr,
} from '../../../contract/units.ts';
import { getOrder } from './order.ts';

/** Addresses from `base` to before `end`. */
export interface Span {
  readonly base: PhysAddr;
  readonly end: PhysAddr;
}

/** What makes two of these the same. */
export interface SavedPages {
  readonly spans: readonly Span[];
  /** Index of the span that blocks are cut from now. */
  readonly span: number;
  /** The lowest address in it that was never given out. */
  readonly next: PhysAddr;
  /** Blocks that came back, by order. */
  readonly returned: SavedReturned<Float64Array>;
}

/** One object serves a board, and is made when somebody first needs it. */
export class OrdinaryPages {
  readonly #spans: readonly Span[];
  readonly #returned = new Returned();
  #span = 0;
  #next: PhysAddr;

  /** Free memory in address order. */
  constructor(spans: readonly Span[]) {
    this.#spans = spans;
    this.#next = spans[0]?.base ?? 0;
  }

  /** Gives 2^get_order(size) pages at a multiple of their length; undefined: there is no room. */
  alloc(size: Bytes): PhysAddr | undefined {
    const order = getOrder(size);
    const again = this.#returned.take(order);
    if (again !== undefined) return again;
    const bytes = pagesToBytes(2 ** order);
    while (this.#span < this.#spans.length) {
      const at = roundUp(this.#next, bytes);
      if (at + bytes <= this.#spans[this.#span]!.end) {
        this.#next = at + bytes;
        return at;
      }
      // A large block that does not fit must not take the rest from the small ones.
      if (bytes > PAGE_SIZE) return undefined;
      this.#span += 1;
      this.#next = this.#spans[this.#span]?.base ?? 0;
    }
    return undefined;
  }
  save(): SavedPages {
    const returned = this.#returned.save((blocks) => Float64Array.from(blocks));
    return { spans: this.#spans, span: this.#span, next: this.#next, returned };
  }
  static restored({ spans, span, next, returned }: SavedPages): OrdinaryPages {
    const pages = new OrdinaryPages(spans);
    pages.#span = span;
    pages.#next = next;
    pages.#returned.restore(returned);
    return pages;
  }

  /** Takes a block back; `size` says its order, as it does in the kernel. */
  free(address: PhysAddr, size: Bytes): void {
    this.#returned.give(address, getOrder(size));
  }
}

/** What is left of memory without some of its parts. */
export function without(memory: readonly Span[], parts: readonly Span[]): Span[] {
  let left = [...memory];
  for (const part of parts)
    left = left
      .flatMap((span) => [
        { base: span.base, end: Math.min(span.end, part.base) },
        { base: Math.max(span.base, part.end), end: span.end },
      ])
      .filter(({ base, end }) => base < end);
  return left.sort((a, b) => a.base - b.base);
}
