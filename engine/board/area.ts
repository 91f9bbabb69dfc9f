/**
 * A CMA region of a board: the model of engine/cma, the page columns it is seen through, and the
 * ledger of who holds what. Requests come here with a label; the model itself knows no names.
 */
import type { Blocks, NewBlock } from './blocks.ts';
import type { Columns } from './columns.ts';
import type { Refusal } from '../contract/command.ts';
import { CmaDebugfs } from '../systems/cma/debugfs.ts';
import { CmaNarrator } from '../systems/cma/model/narrator.ts';
import { CmaRegion, type AllocAnswer, type AllocRequest } from '../systems/cma/model/region.ts';
import { CmaText, type CmaDisplay } from '../systems/cma/model/text.ts';
import { MAX_BLOCKS } from '../contract/limits.ts';
import type { Sink } from './recorder.ts';
import type { OpId, Order, PageCount, Pfn } from '../contract/units.ts';
import { HEADER_REGION, PageState, type RegionLayout } from '../contract/view.ts';

/** A region before it is there. Frames and pages; ranges ascend. */
export interface AreaPlan {
  readonly name: string;
  readonly orderPerBit: Order;
  readonly ranges: readonly { readonly basePfn: Pfn; readonly pages: PageCount }[];
}

/** What a block is called; bytes as asked, not rounded. */
export type Label = Pick<NewBlock, 'name' | 'kind' | 'bytes'>;

/** Model, columns and ledger change together here and nowhere else. */
export class Area {
  /** What never changes of the region, as the view has it. */
  readonly layout: RegionLayout;
  /** How this kernel words what happens in it. */
  readonly text: CmaText;
  #region: CmaRegion;
  #debugfs: CmaDebugfs;
  #columns: Columns;
  readonly #blocks: Blocks;
  /** Changes with every change of a page. */
  generation = 0;

  constructor(layout: RegionLayout, columns: Columns, blocks: Blocks, display: CmaDisplay) {
    this.layout = layout;
    this.text = new CmaText(display);
    this.#columns = columns;
    this.#blocks = blocks;
    this.#region = this.#attach();
    this.#debugfs = new CmaDebugfs(this.#region);
  }

  /** The model over this area's part of the page column. */
  #attach(): CmaRegion {
    const { index, name, orderPerBit, ranges, pages } = this.layout;
    const first = ranges[0]!.firstPage;
    const { kernel } = this.#columns.layout.board;
    const states = this.#columns.columns.page.subarray(first, first + pages);
    const touched = (page: number, count: PageCount): void => this.#touch(first + page, count);
    return new CmaRegion({ index, name, kernel, orderPerBit, ranges, states, touched });
  }

  /** The columns were reallocated, contents kept. */
  rebind(columns: Columns): void {
    const samePages = columns.columns.page === this.#columns.columns.page;
    this.#columns = columns;
    if (samePages) return;
    const saved = this.#region.save();
    const blocks = this.#debugfs.blocks;
    this.#region = this.#attach();
    this.#region.restore(saved);
    this.#debugfs = new CmaDebugfs(this.#region);
    this.#debugfs.restore(blocks);
  }

  /** What its files `alloc` and `free` remember. */
  get debugfs(): CmaDebugfs {
    return this.#debugfs;
  }
  /** The model; another object after the page column moved. */
  get region(): CmaRegion {
    return this.#region;
  }
  /** Pages whose bit is set. */
  get used(): PageCount {
    return this.#region.takenPages;
  }
  /** Whether one range holds all of the frames. */
  contains(pfn: Pfn, count: PageCount): boolean {
    const range = this.#region.rangeOf(pfn);
    return range !== undefined && pfn + count <= range.basePfn + range.pages;
  }

  /** cma_alloc(); a success is entered in the ledger. */
  alloc(
    request: AllocRequest,
    label: Label,
    op: OpId,
    sink: Sink,
  ): { readonly pfn: Pfn } | Refusal {
    const declined = this.#declines(request.count);
    if (declined) return declined;
    const answer = this.#region.alloc(request, this.#observer(sink));
    const { result } = answer;
    if (result === 'NULL' || 'errno' in result) return this.#refusal(request, answer);
    this.#enter(result.pfn, request, label, op, sink);
    return result;
  }

  /** Why the kernel is not asked. */
  #declines(count: PageCount): Refusal | undefined {
    if (this.#blocks.full)
      return { errno: undefined, why: { id: 'limit.blocks', args: { max: MAX_BLOCKS } } };
    if (!this.#wraps(count)) return undefined;
    const args = { order: this.layout.orderPerBit };
    return { errno: undefined, why: { id: 'cma.countWraps', args } };
  }
  /**
   * cma_bitmap_pages_to_bits() rounds up to whole bits: the last counts that an unsigned long holds
   * become 0 bits, which are found, and alloc_contig_range() is given an end below its start. From 6.15
   * on the count is compared with the pages available before that.
   */
  #wraps(count: PageCount): boolean {
    const below = count < 0 ? 0 - count : 2 ** this.text.display.wordBits - count;
    return !this.#region.version.ranges && below < 2 ** this.layout.orderPerBit;
  }

  /** Somebody took pages: name them. */
  #enter(pfn: Pfn, request: AllocRequest, label: Label, op: OpId, sink: Sink): void {
    const { count, align } = request;
    const from = this.#page(pfn);
    const asked = { from, to: from + count };
    const held = { from, to: from + this.#region.bitPages(count) };
    const block = this.#blocks.create({ pfn, pages: count, op, align, ...label }, asked, held);
    this.generation++;
    if (sink.recording) sink.event({ is: 'claimed', region: this.layout.index, pfn, count, block });
  }

  /** cma_release(): false when the frame is not of this region. */
  release(pfn: Pfn, count: PageCount, sink: Sink): boolean {
    const released = this.#region.release(pfn, count, this.#observer(sink));
    if (released) this.#forget(pfn, count);
    return released;
  }

  /** The bits over these pages were cleared: whole bits, from the one that holds `pfn`. */
  #forget(pfn: Pfn, count: PageCount): void {
    const range = this.#region.rangeOf(pfn)!;
    const perBit = 2 ** this.layout.orderPerBit;
    const first = Math.floor((pfn - range.basePfn) / perBit) * perBit;
    const pages = Math.min(this.#region.bitPages(count), range.map.bits * perBit - first);
    const from = this.#page(range.basePfn) + first;
    this.#blocks.release({ from, to: from + Math.max(0, pages) });
    this.generation++;
  }

  /** `echo N > alloc` and `echo N > free` of debugfs, N an int: the error of the write, if any. */
  debugfsAlloc(pages: number, op: OpId, sink: Sink): Refusal | undefined {
    // cma_alloc() takes an unsigned long.
    const count = pages < 0 && this.text.display.wordBits === 32 ? 2 ** 32 + pages : pages;
    const declined = this.#declines(count);
    if (declined) return declined;
    const got = this.#debugfs.alloc(count, this.#observer(sink));
    if ('errno' in got)
      return { errno: got.errno, why: { id: 'cma.debugfsNoPages', args: { count: pages } } };
    const label = { name: '', kind: 'debugfs', bytes: count * 4096 } as const;
    this.#enter(got.pfn, { count: got.count, align: 0 }, label, op, sink);
    return undefined;
  }
  /** Returns false where a block would have to be split and order_per_bit forbids it. */
  debugfsFree(count: number, sink: Sink): boolean {
    const { released, cannotSplit } = this.#debugfs.free(count, this.#observer(sink));
    for (const { pfn, count: pages } of released) this.#forget(pfn, pages);
    return !cannotSplit;
  }

  /** How many pages changed. The caller has made sure that they may. */
  mark(kind: 'pin' | 'unpin' | 'lend' | 'unlend', pfn: Pfn, count: PageCount): PageCount {
    return this.#region[kind](pfn, count);
  }
  /** First frame of [pfn, pfn + count) whose bit is set. */
  firstAllocated(pfn: Pfn, count: PageCount): Pfn | undefined {
    const { page } = this.#columns.columns;
    const from = this.#page(pfn);
    for (let i = from; i < from + count; i++)
      if ((page[i]! & PageState.ALLOCATED) !== 0) return pfn + (i - from);
    return undefined;
  }

  /** Index of a frame in the page columns. */
  #page(pfn: Pfn): number {
    return this.layout.ranges[0]!.firstPage + this.#region.pageIndex(pfn)!;
  }
  #touch(from: number, count: PageCount): void {
    this.generation++;
    this.#columns.touch('page', from, from + count);
  }
  #observer(sink: Sink): CmaNarrator | undefined {
    return sink.listening ? new CmaNarrator(this.text, sink) : undefined;
  }

  /** Why a request was refused, with the facts a reader needs. */
  #refusal(request: AllocRequest, answer: AllocAnswer): Refusal {
    const { count, align, fatal } = request;
    const region = this.#region;
    const { result, retries, tried } = answer;
    if (result === 'NULL')
      return count === 0
        ? { errno: 'ENOMEM', why: { id: 'cma.zeroCount' } }
        : {
            errno: 'ENOMEM',
            why: { id: 'cma.largerThanRegion', args: { count, pages: region.pages } },
          };
    const errno = 'errno' in result ? result.errno : 'ENOMEM';
    if (retries > 0) {
      const pfn = tried.at(-1)!;
      if (errno !== 'EBUSY')
        return { errno, why: { id: 'cma.fatal', args: { pfn: fatal?.pfn ?? pfn, errno } } };
      return { errno, why: { id: 'cma.allBusy', args: { tried: retries, count, pfn } } };
    }
    if (region.version.ranges && count > region.available)
      return {
        errno,
        why: { id: 'cma.overAvailable', args: { count, available: region.available } },
      };
    const free = region.pages - region.takenPages;
    const args = { count, step: 2 ** align, free, longest: region.maxchunk };
    return { errno, why: { id: 'cma.noRun', args } };
  }

  /** Its counters, from element `at` of the header on. */
  writeHeader(header: Float64Array, at: number): void {
    const region = this.#region;
    header[at + HEADER_REGION.used] = region.takenPages;
    header[at + HEADER_REGION.lent] = region.pageStates.lent;
    header[at + HEADER_REGION.pinned] = region.pageStates.pinned;
    header[at + HEADER_REGION.longest] = region.maxchunk;
    header[at + HEADER_REGION.generation] = this.generation;
  }

  /** Throws unless bitmap and page states agree, besides the model's own invariants. */
  check(): void {
    const region = this.#region;
    region.check();
    const { page } = this.#columns.columns;
    for (const { basePfn, pages, map } of region.ranges)
      for (let bit = 0; bit < map.bits; bit++) {
        const at = this.#page(basePfn) + bit * 2 ** region.orderPerBit;
        if (at >= this.#page(basePfn) + pages) continue;
        if (map.isTaken(bit) !== ((page[at]! & PageState.ALLOCATED) !== 0))
          throw new Error(`bit ${bit} and its page state disagree`);
      }
  }
}
