/**
 * Everything that lives between two boots: regions, drivers, logs, handles, the file tree. The
 * machine numbers operations; the board owns what they change.
 */
import { Area, type AreaPlan, type Label } from './area.ts';
import { Blocks } from './blocks.ts';
import { Columns } from './columns.ts';
import type { Command, Message, Refusal } from './command.ts';
import { planBoot, type BootPlan } from './boot.ts';
import { meminfo } from './cma/meminfo.ts';
import { displayOf } from './cma/text.ts';
import type { Cmem } from './cmem/cmem.ts';
import type { CmemRows } from './cmem/rows.ts';
import type { BoardDmaDebug } from './exec/dma-stream.ts';
import type { BoardPools } from './exec/dma-pool-ground.ts';
import { AtomicPool } from './dma/atomic-pool.ts';
import { contiguousRequest, pageAllocatorServes } from './dma/contiguous.ts';
import { getOrder } from './dma/order.ts';
import type { BoardTree } from './fs/board-tree.ts';
import { Handles } from './handles.ts';
import { LogRing } from './klog.ts';
import { LOG_BUF_BYTES, MAX_CMA_AREAS, MAX_PAGES } from './limits.ts';
import { Dmem, type CoherentMemory } from './msys/dmem.ts';
import { physToVirt, type BoardProfile } from './profile.ts';
import type { KeptLine, Recorder, Sink } from './recorder.ts';
import type { Systems } from './systems.ts';
import {
  bytesToPages,
  KiB,
  pfnToPhys,
  physToPfn,
  type Bytes,
  type OpId,
  type Order,
  type PageCount,
  type Pfn,
  type PhysAddr,
  type VirtAddr,
} from './units.ts';
import { HEADER, HEADER_REGION, type MachineView, type RegionLayout } from './view.ts';

/** Block slots of a fresh board; they double when they run out. */
const FIRST_BLOCK_SLOTS = 1024;

/** What a blocking dma_alloc_coherent comes back with. */
export type Coherent =
  | { readonly pfn: Pfn; readonly count: PageCount; readonly align: Order }
  | { readonly elsewhere: true; readonly count: PageCount; readonly align: Order }
  | Refusal;

/** p1, the process that is there before any `proc`. */
const FIRST_PROCESS = 1;

/** What the kernel itself calls before anybody can type. */
const DECLARES: ReadonlySet<Command['kind']> = new Set([
  'cma_declare_contiguous',
  'cma_declare_contiguous_multi',
]);

export class Board {
  readonly profile: BoardProfile;
  /** Why the kernel booted without the region that `cma=` asked for. */
  readonly bootRefusal: Refusal | undefined;
  /** What the kernel made of `cma=` without a word. */
  readonly bootNotes: readonly Message[];
  readonly klog = new LogRing(LOG_BUF_BYTES);
  readonly trace = new LogRing(LOG_BUF_BYTES);
  readonly handles = new Handles();
  readonly areas: Area[] = [];
  readonly blocks: Blocks;
  readonly dmem: Dmem | undefined;
  readonly cmem: Cmem | undefined;
  readonly systems: Systems;
  /** On a kernel built with CONFIG_DMA_API_DEBUG. */
  readonly dmaDebug: BoardDmaDebug | undefined;
  /** From the first call of a DMA pool on. */
  pools: BoardPools | undefined;
  /** The process whose calls the C calls are. */
  process = FIRST_PROCESS;
  atomicPool: AtomicPool | undefined;
  op: OpId = 0;
  uptimeMs = 0;
  /** Nothing was done since the boot but to declare regions: the kernel may still be booting. */
  booting = true;
  #tree: BoardTree | undefined;
  readonly #cmemRows: CmemRows | undefined;
  #columns: Columns;
  #bootAreas = 0;

  private constructor(profile: BoardProfile, plan: BootPlan, systems: Systems) {
    this.profile = profile;
    this.systems = systems;
    this.bootRefusal = plan.refusal;
    this.bootNotes = plan.notes;
    this.#columns = new Columns(profile, [], FIRST_BLOCK_SLOTS);
    this.blocks = new Blocks(this.#columns, (slots) =>
      this.#reallocate(this.#columns.layout.regions, slots),
    );
    this.dmem = profile.msys && new Dmem(this.#coherentMemory(), profile.msys);
    const cmem = profile.cmem && systems.cmem.installCmem(profile);
    this.cmem = cmem?.cmem;
    this.dmaDebug = profile.dmaApiDebug ? new systems.dmaPool.BoardDmaDebug(profile) : undefined;
    this.#cmemRows = cmem?.rows;
  }

  /** Boot: reserve CMA as the command line says, then take the atomic pool if it asks for one. */
  static boot(profile: BoardProfile, sink: Sink, systems: Systems): Board | Refusal {
    const plan = planBoot(profile, sink);
    if ('why' in plan) return plan;
    const board = Board.bare(profile, plan, systems);
    if ('why' in board) return board;
    board.#takeAtomicPool(sink);
    return board;
  }

  /** A board with the regions of a boot in which nothing has happened yet. */
  static bare(profile: BoardProfile, plan: BootPlan, systems: Systems): Board | Refusal {
    const board = new Board(profile, plan, systems);
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

  /** A region more: at boot or by cma_declare_contiguous. */
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
    this.plantTree();
    return undefined;
  }
  /** Files come and go: with a region, with a module. Whoever looks next plants them anew. */
  plantTree(): void {
    this.#tree = undefined;
  }
  get tree(): BoardTree {
    return (this.#tree ??= this.systems.shell.buildTree(this));
  }

  #reallocate(regions: readonly RegionLayout[], slots: number): Columns {
    return this.#rebind(this.#columns.grown(regions, slots));
  }
  /** The live columns. */
  get columns(): Columns {
    return this.#columns;
  }
  /** The same contents with more rows in some columns. */
  adopt(columns: Columns): void {
    this.#rebind(columns);
  }
  #rebind(columns: Columns): Columns {
    this.#columns = columns;
    this.blocks.rebind(this.#columns);
    for (const area of this.areas) area.rebind(this.#columns);
    return this.#columns;
  }

  /** arch/arm/mm/dma-mapping.c atomic_pool_init(). */
  #takeAtomicPool(sink: Sink): void {
    const { coherentPool } = this.profile;
    if (coherentPool === 0) return;
    const label = { name: 'atomic_pool', kind: 'dma_coherent', bytes: coherentPool } as const;
    const got = this.allocCoherent(coherentPool, label, sink);
    const size = `${Math.floor(coherentPool / KiB)} KiB pool`;
    if ('pfn' in got) {
      this.atomicPool = new AtomicPool(got.pfn, bytesToPages(coherentPool));
      sink.printk(`DMA: preallocated ${size} for atomic coherent allocations`);
    } else sink.printk(`DMA: failed to allocate ${size} for atomic coherent allocation`);
  }

  /** The pool of a checkpoint: its first frame and who holds what, as bits() says it. */
  restoreAtomicPool(saved: { readonly pfn: Pfn; readonly bits: string } | undefined): void {
    this.atomicPool = saved && AtomicPool.restored(saved.pfn, saved.bits);
  }

  /**
   * A blocking dma_alloc_coherent: pages of the default area, pages of the page allocator (whose
   * addresses are not modelled), or why neither.
   */
  allocCoherent(size: Bytes, label: Label, sink: Sink): Coherent {
    const area = this.defaultArea;
    const asked = contiguousRequest(size, this.profile, area !== undefined);
    const { count, align } = asked;
    let refusal: Refusal = { errno: 'ENOMEM', why: { id: 'cma.noRegion' } };
    if (asked.cma && area) {
      const got = area.alloc({ count, align }, label, this.op, sink);
      if ('pfn' in got) return { pfn: got.pfn, count, align };
      refusal = got;
    }
    if (asked.fallback === 'none' || count === 0) return refusal;
    if (pageAllocatorServes(size)) return { elsewhere: true, count, align };
    const order = getOrder(size);
    return { errno: 'ENOMEM', why: { id: 'dma.buddyTooLarge', args: { order } } };
  }

  /** dma_alloc_coherent and dma_free_coherent of msys' own device. */
  #coherentMemory(): CoherentMemory {
    return {
      alloc: (size, { name, asked: bytes }, sink) => {
        const got = this.allocCoherent(size, { name, kind: 'msys', bytes }, sink);
        if (!('pfn' in got)) return got;
        const phys = pfnToPhys(got.pfn);
        return { phys, kvirt: this.virt(phys) ?? 0 };
      },
      free: (size, phys, sink) => {
        const pfn = physToPfn(phys);
        const area = this.areaOf(pfn) ?? this.defaultArea;
        area?.release(pfn, bytesToPages(size), sink);
      },
    };
  }

  /** The DMA pools of the board: there from the first call on. */
  withPools(): BoardPools {
    this.pools ??= new this.systems.dmaPool.BoardPools(this);
    return this.pools;
  }

  get pages(): PageCount {
    return this.#columns.layout.pages;
  }
  /** dma_contiguous_default_area: what `cma=` made at boot; regions declared later are not it. */
  get defaultArea(): Area | undefined {
    return this.#bootAreas > 0 ? this.areas[0] : undefined;
  }
  areaNamed(name: string): Area | undefined {
    return this.areas.find((area) => area.layout.name === name);
  }
  areaOf(pfn: Pfn): Area | undefined {
    return this.areas.find((area) => area.contains(pfn, 1));
  }
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

  /** A new operation begins: its number goes into every line it logs. */
  nextOp(sink: Recorder, kind: Command['kind']): OpId {
    this.op++;
    this.booting &&= DECLARES.has(kind);
    sink.op = this.op;
    return this.op;
  }
  slept(ms: number): void {
    this.uptimeMs += ms;
  }
  keepLog(line: KeptLine): void {
    (line.channel === 'printk' ? this.klog : this.trace).push(line.text);
  }

  /** CmaTotal and CmaFree of /proc/meminfo, in pages. */
  meminfo(): { readonly cmaTotal: PageCount; readonly cmaFree: PageCount } {
    const { totalPages, freePages } = meminfo(this.areas.map((area) => area.region));
    return { cmaTotal: totalPages, cmaFree: freePages };
  }

  /** The live columns, counters brought up to date. */
  view(): MachineView {
    let columns = this.#cmemRows?.follow(this.#columns) ?? this.#columns;
    columns = this.pools?.follow(columns) ?? columns;
    if (columns !== this.#columns) this.#rebind(columns);
    const { header } = this.#columns.columns;
    const before = header.slice();
    const { cmaTotal, cmaFree } = this.meminfo();
    header[HEADER.op] = this.op;
    header[HEADER.uptimeMs] = this.uptimeMs;
    header[HEADER.dmemEntries] = this.dmem?.kept.size ?? 0;
    header[HEADER.dmemTotal] = this.dmem?.kept.totalLength ?? 0;
    header[HEADER.cmaTotalPages] = cmaTotal;
    header[HEADER.cmaFreePages] = cmaFree;
    this.blocks.writeHeader();
    for (const [i, area] of this.areas.entries())
      area.writeHeader(header, HEADER.regions + i * HEADER_REGION.width);
    if (header.some((value, i) => value !== before[i]))
      this.#columns.touch('header', 0, header.length);
    return this.#columns;
  }

  /** What lies in memory, as far as somebody keeps its bytes. */
  bytes(phys: PhysAddr, length: number): Uint8Array | undefined {
    if (this.pools?.holds(phys)) return this.pools.pools.memory.read(phys, length);
    const block = this.cmem?.system.module?.blocks.find(
      ({ start, end }) => phys >= start && phys < end,
    );
    return block && this.cmem?.memory.read(phys, length);
  }

  check(): void {
    for (const area of this.areas) area.check();
    this.blocks.check();
    this.dmem?.check();
    this.cmem?.check();
    this.pools?.pools.check();
    this.atomicPool?.check();
  }
}

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
