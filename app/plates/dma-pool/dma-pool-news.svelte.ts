/**
 * What the calls of DMA pools came back with, kept for the plate: which name stands for which pool and
 * block, and whether the kernel survived. Told by shell/news.ts.
 */
import type { Message, Outcome } from '../../../engine/contract/command.ts';

/** The name that a line gave to a block. */
interface Named {
  readonly pool: number | undefined;
  readonly phys: number;
}

/** Refusals after which no call of a pool is answered any more. */
const DEAD = new Set(['dmaPool.hangs', 'dmaPool.oopses']);

export class PoolNews {
  /** Why the kernel answers no more; forgotten when a board boots. */
  stopped = $state.raw<Message | undefined>();
  /** Moves when a name was given. */
  tick = $state(0);
  #pools = new Map<string, number>();
  #blocks = new Map<string, Named>();

  take(outcomes: readonly Outcome[]): void {
    for (const { result, events } of outcomes) {
      if (!result.ok) {
        if (DEAD.has(result.refusal.why.id)) this.stopped = result.refusal.why;
        continue;
      }
      const { value } = result;
      if (value.is === 'board') {
        this.reset();
      } else if (value.is === 'pool' && value.handle !== undefined) {
        this.#blocks.delete(value.handle);
        this.#pools.set(value.handle, value.id);
      } else if (value.is === 'pool_block' && value.handle !== undefined) {
        const taken = events.find((event) => event.is === 'pool-taken');
        this.#pools.delete(value.handle);
        this.#blocks.set(value.handle, { pool: taken?.pool, phys: value.phys });
      }
    }
    this.tick += 1;
  }
  /** As if nothing had been told. */
  reset(): void {
    this.stopped = undefined;
    this.#pools = new Map();
    this.#blocks = new Map();
    this.tick += 1;
  }

  /** A name that stands for a pool now, the newest. */
  poolName(pool: number): string | undefined {
    return this.tick < 0 ? undefined : lastKey(this.#pools, (id) => id === pool);
  }
  /** A name that points to a block of a pool now. */
  blockName(pool: number, phys: number): string | undefined {
    if (this.tick < 0) return undefined;
    return lastKey(this.#blocks, (block) => block.phys === phys && (block.pool ?? pool) === pool);
  }
  /** Whether a name is given to something. */
  has(name: string): boolean {
    return this.#pools.has(name) || this.#blocks.has(name);
  }
}

const lastKey = <V>(map: ReadonlyMap<string, V>, is: (value: V) => boolean): string | undefined => {
  let found: string | undefined;
  for (const [key, value] of map) if (is(value)) found = key;
  return found;
};
