/**
 * Where two memories differ, page by page: one walk over the page columns of both, aligned by physical
 * address, once per change. Spans are what a map marks; figures are what is counted.
 */
import { NAME_BYTES, PageState } from '../../engine/contract/view.ts';
import type { MachineView, RangeLayout, RegionLayout } from '../../engine/contract/view.ts';

/** How a page differs, as its own side sees it: held only here, only there, by another block, or in its flags. */
export const PageMark = { here: 0, there: 1, owner: 2, state: 3 } as const;

/** Runs of pages as indices of one side's page columns, ascending within a range, each of one mark. */
export interface Spans {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  /** PageMark. */
  readonly marks: Int32Array;
  readonly length: number;
}

export interface PageDifferences {
  /** Pages that both have and that differ: the sum of the four below. */
  readonly pages: number;
  /** Allocated on one side only. */
  readonly onlyLeft: number;
  readonly onlyRight: number;
  /** Allocated on both, by different blocks. */
  readonly owners: number;
  /** Lent, pinned or slack on one side only. */
  readonly states: number;
  /** Pages that lie in the region on one side only. */
  readonly outsideLeft: number;
  readonly outsideRight: number;
  readonly left: Spans;
  readonly right: Spans;
}

const FLAGS = PageState.LENT | PageState.PINNED | PageState.SLACK;

class Marks {
  #starts = new Int32Array(64);
  #counts = new Int32Array(64);
  #marks = new Int32Array(64);
  #length = 0;

  add(page: number, mark: number): void {
    const last = this.#length - 1;
    const end = last < 0 ? -1 : this.#starts[last]! + this.#counts[last]!;
    if (end === page && this.#marks[last] === mark) {
      this.#counts[last]! += 1;
      return;
    }
    if (this.#length === this.#starts.length) {
      this.#starts = doubled(this.#starts);
      this.#counts = doubled(this.#counts);
      this.#marks = doubled(this.#marks);
    }
    this.#starts[this.#length] = page;
    this.#counts[this.#length] = 1;
    this.#marks[this.#length] = mark;
    this.#length += 1;
  }
  get spans(): Spans {
    const [starts, counts, marks] = [this.#starts, this.#counts, this.#marks];
    return { starts, counts, marks, length: this.#length };
  }
}
function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/**
 * Whether two blocks are one and the same to a reader: they have the same name; without a name, the
 * same place and length. Slots and operations say nothing: the other side counts its own.
 */
export function sameBlock(a: MachineView, slotA: number, b: MachineView, slotB: number): boolean {
  if (slotA < 0 || slotB < 0) return slotA < 0 && slotB < 0;
  const [inA, inB] = [a.columns, b.columns];
  const [fromA, fromB] = [slotA * NAME_BYTES, slotB * NAME_BYTES];
  for (let i = 0; i < NAME_BYTES; i += 1) {
    const byte = inA.blockName[fromA + i]!;
    if (byte !== inB.blockName[fromB + i]) return false;
    if (byte === 0 && i > 0) return true;
    if (byte === 0) break;
  }
  if (inA.blockName[fromA] !== 0) return true;
  return (
    inA.blockPfn[slotA] === inB.blockPfn[slotB] && inA.blockPages[slotA] === inB.blockPages[slotB]
  );
}

/** Page frames that both ranges hold; undefined: none. */
function overlap(a: RangeLayout, b: RangeLayout): readonly [from: number, to: number] | undefined {
  const from = Math.max(a.basePfn, b.basePfn);
  const to = Math.min(a.basePfn + a.pages, b.basePfn + b.pages);
  return to > from ? [from, to] : undefined;
}

const seenFromThere = (mark: number): number =>
  mark === PageMark.here ? PageMark.there : mark === PageMark.there ? PageMark.here : mark;

/** Differences of one region as it lies on either side. */
export function pageDifferences(
  a: MachineView,
  regionA: RegionLayout,
  b: MachineView,
  regionB: RegionLayout,
): PageDifferences {
  const [left, right] = [new Marks(), new Marks()];
  const found = { onlyLeft: 0, onlyRight: 0, owners: 0, states: 0 };
  const [pageA, pageB] = [a.columns.page, b.columns.page];
  const [ownerA, ownerB] = [a.columns.owner, b.columns.owner];
  /** The last pair of owners that was compared: pages of one block lie together. */
  let [slotA, slotB, same] = [-2, -2, false];
  const sameOwner = (nowA: number, nowB: number): boolean => {
    if (nowA !== slotA || nowB !== slotB) {
      [slotA, slotB] = [nowA, nowB];
      same = sameBlock(a, nowA - 1, b, nowB - 1);
    }
    return same;
  };
  let both = 0;
  for (const rangeA of regionA.ranges)
    for (const rangeB of regionB.ranges) {
      const shared = overlap(rangeA, rangeB);
      if (!shared) continue;
      const [from, to] = shared;
      both += to - from;
      const [atA, atB] = [
        rangeA.firstPage + from - rangeA.basePfn,
        rangeB.firstPage + from - rangeB.basePfn,
      ];
      for (let i = 0; i < to - from; i += 1) {
        const [stateA, stateB] = [pageA[atA + i]!, pageB[atB + i]!];
        const [takenA, takenB] = [stateA & PageState.ALLOCATED, stateB & PageState.ALLOCATED];
        let mark: number = PageMark.owner;
        if (takenA !== takenB) {
          mark = takenA ? PageMark.here : PageMark.there;
          found[takenA ? 'onlyLeft' : 'onlyRight'] += 1;
        } else if (takenA && !sameOwner(ownerA[atA + i]!, ownerB[atB + i]!)) {
          found.owners += 1;
        } else if ((stateA & FLAGS) !== (stateB & FLAGS)) {
          mark = PageMark.state;
          found.states += 1;
        } else continue;
        left.add(atA + i, mark);
        right.add(atB + i, seenFromThere(mark));
      }
    }
  const { onlyLeft, onlyRight, owners, states } = found;
  return {
    ...found,
    pages: onlyLeft + onlyRight + owners + states,
    outsideLeft: regionA.pages - both,
    outsideRight: regionB.pages - both,
    left: left.spans,
    right: right.spans,
  };
}

/** The span of pages that comes after (or before) a page in a side's marks, around the ends; undefined: there is none. */
export function nextSpan(spans: Spans, page: number | undefined, step: 1 | -1): number | undefined {
  if (spans.length === 0) return undefined;
  if (page === undefined) return step > 0 ? 0 : spans.length - 1;
  if (step > 0) {
    for (let i = 0; i < spans.length; i += 1) if (spans.starts[i]! > page) return i;
    return 0;
  }
  for (let i = spans.length - 1; i >= 0; i -= 1) if (spans.starts[i]! < page) return i;
  return spans.length - 1;
}

/** Both lie at the same addresses, page for page. */
export const samePlace = (a: RegionLayout, b: RegionLayout): boolean =>
  a.ranges.length === b.ranges.length &&
  a.ranges.every((range, i) => {
    const other = b.ranges[i]!;
    return range.basePfn === other.basePfn && range.pages === other.pages;
  });
