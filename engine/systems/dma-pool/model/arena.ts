/**
 * The coherent memory of the golden traces: chunks one after the other, each at a multiple of its own
 * power of two of pages, never given out again. Nothing comes back.
 */
import type { PhysAddr } from '../../../contract/units.ts';
import { roundUp } from '../../../contract/units.ts';
import type { Chunks } from './pools.ts';

/** `base` is a physical address, `pageSize` bytes, `pages` how many there are. */
export interface ArenaPlan {
  readonly base: PhysAddr;
  readonly pages: number;
  readonly pageSize: number;
}

/** The recording harness placed chunks like this, so that addresses of traces come out the same. */
export class Arena implements Chunks {
  readonly #plan: ArenaPlan;
  #next = 0;

  constructor(plan: ArenaPlan) {
    this.#plan = plan;
  }

  /** `size` in bytes; undefined once the arena is used up. */
  fetch(size: number): PhysAddr | undefined {
    const { base, pages, pageSize } = this.#plan;
    const count = Math.ceil(size / pageSize);
    const at = roundUp(this.#next, 2 ** Math.ceil(Math.log2(count)));
    if (at + count > pages) return undefined;
    this.#next = at + count;
    return base + at * pageSize;
  }
  giveBack(): void {}
}
