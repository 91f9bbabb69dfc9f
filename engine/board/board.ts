/**
 * Everything that lives between two boots: regions, logs, handles, and what each system holds. The
 * machine numbers operations; the board owns what they change.
 */
import { Area, type AreaPlan } from './area.ts';
import { Blocks } from './blocks.ts';
import { Columns } from './columns.ts';
import type { Command, Message, Refusal } from '../contract/command.ts';
import type { BootPlan } from './boot.ts';
import { meminfo } from '../systems/cma/meminfo.ts';
import { displayOf } from '../systems/cma/model/text.ts';
import { Handles, type HandleUses } from './handles.ts';
import { LogRing } from './klog.ts';
import { LOG_BUF_BYTES, MAX_CMA_AREAS, MAX_PAGES } from '../contract/limits.ts';
import { physToVirt, type BoardProfile } from '../contract/profile.ts';
import type { Parts } from './part.ts';
import type { KeptLine, Recorder } from './recorder.ts';
import type { OpId, PageCount, Pfn, PhysAddr, VirtAddr } from '../contract/units.ts';
import { HEADER, HEADER_REGION, type MachineView, type RegionLayout } from '../contract/view.ts';

/** Block slots of a fresh board; they double when they run out. */
const FIRST_BLOCK_SLOTS = 1024;

/** p1, the process that is there before any `proc`. */
const FIRST_PROCESS = 1;

/** What the kernel itself calls before anybody can type. */
const DECLARES: ReadonlySet<Command['kind']> = new Set([
  'cma_declare_contiguous',
  'cma_declare_contiguous_multi',
]);

/** A board lives from one boot to the next; a checkpoint takes it back to any moment in between. */
export class Board {
  /** The hardware, the kernel and its configuration. */
  readonly profile: BoardProfile;
  /** Why the kernel booted without the region that `cma=` asked for. */
  readonly bootRefusal: Refusal | undefined;
  /** What the kernel made of `cma=` without a word. */
  readonly bootNotes: readonly Message[];
  /** `dmesg` prints this ring. */
  readonly klog = new LogRing(LOG_BUF_BYTES);
  /** /sys/kernel/debug/tracing/trace shows this ring. */
  readonly trace = new LogRing(LOG_BUF_BYTES);
  /** Names that commands gave to what they got. */
  readonly handles = new Handles();
  /** CMA regions in the order of their indices. */
  readonly areas: Area[] = [];
  /** Who holds which pages of the regions. */
  readonly blocks: Blocks;
  /** How handles are used, by their kind. */
  readonly uses: HandleUses;
  /** What it holds of each system. */
  readonly parts: Parts = {};
  /** The process whose calls the C calls are. */
  process = FIRST_PROCESS;
  /** Number of the operation under way, or of the last one; 0 right after the boot. */
  op: OpId = 0;
  /** Milliseconds that calls have slept since the boot. */
  uptimeMs = 0;
  /** Nothing was done since the boot but to declare regions: the kernel may still be booting. */
  booting = true;
  /** Changes whenever files may come or go: with a region, with a module. */
  filesVersion = 0;
  #columns: Columns;
  #bootAreas = 0;

  private constructor(profile: BoardProfile, plan: BootPlan, uses: HandleUses) {
    this.profile = profile;
    this.uses = uses;
    this.bootRefusal = plan.refusal;
    this.bootNotes = plan.notes;
    this.#columns = Columns.of(profile, [], FIRST_BLOCK_SLOTS);
    this.blocks = new Blocks(this.#columns, (slots) =>
      this.#reallocate(this.#columns.layout.regions, slots),
    );
  }

  /** A board with the regions of a boot, and nothing of any system yet. */
  static bare(profile: BoardProfile, plan: BootPlan, uses: HandleUses): Board | Refusal {
    const board = new Board(profile, plan, uses);
    for (const area of plan.areas) {
      const refusal = board.addArea(area);
      if (refusal) return refusal;
    }
    board.#bootAreas = plan.areas.length;
    return board;
  }
  /** How it booted, as `bare` takes it. */
  get bootPlan(): BootPlan {
    const { bootRefusal: refusal, bootNotes: notes } = this;
    return { areas: this.plans().slice(0, this.#bootAreas), refusal, notes };
  }

  /** The regions as the reservation code knows them. */
  plans(): readonly AreaPlan[] {
    return this.areas.map(({ layout: { name, orderPerBit, ranges } }) => ({
      name,
      orderPerBit,
      ranges,
    }));
  }

  /**
   * A region more: at boot or by cma_declare_contiguous. Refused without an errno where the board
   * would have more pages than MAX_PAGES.
   */
  addArea(plan: AreaPlan): Refusal | undefined {
    const more = plan.ranges.reduce((sum, range) => sum + range.pages, 0);
    const pages = this.pages + more;
    if (pages > MAX_PAGES)
      return {
        errno: undefined,
        why: { id: 'board.tooManyPages', args: { pages, max: MAX_PAGES } },
      };
    if (this.areas.length >= MAX_CMA_AREAS) throw new Error('more regions than were planned');
    const layout = layoutOf(plan, this.areas.length, this.pages);
    this.#reallocate([...this.#columns.layout.regions, layout], this.#columns.layout.blockSlots);
    this.areas.push(new Area(layout, this.#columns, this.blocks, displayOf(this.profile)));
    this.filesChanged();
    return undefined;
  }
  /** Files may have come or gone: whoever looks next makes the tree anew. */
  filesChanged(): void {
    this.filesVersion++;
  }

  /** Other regions or more block slots: all columns are made anew, contents kept. */
  #reallocate(regions: readonly RegionLayout[], slots: number): Columns {
    return this.#rebind(this.#columns.with({ regions, blockSlots: slots }));
  }
  /** The live columns. */
  get columns(): Columns {
    return this.#columns;
  }
  /** The same contents with more rows in some columns. */
  adopt(columns: Columns): void {
    this.#rebind(columns);
  }
  /** Everybody who writes to columns gets the new ones. */
  #rebind(columns: Columns): Columns {
    this.#columns = columns;
    this.blocks.rebind(this.#columns);
    for (const area of this.areas) area.rebind(this.#columns);
    return this.#columns;
  }

  /** Pages of all regions. */
  get pages(): PageCount {
    return this.#columns.layout.pages;
  }
  /** dma_contiguous_default_area: what `cma=` made at boot; regions declared later are not it. */
  get defaultArea(): Area | undefined {
    return this.#bootAreas > 0 ? this.areas[0] : undefined;
  }
  /** Finds a region by its name; undefined: the board has none of that name. */
  areaNamed(name: string): Area | undefined {
    return this.areas.find((area) => area.layout.name === name);
  }
  /** Finds the region that holds a frame; undefined: no region does. */
  areaOf(pfn: Pfn): Area | undefined {
    return this.areas.find((area) => area.contains(pfn, 1));
  }
  /** The CPU's address in the linear map; undefined where the profile does not know it. */
  virt(phys: PhysAddr): VirtAddr | undefined {
    return physToVirt(this.profile, phys);
  }
  /** %p of a struct page, as this board prints it. */
  pagePointer(pfn: Pfn): string {
    return displayOf(this.profile).pagePointer(pfn);
  }
  /** Why an allocation that would be bound to `into` cannot even be tried. */
  cannotTake(into: string | undefined): Refusal | undefined {
    return into === undefined ? undefined : this.handles.cannotBind(into);
  }

  /** Why a number that the kernel's size_t cannot hold is refused: the compiler would cut it, not an allocator. */
  beyondWord(value: number): Refusal | undefined {
    const bits = this.profile.arch === 'arm' ? 32 : 64;
    if (value < 2 ** bits) return undefined;
    return { errno: undefined, why: { id: 'cma.beyondWord', args: { value, bits } } };
  }

  /** A new operation begins: its number goes into every line it logs. */
  nextOp(sink: Recorder, kind: Command['kind']): OpId {
    this.op++;
    this.booting &&= DECLARES.has(kind);
    sink.op = this.op;
    return this.op;
  }
  /** A call slept: the only thing that takes time. */
  slept(ms: number): void {
    this.uptimeMs += ms;
  }
  /** A line goes into the ring of its channel. */
  keepLog(line: KeptLine): void {
    (line.channel === 'printk' ? this.klog : this.trace).push(line.text);
  }

  /** CmaTotal and CmaFree of /proc/meminfo, in pages. */
  meminfo(): { readonly cmaTotal: PageCount; readonly cmaFree: PageCount } {
    const { totalPages, freePages } = meminfo(this.areas.map((area) => area.region));
    return { cmaTotal: totalPages, cmaFree: freePages };
  }

  /**
   * The live columns with the counters brought up to date. `count` writes those of the systems into the
   * header.
   */
  view(count: (header: Float64Array) => void): MachineView {
    const { header } = this.#columns.columns;
    const before = header.slice();
    const { cmaTotal, cmaFree } = this.meminfo();
    header[HEADER.op] = this.op;
    header[HEADER.uptimeMs] = this.uptimeMs;
    header[HEADER.cmaTotalPages] = cmaTotal;
    header[HEADER.cmaFreePages] = cmaFree;
    count(header);
    this.blocks.writeHeader();
    for (const [i, area] of this.areas.entries())
      area.writeHeader(header, HEADER.regions + i * HEADER_REGION.width);
    if (header.some((value, i) => value !== before[i]))
      this.#columns.touch('header', 0, header.length);
    return this.#columns;
  }

  /** Every invariant of its regions and its ledger. */
  check(): void {
    for (const area of this.areas) area.check();
    this.blocks.check();
  }
}

/** `firstPage`: where its pages begin in the page columns. */
function layoutOf(plan: AreaPlan, index: number, firstPage: number): RegionLayout {
  let next = firstPage;
  const ranges = plan.ranges.map(({ basePfn, pages }) => {
    const range = { basePfn, pages, firstPage: next };
    next += pages;
    return range;
  });
  const pages = next - firstPage;
  return { index, name: plan.name, orderPerBit: plan.orderPerBit, pages, ranges };
}
