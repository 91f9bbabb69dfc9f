/** What is on the plate of DMA pools: colours with the pools that carry them, and states of blocks. */
import { CHUNK, POOL_CORRUPT, PoolBlock } from '../../../../engine/contract/view.ts';
import { poolColour } from './pages.ts';
import type { PageIndex } from './pages.ts';
import type { Frame } from '../../../frame/frame.ts';

export interface OnStrips {
  readonly owners: readonly { readonly colour: number; readonly names: readonly string[] }[];
  readonly free: boolean;
  readonly dropped: boolean;
  /** Bytes of a page that no block and no dropped block takes. */
  readonly unused: boolean;
  readonly overrun: boolean;
  readonly links: boolean;
  /** Somebody wrote over a link, or freed twice: free blocks may be out of reach. */
  readonly unreachable: boolean;
  readonly poisoned: boolean;
  readonly twice: boolean;
}

/** Bit of a link that leads to no block, beside the bits of PoolBlock. */
const CORRUPT = 0x100;
const FREE = 0x200;

/** Which states any block has: a chunk is read again only when it moved. */
export class PoolSurvey {
  #epoch = -1;
  #generations: Uint32Array<ArrayBufferLike> = new Uint32Array(0);
  #next: Uint32Array<ArrayBufferLike> = new Uint32Array(0);
  #flags: Uint16Array = new Uint16Array(0);

  /** PoolBlock flags of all blocks together. */
  update(frame: Frame): number {
    const now = frame.generations.poolBlockState;
    const next = frame.generations.poolBlockNext;
    if (this.#epoch !== frame.epoch || this.#flags.length !== now.length) {
      this.#epoch = frame.epoch;
      this.#generations = new Uint32Array(now.length).fill(0xffff_ffff);
      this.#next = this.#generations.slice();
      this.#flags = new Uint16Array(now.length);
    }
    let all = 0;
    for (let chunk = 0; chunk < now.length; chunk += 1) {
      if (now[chunk] !== this.#generations[chunk] || next[chunk] !== this.#next[chunk])
        this.#flags[chunk] = flagsOf(frame, chunk);
      all |= this.#flags[chunk]!;
    }
    this.#generations = now.slice();
    this.#next = next.slice();
    return all;
  }
}

const flagsOf = ({ columns }: Frame, chunk: number): number => {
  const { poolBlockState, poolBlockNext } = columns;
  let flags = 0;
  const end = Math.min(poolBlockState.length, (chunk + 1) * CHUNK);
  for (let row = chunk * CHUNK; row < end; row += 1) {
    const state = poolBlockState[row]!;
    flags |= state & ~PoolBlock.KIND;
    if ((state & PoolBlock.KIND) === PoolBlock.FREE) flags |= FREE;
    const listed = (state & PoolBlock.LISTED) !== 0;
    if (listed && poolBlockNext[row] === POOL_CORRUPT) flags |= CORRUPT;
  }
  return flags;
};

export const readPoolLegend = (
  frame: Frame,
  pages: PageIndex,
  survey: PoolSurvey,
): OnStrips | undefined => {
  const pools = frame.layout.dmaPools;
  pages.update(frame);
  const shown = pools.filter((pool) => pages.of(pool).length > 0);
  if (shown.length === 0) return undefined;
  const flags = survey.update(frame);
  const byColour = new Map<number, string[]>();
  for (const pool of shown) {
    if ((frame.columns.poolActive[pool.row] ?? 0) === 0) continue;
    const colour = poolColour(frame, pages, pool);
    byColour.set(colour, [...(byColour.get(colour) ?? []), pool.name]);
  }
  const twice = (flags & PoolBlock.TWICE) !== 0;
  const free = (flags & FREE) !== 0;
  return {
    owners: [...byColour]
      .sort(([a], [b]) => a - b)
      .map(([colour, names]) => ({ colour, names: [...new Set(names)] })),
    free,
    dropped: shown.some((pool) => pool.lost > 0),
    unused: shown.some((pool) => pool.wasted > pool.lost * pool.size),
    overrun: (flags & PoolBlock.OVERRUN) !== 0,
    links: free && shown.some((pool) => pool.mechanism !== 'bitmap'),
    unreachable: twice || (flags & CORRUPT) !== 0,
    poisoned: (flags & PoolBlock.POISONED) !== 0,
    twice,
  };
};
