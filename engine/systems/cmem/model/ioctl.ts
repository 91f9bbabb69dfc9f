/**
 * The ioctls of /dev/cmem, one function each: what they answer, print and change.
 *
 * Source of truth: ioctl() of cmemk.c 2.25.00, 2.26.01.02 and 4.20.00.01. Where a version reads
 * outside an array (block -1 of 2.x), Carveout declines: what comes back there is not in the source.
 */
import { PAGE_SIZE, roundUp, type Bytes, type PhysAddr } from '../../../contract/units.ts';
import { done, failed, stop, type Answer, type Failed } from './answer.ts';
import { enlist, PoolBuffer, strike, type CmemFile } from './buffers.ts';
import { heapTold } from './heap/heap-told.ts';
import type { CmemModule, Found } from './module.ts';
import { hashHex, int32, wrap } from './number.ts';
import { kernelError, type Listener } from './sink.ts';

/** CMEM_CMABLOCKID: the library's name for CMA; in the driver it is the block after the last one. */
const CMA_BLOCK = -1;
/** MAXTYPE(int): a pool that much larger than the request is never chosen by 2.x. */
const MOST_DELTA_2X = 2 ** 31 - 1;

/** Which module is called, through which open file, and who listens. */
export interface Call {
  readonly module: CmemModule;
  readonly file: CmemFile;
  readonly sink: Listener;
}

/** The index of a block, or why there is none. */
function blockOf({ module, sink }: Call, asked: number): number | Failed {
  const { blocks } = module.version;
  const { virtual } = module.version;
  const block = !virtual && asked === CMA_BLOCK ? blocks : asked;
  if (virtual && block < 0) return failed(undefined, 'cmem.blockOutOfBounds', { block });
  if (block >= 0 && block < blocks + (virtual ? 0 : 1)) return block;
  kernelError(sink, `ioctl: invalid block id ${block}, must be < ${blocks}`);
  return failed('EINVAL', 'cmem.invalidBlock', { block, blocks });
}

/**
 * CMEM_IOCALLOCHEAP. ENOMEM where no chunk fits, EINVAL where the block has no heap. `size` and
 * `align` are bytes as the caller sent them.
 */
export function allocHeap(
  call: Call,
  asked: { readonly block: number; readonly size: Bytes; readonly align: Bytes },
  cached: boolean,
): Answer<PhysAddr> {
  const { module, file, sink } = call;
  const { virtual, blocks } = module.version;
  const { bits } = module.profile;
  const b = blockOf(call, asked.block);
  if (typeof b === 'object') return b;
  const block = module.blocks[b];
  if (block?.heapPool === -1) {
    kernelError(sink, `ioctl: no heap available in block ${b}`);
    return failed('EINVAL', 'cmem.noHeap', { block: b });
  }
  // From 4.x on the size is rounded here already, and the record keeps the rounded one.
  const requested = wrap(asked.size, bits);
  const size = virtual ? requested : wrap(roundUp(asked.size, PAGE_SIZE), bits);
  const told = heapTold(sink, b, { size, dry: false });
  const cut =
    b === blocks ? undefined : block!.heap!.alloc(size, wrap(asked.align, bits), false, told);
  if (cut && 'stopped' in cut) return cut;
  if (!cut) {
    const text = virtual
      ? `failed to allocate heap buffer of size ${hashHex(requested % 2 ** 32)}`
      : `failed to allocate from block ${b}: heap buffer of size ${size.toString(16)}`;
    kernelError(sink, `ioctl: ${text}`);
    return b === blocks ? failed('ENOMEM', 'cmem.noCma') : heapFull(call, b, size, asked.align);
  }
  const { phys, chunk, chunkSize } = cut;
  const kvirt = virtual ? phys + block!.virt! - block!.start : undefined;
  const buffer = new PoolBuffer(block!.heapPool, phys, kvirt, size);
  buffer.cached = cached;
  module.pool(b, block!.heapPool).busy.addTail(buffer);
  module.taken(buffer, requested, file);
  const skipped = phys - chunk;
  sink?.fact({
    is: 'cut',
    block: b,
    phys,
    size: roundUp(size, PAGE_SIZE),
    chunk,
    chunkSize,
    skipped,
  });
  return done(phys);
}

/** The refusal tells what is free, or that the list cannot be trusted any more. */
function heapFull({ module }: Call, b: number, size: Bytes, align: Bytes): Failed {
  const { figures, sound } = module.blocks[b]!.heap!;
  if (!figures || !sound) return failed('ENOMEM', 'cmem.heapCorrupt', { block: b, size });
  const { free, chunks, largest } = figures;
  return failed('ENOMEM', 'cmem.heapFull', { block: b, size, align, free, chunks, largest });
}

/**
 * CMEM_IOCALLOC. EINVAL for a pool that is not there (the heap is none), ENOMEM for an empty one.
 */
export function allocPool(
  call: Call,
  asked: { readonly block: number; readonly pool: number },
  cached: boolean,
): Answer<{ readonly phys: PhysAddr; readonly size: Bytes }> {
  const { module, file, sink } = call;
  const name = cached ? 'ALLOCCACHED' : 'ALLOC';
  const b = blockOf(call, asked.block);
  if (typeof b === 'object') return b;
  const pools = module.blocks[b]?.pools ?? 0;
  const { pool } = asked;
  if (pool < 0 || pool >= pools) {
    kernelError(sink, `${name}: invalid pool (${pool}) passed.`);
    return failed('EINVAL', 'cmem.invalidPool', { pool, pools, block: b });
  }
  const object = module.pool(b, pool);
  if (!object.ready) return stop('oops', 'cmem.nullList', { block: b, pool });
  const buffer = object.free.head;
  if (!buffer) {
    kernelError(sink, `${name}: No free buffers available for pool ${pool}`);
    return failed('ENOMEM', 'cmem.poolEmpty', { pool, count: object.count });
  }
  object.free.remove(buffer);
  buffer.cached = cached;
  object.busy.addHead(buffer);
  module.taken(buffer, Number(object.asked), file);
  const { id, phys } = buffer;
  const size = Number(object.size);
  sink?.fact({ is: 'taken', block: b, pool, id, phys, size });
  sink?.fact({ is: 'head', block: b, pool, id: object.free.head?.id });
  return done({ phys, size });
}

/** What is to be freed, and the flags beside the command. */
export interface FreeRequest {
  readonly phys: PhysAddr;
  /** CMEM_HEAP and CMEM_PHYS. */
  readonly heap: boolean;
  readonly byPhys: boolean;
}

/**
 * CMEM_IOCFREE after the translation of its pointer. 4.x returns nothing for a physical address.
 * EFAULT where no busy buffer begins at the address, or the caller is no user of it.
 */
export function free(
  { module, file, sink }: Call,
  { phys, heap, byPhys }: FreeRequest,
): Answer<{ readonly pool: number; readonly size: Bytes }> {
  const { freeByFlag } = module.version;
  const found = module.find(phys);
  if (!found) {
    kernelError(sink, `Failed to free memory at ${hashHex(phys)}`);
    return failed('EFAULT', 'cmem.notBusy', { phys });
  }
  if ('stopped' in found) return found;
  const { buffer, block, pool } = found;
  if (!strike(buffer, file)) {
    const how = `FREE${heap ? 'HEAP' : ''}${byPhys ? 'PHYS' : ''}`;
    kernelError(sink, `${how}: Not a registered user of physical buffer ${hashHex(phys)}`);
    return failed('EFAULT', 'cmem.notAUser', { phys, users: userNames(buffer) });
  }
  module.changed?.add(buffer);
  const isHeap = freeByFlag ? heap : pool === module.blocks[block]!.heapPool;
  const { size } = buffer;
  if (buffer.users.length > 0) sink?.fact({ is: 'unregistered', phys, users: buffer.users.length });
  else {
    const stopped = module.giveBack(found, isHeap, sink);
    if (stopped) return stopped;
  }
  return done({ pool, size: isHeap ? size : Number(module.pool(block, pool).size) });
}
const userNames = ({ users }: PoolBuffer): string =>
  [...new Set(users.map(({ file }) => `p${file.process}`))].join(', ');

/** CMEM_IOCGETSIZE: an int whatever the size. EINVAL for a pool that is not there. */
export function getSize(
  call: Call,
  { block, pool }: { readonly block: number; readonly pool: number },
): Answer<Bytes> {
  const { module, sink } = call;
  const b = blockOf(call, block);
  if (typeof b === 'object') return b;
  const pools = module.blocks[b]?.pools ?? 0;
  if (pool < 0 || pool >= pools) {
    kernelError(sink, `GETSIZE: invalid pool (${pool}) passed.`);
    return failed('EINVAL', 'cmem.invalidPool', { pool, pools, block: b });
  }
  return done(Number(module.pool(b, pool).size % 0x1_0000_0000n));
}

/**
 * CMEM_IOCGETPOOL: the id of the pool that wastes least, or -2 for "the heap would do". ENOMEM
 * where neither a pool nor, with the fallback on, the heap would do.
 */
export function getPool(
  call: Call,
  { block, size }: { readonly block: number; readonly size: Bytes },
): Answer<number> {
  const { module, sink } = call;
  const { virtual, blocks } = module.version;
  const { bits } = module.profile;
  const b = blockOf(call, block);
  if (typeof b === 'object') return b;
  const asked = virtual ? wrap(size, bits) : wrap(size, 64);
  const pool = bestPool(call, b, asked);
  if (pool >= 0) return done(pool);
  if (module.fallback && b === blocks) return failed(undefined, 'cmem.blockOutOfBounds', { block });
  const row = module.blocks[b];
  if (module.fallback && row?.heap) {
    const size = wrap(asked, bits);
    const dry = row.heap.alloc(size, PAGE_SIZE, true, heapTold(sink, b, { size, dry: true }));
    if (dry && 'stopped' in dry) return dry;
    if (dry) return done(-2);
  }
  const shown = virtual ? String(int32(asked)) : hashHex(size);
  kernelError(sink, `Failed to find a pool which fits ${shown}`);
  return failed('ENOMEM', 'cmem.noPoolFits', { size: asked, pools: row?.pools ?? 0, block: b });
}

/** Strictly less waste replaces, so the lowest id wins a tie; an empty pool is passed over. */
function bestPool({ module, sink }: Call, b: number, asked: Bytes): number {
  const { virtual } = module.version;
  const pools = module.blocks[b]?.pools ?? 0;
  let best = -1;
  let least = virtual ? MOST_DELTA_2X : Infinity;
  for (let pool = 0; pool < pools; pool += 1) {
    const { free, ready, size: exact } = module.pool(b, pool);
    const size = Number(exact);
    const fits = size >= asked;
    const better = fits && size - asked < least;
    // The lists of a pool that was never set up are NULL, and so not empty.
    const takes = better && (free.count > 0 || !ready);
    if (sink) {
      const verdict = takes
        ? 'best'
        : !fits
          ? 'too small'
          : free.count === 0
            ? 'empty'
            : 'not better';
      sink.fact({ is: 'pool', block: b, pool, size, asked, verdict });
    }
    if (!takes) continue;
    best = pool;
    least = size - asked;
  }
  return best;
}

/**
 * CMEM_IOCGETBLOCK: the whole block, pools included. EINVAL for a block beyond those that were set
 * up.
 */
export function getBlock(
  { module, sink }: Call,
  b: number,
): Answer<{ readonly phys: PhysAddr; readonly size: Bytes }> {
  const row = module.blocks[b];
  if (!module.version.numBlocks && !row)
    return failed(undefined, 'cmem.blockOutOfBounds', { block: b });
  if (module.version.numBlocks && (b < 0 || b >= module.readyBlocks)) {
    kernelError(sink, `GETBLOCK: invalid block ID ${b}`);
    return failed('EINVAL', 'cmem.noSuchBlock', { block: b, blocks: module.readyBlocks });
  }
  return done({ phys: row!.start, size: row!.end - row!.start });
}

/** CMEM_IOCGETNUMBLOCKS. Drivers before 2.26 do not know the request. */
export const getNumBlocks = (call: Call): Answer<number> =>
  call.module.version.numBlocks ? done(call.module.readyBlocks) : unknown(call);

/**
 * CMEM_IOCREGUSER: the low 32 bits of the buffer's size. EFAULT where no busy buffer begins at the
 * address.
 */
export function register({ module, file }: Call, phys: PhysAddr): Answer<Bytes> {
  const found = module.find(phys);
  if (!found) return failed('EFAULT', 'cmem.notBusy', { phys });
  if ('stopped' in found) return found;
  if (module.version.freeByFlag && !isHeapBuffer(module, found))
    return failed(undefined, 'cmem.poolSizeUnset', { phys });
  enlist(found.buffer, file);
  module.changed?.add(found.buffer);
  return done(found.buffer.size % 2 ** 32);
}
const isHeapBuffer = (module: CmemModule, { block, pool }: Found): boolean =>
  module.blocks[block]!.heapPool === pool;

/** A number that is none of the driver's: 22 and up, or one of a later version. */
export function unknown({ sink }: Call): Failed {
  kernelError(sink, 'Unknown ioctl received.');
  return failed('EINVAL', 'cmem.unknownIoctl');
}
/** Any command whose type is not CMEM's: it is logged and carried out all the same. */
export const warnOfMagic = (sink: Listener, type: number): void =>
  kernelError(sink, `ioctl(): bad command type 0x${type.toString(16)} (should be 0xfe)`);
/** The type of every CMEM request from 2.25 on. */
export const IOC_MAGIC = 0xfe;
