/**
 * Two maps that move as one. The one that the reader touched last leads; where it goes, the other
 * follows by physical address, so that the same place stands on both even where regions begin elsewhere.
 * Each keeps its own alignment: that the boundaries differ is often what is to be seen.
 */
import { tick, untrack } from 'svelte';
import type { RangeLayout, RegionLayout } from '../../engine/contract/view.ts';
import type { LinkFrame } from '../link/frames/frames.ts';
import type { TwinProps } from '../plates/contract.ts';
import { MapView } from '../plates/map-view.svelte.ts';
import type { Selection } from '../plates/map-view.svelte.ts';
import { other, SIDES } from './comparison.svelte.ts';
import type { Comparison, SideName } from './comparison.svelte.ts';
import { samePlace } from './pages.ts';
import type { Layout } from './place.ts';

/** What a side hands to the map that is drawn for it. */
export type MapInput = Omit<TwinProps, 't' | 'onrelease'>;

/** Page frame of a page index. */
function pfnOf(region: RegionLayout | undefined, page: number): number | undefined {
  const range = region?.ranges.find((r) => page >= r.firstPage && page < r.firstPage + r.pages);
  return range && range.basePfn + page - range.firstPage;
}
/** Page index of a page frame; undefined: it lies outside. */
function pageOf(region: RegionLayout | undefined, pfn: number): number | undefined {
  const range = region?.ranges.find((r) => pfn >= r.basePfn && pfn < r.basePfn + r.pages);
  return range && range.firstPage + pfn - range.basePfn;
}
/** The page of a region that lies nearest to a page frame. */
function nearest({ ranges }: RegionLayout, pfn: number): number | undefined {
  let [best, away] = [undefined as number | undefined, Number.POSITIVE_INFINITY];
  for (const { basePfn, pages, firstPage } of ranges) {
    const at = Math.min(Math.max(pfn, basePfn), basePfn + pages - 1);
    if (Math.abs(at - pfn) >= away) continue;
    [best, away] = [firstPage + at - basePfn, Math.abs(at - pfn)];
  }
  return best;
}

export class PairedMaps {
  readonly left = new MapView();
  readonly right = new MapView();
  leader = $state.raw<SideName>('left');
  readonly #of: Comparison;

  constructor(of: Comparison) {
    this.#of = of;
  }

  /** Both regions lie at the same addresses: then even the pixels agree. */
  readonly same = $derived.by(() => {
    const [a, b] = [this.#of.region('left'), this.#of.region('right')];
    return a !== undefined && b !== undefined && samePlace(a, b);
  });

  /** The same page on the other side; undefined: it is not there. */
  #across(from: SideName, page: number | undefined): number | undefined {
    if (page === undefined) return undefined;
    const pfn = pfnOf(this.#of.region(from), page);
    return pfn === undefined ? undefined : pageOf(this.#of.region(other(from)), pfn);
  }

  /** Bring a page of one side into view on both. */
  reveal(which: SideName, page: number, count: number): void {
    this.leader = which;
    const view = this[which];
    view.cursor = page;
    view.reveal(page, count);
  }

  /** From the first page that differs to the last, as they lie in the leading map; undefined: none does. */
  get extent(): RangeLayout | undefined {
    const spans = this.#of.pages?.[this.leader];
    if (!spans || spans.length === 0) return undefined;
    const last = spans.length - 1;
    const firstPage = spans.starts[0]!;
    const basePfn = pfnOf(this.#of.region(this.leader), firstPage);
    const pages = spans.starts[last]! + spans.counts[last]! - firstPage;
    return basePfn === undefined ? undefined : { basePfn, pages, firstPage };
  }
  /** Show these pages in rows of 2^order. */
  frame({ firstPage: page, pages: count }: RangeLayout, order: number): void {
    const view = this[this.leader];
    view.zoomTo(order);
    // After the change of zoom, which keeps another place.
    void tick().then(() => (view.goal = { page, count, first: true }));
  }

  /** Where the reader is, as a link keeps it. */
  get layout(): Layout {
    const view = this[this.leader];
    const page = view.selection?.page;
    return { leader: this.leader, order: view.order, top: view.top(), page };
  }
  /** Put both maps there, once both machines stand; what does not fit the region is left out. */
  async restore({ leader, order, top, page }: Layout): Promise<void> {
    this.leader = leader;
    const [view, { frame }] = [this[leader], this.#of[leader]];
    const pages = this.#of[leader].layout?.pages ?? 0;
    const start = this.#of.region(leader)?.ranges[0]?.firstPage;
    // The maps first take in the boards that were booted.
    await tick();
    view.order = order;
    if (frame && page !== undefined && page < pages) view.select(chosenAt(frame, page));
    await tick();
    // Another zoom keeps another place: also the beginning has to be gone to.
    const first = top !== undefined && top < pages ? top : start;
    if (first !== undefined) view.goal = { page: first, count: 1, first: true };
  }

  /** For as long as the component lives that calls it. */
  follow(): void {
    for (const which of SIDES)
      $effect(() => {
        const { layout } = this.#of[which];
        const index = this.#of.region(which)?.index ?? 0;
        if (!layout) return;
        untrack(() => {
          this[which].follow(layout);
          this[which].showRegion(index);
        });
      });
    $effect(() => this.#zoom());
    $effect(() => this.#scroll());
    $effect(() => this.#point());
    $effect(() => this.#select());
  }

  /** Rows hold the same number of pages, as far as both can: the larger region decides what fits. */
  #zoom(): void {
    const [lead, follower] = [this[this.leader], this[other(this.leader)]];
    const { order, zoom } = lead;
    void follower.zoom.fit;
    untrack(() => (follower.order = order === undefined || this.same ? order : zoom.shown));
  }

  /** After the follower's own change of zoom: it keeps its place then, and must leave it again. */
  #scroll(): void {
    const from = this.leader;
    const [lead, follower] = [this[from], this[other(from)]];
    const { scroll } = lead;
    void [lead.zoom, follower.zoom, this.same];
    void tick().then(() => {
      if (this.leader !== from || lead.scroll !== scroll) return;
      if (this.same) follower.scroll = scroll;
      else this.#place(from, follower);
    });
  }
  #place(from: SideName, follower: MapView): void {
    const top = this[from].top() ?? this.#of.region(from)?.ranges[0]?.firstPage;
    const pfn = top === undefined ? undefined : pfnOf(this.#of.region(from), top);
    const region = this.#of.region(other(from));
    const page = pfn === undefined || !region ? undefined : nearest(region, pfn);
    if (page !== undefined) follower.goal = { page, count: 1, first: true };
  }

  #point(): void {
    const from = this.leader;
    const { pointer, cursor } = this[from];
    const follower = this[other(from)];
    untrack(() => {
      follower.pointer = this.#across(from, pointer);
      follower.cursor = this.#across(from, cursor);
    });
  }

  /** What lies at the chosen place on the other side, whoever holds it there. */
  #select(): void {
    const from = this.leader;
    const { selection } = this[from];
    const partner = this.#of[other(from)];
    void partner.tick;
    untrack(() => {
      const page = this.#across(from, selection?.page);
      this[other(from)].selection =
        page === undefined || !partner.frame ? undefined : chosenAt(partner.frame, page);
    });
  }
}

function chosenAt({ columns }: LinkFrame, page: number): Selection {
  const slot = (columns.owner[page] ?? 0) - 1;
  return { page, slot, op: slot < 0 ? 0 : (columns.blockOp[slot] ?? 0) };
}
