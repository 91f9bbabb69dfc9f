/**
 * A workload: many seeded requests and releases in one command, to age a region in a second. It is
 * as repeatable as typing them: same seed, mix, fill and region state, same operations.
 */
import type { Area } from '../board/area.ts';
import type { Mix } from '../contract/command.ts';
import { createRng, type Rng } from '../memory/rng.ts';
import type { Recorder } from '../board/recorder.ts';
import type { OpId, Order, PageCount, Pfn } from '../contract/units.ts';
import { draw } from './workload-mix.ts';
import { PAGE_SIZE } from '../contract/units.ts';

/** Blocks in no order, as they are saved: a checkpoint copies two columns. */
class Held {
  length = 0;
  #pfns: Uint32Array;
  #counts: Uint32Array;

  constructor(pfns = new Uint32Array(256), counts = new Uint32Array(256)) {
    this.#pfns = pfns;
    this.#counts = counts;
  }
  /** Copies of the columns: a checkpoint may be restored again. */
  static of({ pfns, counts }: Pick<SavedWorkload, 'pfns' | 'counts'>): Held {
    const held = new Held(pfns.slice(), counts.slice());
    held.length = pfns.length;
    return held;
  }
  /** Copies the part of the columns that is in use. */
  save(): Pick<SavedWorkload, 'pfns' | 'counts'> {
    return { pfns: this.#pfns.slice(0, this.length), counts: this.#counts.slice(0, this.length) };
  }
  /** Adds a block; room doubles when it runs out. */
  push(pfn: Pfn, count: PageCount): void {
    if (this.length === this.#pfns.length) this.#grow();
    this.#pfns[this.length] = pfn;
    this.#counts[this.length] = count;
    this.length += 1;
  }
  /** The last takes its place. */
  take(at: number): { readonly pfn: Pfn; readonly count: PageCount } {
    const taken = { pfn: this.#pfns[at]!, count: this.#counts[at]! };
    this.length -= 1;
    this.#pfns[at] = this.#pfns[this.length]!;
    this.#counts[at] = this.#counts[this.length]!;
    return taken;
  }
  #grow(): void {
    const grown = (column: Uint32Array): Uint32Array => {
      const wide = new Uint32Array(Math.max(256, 2 * column.length));
      wide.set(column);
      return wide;
    };
    this.#pfns = grown(this.#pfns);
    this.#counts = grown(this.#counts);
  }
}

/** What a `workload` line says. */
export interface WorkloadPlan {
  /** Operations to do. */
  readonly ops: number;
  /** Start of the generator: the same seed asks for the same things. */
  readonly seed: number;
  /** Whose requests are drawn; see workload-mix.ts. */
  readonly mix: Mix;
  /** Percent of the region around which use hovers. */
  readonly fill: number;
}

/** Where a workload stands: what comes next depends on nothing else but the region. */
export interface SavedWorkload {
  /** The generator's state: four 32-bit words. */
  readonly rng: readonly [number, number, number, number];
  /** First frames of the blocks it holds, in no order. */
  readonly pfns: Uint32Array;
  /** Pages of those blocks. */
  readonly counts: Uint32Array;
  readonly allocs: number;
  readonly refused: number;
  readonly releases: number;
}

/** A workload that was cut short: what it takes to go on, and how many operations were done. */
export interface Interrupted {
  readonly done: number;
  readonly saved: SavedWorkload;
}
/** A workload under way. */
export interface Running {
  readonly workload: Workload;
  /** Operations that are done. */
  done: number;
  /** True once it is done or was ended early. */
  over: boolean;
}

/** Chance out of 8 that an operation below (above) the fill mark allocates. */
const GROW = 6;
const SHRINK = 2;

/** It takes from one region and gives back what it took itself. */
export class Workload {
  /** Requests that got pages. */
  allocs = 0;
  /** Requests that the region refused. */
  refused = 0;
  /** Blocks that were given back. */
  releases = 0;
  readonly #area: Area;
  readonly #plan: WorkloadPlan;
  readonly #cap: Order;
  #rng: Rng;
  /** What this workload took and still holds. Blocks of others are never released. */
  #held = new Held();

  /** `cap` is CONFIG_CMA_ALIGNMENT, where the DMA layer would stop. */
  constructor(area: Area, plan: WorkloadPlan, cap: Order) {
    this.#area = area;
    this.#plan = plan;
    this.#cap = cap;
    this.#rng = createRng(plan.seed);
  }

  save(): SavedWorkload {
    const { allocs, refused, releases } = this;
    return {
      rng: this.#rng.state(),
      ...this.#held.save(),
      allocs,
      refused,
      releases,
    };
  }
  restore(saved: SavedWorkload): void {
    const { allocs, refused, releases } = saved;
    this.#rng = createRng(saved.rng);
    this.#held = Held.of(saved);
    Object.assign(this, { allocs, refused, releases });
  }

  /** One operation: a request or a release. */
  step(op: OpId, sink: Recorder): void {
    const { layout, used } = this.#area;
    const below = used * 100 < this.#plan.fill * layout.pages;
    const allocate = this.#rng.below(8) < (below ? GROW : SHRINK);
    if (allocate || this.#held.length === 0) this.#alloc(op, sink);
    else this.#release(sink);
  }

  #alloc(op: OpId, sink: Recorder): void {
    const { layout } = this.#area;
    const { name, count, align } = draw(this.#plan.mix, this.#rng, this.#cap, layout.pages);
    const label = { name, kind: 'workload', bytes: count * PAGE_SIZE } as const;
    const got = this.#area.alloc({ count, align }, label, op, sink);
    if ('pfn' in got) {
      this.allocs++;
      this.#held.push(got.pfn, count);
    } else this.refused++;
  }

  #release(sink: Recorder): void {
    const { pfn, count } = this.#held.take(this.#rng.below(this.#held.length));
    this.#area.release(pfn, count, sink);
    this.releases++;
  }
}
