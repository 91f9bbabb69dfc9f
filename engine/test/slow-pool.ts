/**
 * A DMA pool as one would write it on a blackboard: pages newest first, each with an array of its free
 * blocks, looked through from the front. For callers who free what they took, once.
 */
import type { PoolKernel } from '../systems/dma-pool/model/version.ts';

export interface SlowPoolPlan {
  readonly kernel: PoolKernel;
  readonly size: number;
  readonly allocation: number;
  readonly boundary: number;
}

interface SlowPage {
  readonly base: number;
  /** Free addresses; the last one is handed out next. */
  free: number[];
}

export class SlowPool {
  readonly #plan: SlowPoolPlan;
  readonly #pages: SlowPage[] = [];
  /** 6.4+: free addresses of the whole pool, the last one first. */
  #stack: number[] = [];
  readonly #used = new Set<number>();
  #next: number;

  /** Chunks come one after the other from `base` on. */
  constructor(plan: SlowPoolPlan, base = 0) {
    this.#plan = plan;
    this.#next = base;
  }

  get pages(): number {
    return this.#pages.length;
  }
  inUse(address: number): boolean {
    return this.#used.has(address);
  }

  /** Offsets at which blocks begin. */
  offsets(): number[] {
    const { kernel, size, allocation, boundary } = this.#plan;
    const found: number[] = [];
    if (kernel === '2.6.18' || kernel === '6.4') {
      for (let at = 0; at + size <= allocation; at += 1) {
        const free = found.length === 0 || at >= found.at(-1)! + size;
        const first = Math.floor(at / boundary);
        const last = Math.floor((at + size - 1) / boundary);
        if (free && first === last) found.push(at);
      }
      return found;
    }
    for (let at = 0; at < allocation; at += 1) {
      const after = found.length === 0 ? 0 : found.at(-1)! + size;
      if (at < after) continue;
      // The first block of an interval is always there; another must end before the boundary.
      if (at % boundary === 0 || (at % boundary) + size < boundary) found.push(at);
    }
    return found;
  }

  alloc(): number {
    if (this.#plan.kernel === '6.4') {
      if (this.#stack.length === 0) this.#stack = this.#newPage().free;
      return this.#take(this.#stack.pop()!);
    }
    const page = this.#pages.find(({ free }) => free.length > 0) ?? this.#newPage();
    if (this.#plan.kernel === '2.6.18') page.free.sort((a, b) => b - a);
    return this.#take(page.free.pop()!);
  }
  #take(address: number): number {
    this.#used.add(address);
    return address;
  }
  #newPage(): SlowPage {
    const { allocation } = this.#plan;
    const base = this.#next;
    this.#next += Math.ceil(allocation / 4096) * 4096;
    const free = this.offsets()
      .map((offset) => base + offset)
      .reverse();
    const page = { base, free };
    this.#pages.unshift(page);
    return page;
  }

  free(address: number): void {
    if (!this.#used.delete(address)) throw new Error('not in use');
    if (this.#plan.kernel === '6.4') {
      this.#stack.push(address);
      return;
    }
    const { allocation } = this.#plan;
    const page = this.#pages.find(({ base }) => address >= base && address < base + allocation);
    page!.free.push(address);
  }
}
