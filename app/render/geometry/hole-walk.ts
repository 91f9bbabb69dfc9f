/**
 * From hole to hole: the nearest one before or after a place, the longest, and the longest run that a
 * request would find before it. Chunks that are full are passed over by their facts, so that each costs
 * the chunks of the region and the pages of a few, never all pages.
 */
import { CHUNK, PageState } from '../../../engine/contract/view.ts';
import type { RangeLayout } from '../../../engine/contract/view.ts';
import { scanChunk, usableOf } from './holes.ts';
import type { ChunkFacts, Hole, HoleIndex } from './holes.ts';

interface Chunk {
  readonly range: RangeLayout;
  readonly facts: ChunkFacts;
  /** Its pages of the range, half-open. */
  readonly from: number;
  readonly to: number;
}

/** The chunks of all ranges in order of address. */
function* chunksOf(index: HoleIndex): Generator<Chunk> {
  const { ranges, facts } = index.inside;
  for (const [r, range] of ranges.entries()) {
    const first = Math.floor(range.firstPage / CHUNK);
    for (const [c, one] of (facts[r] ?? []).entries()) {
      const from = Math.max((first + c) * CHUNK, range.firstPage);
      const to = Math.min((first + c + 1) * CHUNK, range.firstPage + range.pages);
      yield { range, facts: one, from, to };
    }
  }
}

const isFull = ({ head, tail, starts }: ChunkFacts): boolean =>
  head === 0 && tail === 0 && starts === 0;

/** The nearest hole whose pages all lie before (-1) or after (1) a page; undefined: there is none. */
export function nextHole(index: HoleIndex, page: number, step: 1 | -1): Hole | undefined {
  const { page: states } = index.inside;
  const isFree = (at: number): boolean => (states[at]! & PageState.ALLOCATED) === 0;
  const around = index.holeAt(page);
  const start =
    around === undefined ? page : step > 0 ? around.page + around.count - 1 : around.page;
  const chunks = [...chunksOf(index)].filter(({ from, to }) =>
    step > 0 ? to > start : from <= start,
  );
  for (const { facts, from, to } of step > 0 ? chunks : chunks.reverse()) {
    if (isFull(facts)) continue;
    const stop = step > 0 ? to : from - 1;
    let at = step > 0 ? Math.max(from, start + 1) : Math.min(to - 1, start - 1);
    while (at !== stop && (step > 0 ? at < stop : at > stop) && !isFree(at)) at += step;
    if (step > 0 ? at < stop : at > stop) return index.holeAt(at);
  }
  return undefined;
}

/** The longest hole, the first of those that are equally long; undefined: there is none. */
export function largestHole(index: HoleIndex): Hole | undefined {
  const { longest } = index.figures;
  if (longest === 0) return undefined;
  let run = 0;
  let before: Chunk | undefined;
  for (const chunk of chunksOf(index)) {
    const { facts, from, to } = chunk;
    if (before !== undefined && before.range !== chunk.range) {
      if (run === longest) return index.holeAt(before.to - 1);
      run = 0;
    }
    before = chunk;
    if (run + facts.head === longest) return index.holeAt(facts.head > 0 ? from : from - 1);
    if (facts.longest === longest) return runIn(index, chunk, longest);
    run = facts.head < to - from ? facts.tail : run + facts.head;
  }
  return before && run === longest ? index.holeAt(before.to - 1) : undefined;
}

/** The first hole of that length that lies between two used pages of a chunk. */
function runIn(index: HoleIndex, { facts, from, to }: Chunk, count: number): Hole | undefined {
  for (let at = from + facts.head; at < to; at += 1) {
    const hole = index.holeAt(at);
    if (hole === undefined) continue;
    if (hole.count === count) return hole;
    at = hole.page + hole.count;
  }
  return undefined;
}

/**
 * Longest run of pages before a hole that a request of the index's alignment would get: such a request of
 * up to so many pages never comes as far as the hole. `hole` is one of holeAt.
 */
export function usableBefore(index: HoleIndex, hole: Hole): number {
  const { page, align } = index.inside;
  const step = 2 ** align;
  let best = 0;
  let open = 0;
  let last: RangeLayout | undefined;
  for (const { range, facts: whole, from, to } of chunksOf(index)) {
    if (from >= hole.page) break;
    if (last !== range) open = 0;
    last = range;
    const stop = Math.min(to, hole.page);
    const pfnAt = (at: number): number => range.basePfn + at - range.firstPage;
    const facts = stop === to ? whole : scanChunk(page, from, stop, pfnAt(from), align);
    const head = open + facts.openHead;
    best = Math.max(best, usableOf(pfnAt(from + facts.openHead - head), head, step), facts.usable);
    open = facts.openHead < stop - from ? facts.openTail : head;
    best = Math.max(best, usableOf(pfnAt(stop - open), open, step));
  }
  return best;
}
