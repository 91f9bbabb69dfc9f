/**
 * The free list of a page, or of a whole pool, in the order in which its blocks will be handed out;
 * and how it is drawn: numerals for the first few, one arrow for every stretch in address order, an
 * arch for every jump.
 */
import { POOL_CORRUPT, POOL_END, PoolBlock } from '../../../../engine/contract/view.ts';
import type { DmaPoolLayout, MachineView } from '../../../../engine/contract/view.ts';
import { headOf } from './pages.ts';

export interface Chain {
  /** Block rows, the next one first; none comes twice. */
  readonly blocks: readonly number[];
  /** How it ends: properly, at bytes that are no link, where it came from, or not within `most`. */
  readonly end: 'end' | 'corrupt' | 'loop' | 'more';
  /** Place in `blocks` that a loop comes back to. */
  readonly back: number;
}

/** Blocks followed: a page of the smallest blocks and more than anybody reads. */
export const MOST_FOLLOWED = 4096;

export const chainOf = (
  view: MachineView,
  pool: DmaPoolLayout,
  page: number,
  most = MOST_FOLLOWED,
): Chain =>
  pool.mechanism === 'bitmap'
    ? lowestFirst(view, pool, page, most)
    : follow(view, headOf(view, pool, page), most);

/** A bitmap has no links: the lowest free block comes first. */
const lowestFirst = (view: MachineView, pool: DmaPoolLayout, page: number, most: number): Chain => {
  const first = view.columns.poolPageFirst[page]!;
  const { poolBlockState } = view.columns;
  const blocks: number[] = [];
  for (let slot = 0; slot < pool.slots.length; slot += 1) {
    if ((poolBlockState[first + slot]! & PoolBlock.KIND) !== PoolBlock.FREE) continue;
    if (blocks.length === most) return { blocks, end: 'more', back: -1 };
    blocks.push(first + slot);
  }
  return { blocks, end: 'end', back: -1 };
};

const follow = (view: MachineView, head: number, most: number): Chain => {
  const { poolBlockNext } = view.columns;
  const places = new Map<number, number>();
  const blocks: number[] = [];
  for (let at = head; ; at = poolBlockNext[at] ?? POOL_END) {
    if (at === POOL_END) return { blocks, end: 'end', back: -1 };
    if (at === POOL_CORRUPT) return { blocks, end: 'corrupt', back: -1 };
    const before = places.get(at);
    if (before !== undefined) return { blocks, end: 'loop', back: before };
    if (blocks.length === most) return { blocks, end: 'more', back: -1 };
    places.set(at, blocks.length);
    blocks.push(at);
  }
};

/** A step of the list from block row to block row. */
export interface Jump {
  readonly from: number;
  readonly to: number;
  /** `loop`: the link that closes a circle. */
  readonly kind: 'forward' | 'back' | 'loop';
}
/** Blocks that follow each other in address order: first, last and how many. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}
export interface ChainPlan {
  /** The block that comes first. */
  readonly head: number | undefined;
  readonly jumps: readonly Jump[];
  readonly stretches: readonly Stretch[];
  /** Block row → its number in the order, from 1. */
  readonly numerals: ReadonlyMap<number, number>;
  /** Jumps after the last that is drawn. */
  readonly more: number;
  /** Block whose link leads to no block. */
  readonly broken: number | undefined;
}

/** From so many blocks on a stretch is one arrow. */
const STRETCH_FROM = 3;
const MOST_NUMERALS = 9;
const MOST_JUMPS = 24;

/** `adjacent`: whether nothing that is handed out lies between two blocks. */
export const planChain = (
  { blocks, end, back }: Chain,
  adjacent: (from: number, to: number) => boolean,
  most = MOST_JUMPS,
): ChainPlan => {
  const jumps: Jump[] = [];
  const stretches: Stretch[] = [];
  const numerals = new Map<number, number>();
  let links = 0;
  const jump = (from: number, to: number, kind: Jump['kind']): void => {
    links += 1;
    if (jumps.length < most || kind === 'loop') jumps.push({ from, to, kind });
  };
  for (let at = 0; at < blocks.length;) {
    let last = at;
    while (last + 1 < blocks.length && adjacent(blocks[last]!, blocks[last + 1]!)) last += 1;
    const count = last - at + 1;
    const isStretch = count >= STRETCH_FROM;
    if (isStretch) stretches.push({ from: blocks[at]!, to: blocks[last]!, count });
    for (let i = at; i <= last; i += 1) {
      if (i < MOST_NUMERALS && (i === at || !isStretch)) numerals.set(blocks[i]!, i + 1);
      if (!isStretch && i < last) jump(blocks[i]!, blocks[i + 1]!, 'forward');
    }
    const next = blocks[last + 1];
    if (next !== undefined) jump(blocks[last]!, next, next > blocks[last]! ? 'forward' : 'back');
    at = last + 1;
  }
  if (end === 'loop') jump(blocks.at(-1)!, blocks[back]!, 'loop');
  const broken = end === 'corrupt' ? blocks.at(-1) : undefined;
  return { head: blocks[0], jumps, stretches, numerals, more: links - jumps.length, broken };
};

/** Two slots with nothing between them but what the carving drops. */
export const areAdjacent = (view: MachineView, from: number, to: number): boolean => {
  if (to <= from) return false;
  const { poolBlockState } = view.columns;
  for (let row = from + 1; row < to; row += 1)
    if ((poolBlockState[row]! & PoolBlock.KIND) !== PoolBlock.LOST) return false;
  return true;
};
