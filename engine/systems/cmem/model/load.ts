/**
 * cmem_init(): from the module's parameters to blocks, pools and heaps, or to an error number, with
 * every line it prints on the way.
 *
 * Source of truth: cmem_init, alloc_pool, alloc_pool_buffer of cmemk.c 2.26.01.02; cl_config and
 * cmem_init of 4.20.00.01. Not here: blocks from a device tree.
 */
import { ERRNO, type Message, type Refusal } from '../../../contract/command.ts';
import { MAX_CMEM_BUFFERS } from '../../../contract/limits.ts';
import type { SparseBytes } from '../../../memory/bytes/sparse-bytes.ts';
import { hexLower, PAGE_SIZE, type PhysAddr } from '../../../contract/units.ts';
import { stop, type Stop } from './answer.ts';
import { PoolBuffer } from './buffers.ts';
import { CmemModule, type Block } from './module.ts';
import { hashHex, pageAlign, signed, strtol, unsigned, wrap } from './number.ts';
import type { CmemParams } from './params.ts';
import { kernelError, type Listener } from './sink.ts';
import type { CmemProfile } from './version.ts';
import { Vmalloc, type Iomem } from './vmalloc.ts';

/** A module, an error of cmem_init(), something that Carveout declines, or an oops at load. */
export type LoadAnswer =
  | { readonly module: CmemModule }
  /** init_module() returns this; the module is gone again. */
  | { readonly rv: number; readonly why: Message }
  | { readonly declined: Refusal }
  | Stop;
type Ended = Exclude<LoadAnswer, { module: CmemModule }>;

const rv = (
  errno: 'EINVAL' | 'EFAULT' | 'ENOMEM',
  id: string,
  args: Record<string, string | number> = {},
): Ended => ({ rv: -ERRNO[errno], why: { id, args } });
/** A comma where a blank belongs puts the next parameter into this one's text. */
const hasComma = (start: string): boolean => /[,=]/.test(start);
const tail = (block: number): string => (block === 0 ? '' : `_${block}`);

/** A pool as the command line has it: ints in 2.x, an int and a long long in 4.x. */
interface PoolPlan {
  readonly count: number;
  readonly asked: bigint;
}

/**
 * cmem_init() with parsed parameters: blocks are requested from `iomem`, and what the driver writes
 * goes to `memory`. After an error the ranges that were requested are given back, as far as the
 * driver does.
 */
export function loadModule(
  profile: CmemProfile,
  params: CmemParams,
  memory: SparseBytes,
  iomem: Iomem,
  sink: Listener,
): LoadAnswer {
  const loader = new Loader(profile, params, memory, iomem, sink);
  return loader.run() ?? { module: loader.module };
}

/** One load under way; the module is built block by block. */
class Loader {
  readonly module: CmemModule;
  readonly #profile: CmemProfile;
  readonly #params: CmemParams;
  readonly #iomem: Iomem;
  readonly #vmalloc: Vmalloc;
  readonly #sink: Listener;
  /** Blocks whose request_mem_region() succeeded. */
  readonly #requested: number[] = [];
  /** pool_num_buffers and pool_size of 4.x. */
  readonly #plans: (readonly PoolPlan[])[] = [];

  constructor(
    profile: CmemProfile,
    params: CmemParams,
    memory: SparseBytes,
    iomem: Iomem,
    sink: Listener,
  ) {
    this.module = new CmemModule(profile, memory, params.useHeap !== 0);
    this.#profile = profile;
    this.#params = params;
    this.#iomem = iomem;
    this.#vmalloc = new Vmalloc(profile.vmallocStart, profile.vmallocEnd);
    this.#sink = sink;
    for (const [b, block] of this.module.blocks.entries())
      block.pools = params.pools[b]?.length ?? 0;
  }

  /** undefined: the module is ready; else why it is not. */
  run(): Ended | undefined {
    this.#banner();
    const { virtual } = this.module.version;
    const early = virtual ? undefined : this.#commandLine();
    if (early) return early;
    for (let block = 0; block < this.module.blocks.length; block += 1) {
      const ended = virtual ? this.#block2(block) : this.#block4(block);
      if (ended === 'stop here') break;
      if (ended === 'next') continue;
      if (ended) {
        this.#undo(block);
        return ended;
      }
      this.module.readyBlocks += 1;
    }
    // CMA's row of 4.x has a busy list of its own, and shares its object with the heap of a block 3
    // that has MAX_POOLS pools: whatever was on that is forgotten here.
    if (!virtual) this.module.fillPool(this.module.pool(this.module.blocks.length, 0), []);
    this.module.settle();
    this.#info('cmemk initialized');
    return undefined;
  }

  /** Prints a line at KERN_INFO. */
  #info(text: string): void {
    this.#sink?.printk(text, 6);
  }
  /** Prints an error; kernelError() puts "CMEMK Error: " before the text. */
  #error(text: string): void {
    kernelError(this.#sink, text);
  }

  /** Three lines in 2.x, one in 4.10.02 and later. */
  #banner(): void {
    const { builtOn, builtFor, file } = this.#profile;
    if (!this.module.version.virtual) {
      this.#info(`CMEMK module: reference Linux version ${builtFor}`);
      return;
    }
    this.#info(`CMEMK module: built on ${builtOn}`);
    this.#info(`  Reference Linux version ${builtFor}`);
    this.#info(`  File ${file}`);
  }

  /** cl_config() of 4.x: every block and pool is parsed before anything is set up. */
  #commandLine(): Ended | undefined {
    const { physStart, physEnd, allowOverlap } = this.#params;
    if (allowOverlap !== undefined && allowOverlap !== -1)
      this.#sink?.printk('cmem_init: allowOverlap parameter has been deprecated, ignoring...', 4);
    for (const [b, block] of this.module.blocks.entries()) {
      const [start, end] = [physStart[b], physEnd[b]];
      if (start === undefined) continue;
      if (end === undefined)
        return hasComma(start)
          ? stop('oops', 'cmem.nullEndComma', { start })
          : stop('oops', 'cmem.nullEnd', { block: tail(b) });
      block.start = Number(pageAlign(strtol(start, 16), 64));
      block.end = Number(pageAlign(strtol(end, 16), 64));
      const plans: PoolPlan[] = [];
      for (const text of this.#params.pools[b] ?? []) {
        const plan = this.#parsePool(text);
        if (!plan) {
          this.#error(`error -${ERRNO.EINVAL} processing command line`);
          return rv('EINVAL', 'cmem.badPool', { pool: text });
        }
        plans.push(plan);
      }
      this.#plans[b] = plans;
    }
    return undefined;
  }

  /** What stands on both sides of the first "x"; undefined without one. */
  #parsePool(text: string): PoolPlan | undefined {
    const at = text.indexOf('x');
    if (at < 0) return undefined;
    const count = Number(signed(strtol(text.slice(0, at), 10), 32));
    const size = strtol(text.slice(at + 1), 10);
    return { count, asked: signed(size, this.module.version.virtual ? 32 : 64) };
  }

  /** Pools without both ends of block 0; a comma in the text is the likely reason. */
  #noEnds(): Ended {
    this.#error('pools specified: must specify both phys_start and phys_end, exiting...');
    const start = this.#params.physStart[0] ?? '';
    return hasComma(start)
      ? rv('EINVAL', 'cmem.commaInAddress', { start })
      : rv('EINVAL', 'cmem.noEnds');
  }

  /** One turn of cmem_init()'s loop in 2.x. */
  #block2(b: number): Ended | 'stop here' | undefined {
    const { physStart, physEnd, pools } = this.#params;
    const [start, end] = [physStart[b], physEnd[b]];
    if (start === undefined || end === undefined) {
      if (b > 0) return 'stop here';
      if (pools[0]) return this.#noEnds();
      this.#info(
        'no physical memory specified, continuing with no memory allocation capability...',
      );
      return 'stop here';
    }
    const { bits } = this.#profile;
    const first = pageAlign(strtol(start, 16), bits);
    const last = pageAlign(strtol(end, 16), bits);
    if (first === 0n) {
      this.#error(`Physical address of 0 not allowed (phys_start${tail(b)})`);
      this.#error(`  (minimum phsyical address is ${hashHex(PAGE_SIZE)})`);
      return rv('EINVAL', 'cmem.startZero', { block: tail(b) });
    }
    const block = this.module.blocks[b]!;
    const length = unsigned(last - first, bits);
    block.start = Number(first);
    block.end = Number(last);
    return (
      this.#overlap(block) ??
      this.#request(b, `${signed(length, bits)}`) ??
      this.#ioremap(b, length) ??
      this.#fill(b, this.#parsePools(b))
    );
  }
  /** A text that cannot be parsed is met only when the pools before it stand. */
  #parsePools(b: number): readonly (PoolPlan | string)[] {
    return (this.#params.pools[b] ?? []).map((text) => this.#parsePool(text) ?? text);
  }

  /** The test of 2.x against Linux's own memory: only the block's start is looked at. */
  #overlap(block: Block): Ended | undefined {
    const { ramBase, kernelRam } = this.#profile;
    const kernelEnd = ramBase + kernelRam;
    if (kernelEnd <= block.start) return undefined;
    const text = `CMEM phys_start (${hashHex(block.start)}) overlaps kernel (${hashHex(ramBase)} -> ${hashHex(kernelEnd)})`;
    if ((this.#params.allowOverlap ?? 0) === 0) {
      this.#error(text);
      return rv('EINVAL', 'cmem.overlapsKernel', {
        start: block.start,
        end: kernelEnd,
        blockEnd: block.end,
      });
    }
    this.#sink?.printk('CMEM Range Overlaps Kernel Physical - allowing overlap', 4);
    this.#sink?.printk(text, 4);
    return undefined;
  }

  /** request_mem_region(): EFAULT where the range is empty or somebody has it. */
  #request(b: number, length: string): Ended | undefined {
    const { start, end } = this.module.blocks[b]!;
    if (this.#iomem.request(start, end)) {
      this.#requested.push(b);
      return undefined;
    }
    this.#error(`Failed to request_mem_region(${hashHex(start)}, ${length})`);
    return end <= start
      ? rv('EFAULT', 'cmem.blockEmpty', { start, end })
      : rv('EFAULT', 'cmem.regionBusy', { start, end });
  }

  /** ioremap_nocache() of the whole block, which 2.x alone does; EFAULT without room. */
  #ioremap(b: number, length: bigint): Ended | undefined {
    const block = this.module.blocks[b]!;
    const { bits } = this.#profile;
    const virt = this.#profile.ioremapped[b] ?? this.#vmalloc.ioremap(Number(length));
    if (virt === undefined) {
      this.#error(`Failed to ioremap_nocache(${hashHex(block.start)}, ${signed(length, bits)})`);
      return rv('EFAULT', 'cmem.noVmalloc', { size: Number(length) });
    }
    block.virt = virt;
    // block_avail_size is an unsigned int.
    block.available = Number(unsigned(length, 32));
    this.#zeroFirstInts(block);
    return undefined;
  }
  /** 2.x writes an int 0 to every page; where nobody wrote there is a 0 already. */
  #zeroFirstInts({ start, end }: Block): void {
    const { memory } = this.module;
    for (const line of memory.written())
      if (line >= start && line < end && line % PAGE_SIZE === 0) memory.setWord(line, 0);
  }

  /** One turn of cmem_init()'s loop in 4.x. */
  #block4(b: number): Ended | 'stop here' | 'next' | undefined {
    const block = this.module.blocks[b]!;
    const plans = this.#plans[b] ?? [];
    if (block.start === 0 || block.end === 0) {
      if (b !== 0) return 'next';
      if ((plans[0]?.count ?? 0) !== 0) return this.#noEnds();
      this.#info('no physical memory specified');
      return 'stop here';
    }
    if (block.end < block.start) {
      this.#error(`phys_end (${hashHex(block.end)}) < phys_start (${hashHex(block.start)})`);
      return rv('EINVAL', 'cmem.blockBackwards', { start: block.start, end: block.end });
    }
    if (block.end > Number.MAX_SAFE_INTEGER)
      return { declined: { errno: undefined, why: { id: 'cmem.tooFar' } } };
    block.available = block.end - block.start;
    const length = hashHex(block.available);
    return this.#request(b, length) ?? this.#fill(b, plans);
  }

  /** The pools from the top of the block downwards, and the heap from what is left. */
  #fill(b: number, plans: readonly (PoolPlan | string)[]): Ended | undefined {
    const block = this.module.blocks[b]!;
    for (const [at, plan] of plans.entries()) {
      if (typeof plan === 'string') return rv('EINVAL', 'cmem.badPool', { pool: plan });
      const ended = this.#pool(b, at, plan);
      if (ended) return ended;
      block.buffers += plan.count;
    }
    // heap_size is an unsigned long.
    const size = wrap(block.available, this.#profile.bits);
    if (size === 0) return undefined;
    const base = block.start + block.available - size;
    const pool = this.module.pool(b, block.pools);
    Object.assign(pool, { count: 1, size: BigInt(size), asked: BigInt(size) });
    this.module.fillPool(pool, [new PoolBuffer(0, base, block.virt, size)]);
    block.heapPool = block.pools;
    block.heap = this.module.makeHeap(b, base, size);
    block.heap.format();
    this.#info(`allocated heap buffer ${hashHex(block.virt ?? base)} of size ${hashHex(size)}`);
    if (this.module.fallback)
      this.#info('heap fallback enabled - will try heap if pool buffer is not available');
    return undefined;
  }

  /** alloc_pool(): buffer 0 is the highest. */
  #pool(b: number, at: number, { count, asked }: PoolPlan): Ended | undefined {
    const { virtual } = this.module.version;
    const block = this.module.blocks[b]!;
    const bits = virtual ? 32 : 64;
    const size = pageAlign(asked, bits);
    const pool = this.module.pool(b, at);
    Object.assign(pool, { count, size, asked: unsigned(asked, bits) });
    const fits = size === 0n ? count : Math.min(count, Number(BigInt(block.available) / size));
    if (Math.max(0, fits) > MAX_CMEM_BUFFERS) {
      const args = { count: fits, max: MAX_CMEM_BUFFERS };
      return { declined: { errno: undefined, why: { id: 'cmem.tooManyBuffers', args } } };
    }
    const bytes = Number(size);
    const { module } = this;
    module.fillPool(
      pool,
      (function* () {
        for (let id = 0; id < fits; id += 1) {
          block.available -= bytes;
          yield new PoolBuffer(id, physOf(module, block), undefined, bytes);
        }
      })(),
    );
    if (fits >= count) return undefined;
    const shown = virtual ? signed(size, 32) : size;
    this.#error('Failed to find a big enough free block');
    this.#error(`alloc_pool failed to get contiguous area of size ${shown}`);
    this.#error(
      `Failed to alloc pool of size ${virtual ? asked : `0x${unsigned(asked, 64)}`} and number of buffers ${count}`,
    );
    return rv('ENOMEM', 'cmem.poolTooBig', {
      pool: at,
      fits,
      count,
      size: Number(size),
      left: block.available,
    });
  }

  /** fail_after_create. */
  #undo(failing: number): void {
    const { virtual } = this.module.version;
    const length = this.#length(failing);
    for (const b of this.#requested) {
      const { start, end } = this.module.blocks[b]!;
      // 4.x releases every block with the length of the failing one; what does not match stays busy.
      const released = this.#iomem.release(start, virtual ? end : start + length);
      if (!released && this.#profile.loaderText)
        this.#sink?.printk(
          `Trying to free nonexistent resource <${hexLower(start, 16)}-${hexLower(start + length - 1, 16)}>`,
          4,
        );
    }
  }
  #length(b: number): number {
    const { start, end } = this.module.blocks[b]!;
    return end - start;
  }
}

/** Where the next buffer of a pool lies. 2.x asks get_phys(), for which the end of a block is outside. */
function physOf(module: CmemModule, { start, virt, available }: Block): PhysAddr {
  const phys = start + available;
  return virt === undefined ? phys : (module.kernelPhys(virt + available) ?? phys);
}
