/** dma_pool_create, alloc, zalloc, free and destroy as a driver calls them. */
import type { Board } from '../../board/board.ts';
import type { Message, Refusal, Result, Where } from '../../contract/command.ts';
import type { Place, PoolAlloc, PoolFree, DmaPool, PoolSink } from './model/pool.ts';
import { dmaOf, type PoolPage } from './model/pages.ts';
import type { PoolStop } from './model/mechanism.ts';
import { isRefusal, type Handle } from '../../board/handles.ts';
import { MAX_DMA_POOLS, MAX_POOL_BLOCKS, MAX_POOL_SLOTS } from '../../contract/limits.ts';
import { fromByteString, toByteString } from '../../memory/bytes/cstring.ts';
import type { Recorder } from '../../board/recorder.ts';
import { physToPfn, type OpId, type PhysAddr } from '../../contract/units.ts';
import { PoolBlock } from '../../contract/view.ts';
import { done, refusal, refused } from '../../board/answer.ts';
import { DEFAULT_DEVICE } from '../dma/model/device.ts';
import { poolsOf, type BoardPools } from './ground.ts';
import type { PoolCommand } from './protocol.ts';

type Of<K extends PoolCommand['kind']> = Extract<PoolCommand, { kind: K }>;

/**
 * One call under way: the board, its pools, the operation's number, and where lines and events go.
 */
interface Call {
  readonly board: Board;
  readonly own: BoardPools;
  readonly op: OpId;
  readonly recorder: Recorder;
}

/**
 * One call of the DMA pool's interface. A pointer that would be NULL is refused with ENOMEM, as
 * drivers report it, and the refusal names the rule or what the DMA layer said. A call in which the
 * kernel dies is refused without an errno, and so is every later one.
 */
export function poolCall(board: Board, command: PoolCommand, op: OpId, recorder: Recorder): Result {
  const own = poolsOf(board);
  if (own.stopped) return refused(undefined, 'dmaPool.stopped', { how: own.stopped });
  own.chunks.sink = recorder;
  const call = { board, own, op, recorder };
  switch (command.kind) {
    case 'dma_pool_create':
      return create(call, command);
    case 'dma_pool_alloc':
    case 'dma_pool_zalloc':
      return alloc(call, command);
    case 'dma_pool_free':
      return free(call, command);
    case 'dma_pool_destroy':
      return destroy(call, command);
  }
}

/** The kernel did not come back. */
function died({ own }: Call, { stopped, why }: PoolStop): Result {
  own.stopped = stopped;
  const id = stopped === 'hang' ? 'dmaPool.hangs' : 'dmaPool.oopses';
  return refused(undefined, id, { ...why.args, reason: why.id });
}

/** dev_err(): "DRIVER DEVICE: " in front; a platform device NAME.ID belongs to driver NAME. */
function sinkOf({ recorder }: Call, device: string): PoolSink {
  const prefix = device === '' ? '' : `${device.split('.')[0]} ${device}: `;
  return {
    error: (text) => recorder.printk(prefix + text),
    line: (text) => recorder.printk(text),
  };
}

/** A handle of a pool stands for no pages; its blocks have handles of their own. */
function create(call: Call, command: Of<'dma_pool_create'>): Result {
  const { board, own, op } = call;
  const { into, size, align, boundary } = command;
  const wrong =
    board.cannotTake(into) ??
    board.beyondWord(size) ??
    board.beyondWord(align) ??
    board.beyondWord(boundary);
  if (wrong) return { ok: false, refusal: wrong };
  const { version } = own.pools.build;
  const stack = version.mechanism === 'stack';
  const noDevice = command.dev === false;
  if (noDevice && stack) return refused(undefined, 'dmaPool.create.device');
  const device = noDevice ? '' : toByteString(command.dev ?? DEFAULT_DEVICE);
  const pool = own.pools.create(toByteString(command.name), device, { size, align, boundary }, op);
  if (typeof pool === 'string') return { ok: false, refusal: whyNull(pool, command, own) };
  if (noDevice && !version.nullDevice)
    return died(call, { stopped: 'oops', why: { id: 'dmaPool.oops.nullDevice' } });
  own.changed();
  board.filesChanged();
  if (into !== undefined)
    board.handles.bind({ name: into, kind: 'pool', ...nowhere, pool: pool.id, born: op });
  return done({ is: 'pool', ...shown(pool), handle: into, notes: createNotes(pool) });
}
/** A handle that stands for no pages. */
const nowhere = { pfn: 0, pages: 0, bytes: 0, released: undefined } as const;

/** A pool as the value of the call that made it: texts decoded, sizes in bytes. */
function shown({ id, name, device, geometry }: DmaPool) {
  const { size, allocation, boundary, blocks, lost, overrun } = geometry;
  return {
    id,
    name: fromByteString(name),
    device: device === '' ? undefined : fromByteString(device),
    size,
    allocation,
    boundary,
    blocks,
    lost,
    overrun,
  };
}

/** The sentence for each rule that makes NULL. */
const NULL_FOR = {
  align: 'dmaPool.create.align',
  size: 'dmaPool.create.size',
  sizeBeyondInt: 'dmaPool.create.sizeBeyondInt',
  boundarySmall: 'dmaPool.create.boundarySmall',
  boundaryPower: 'dmaPool.create.boundaryPower',
  allocationSmall: 'dmaPool.create.allocationSmall',
  wraps: 'dmaPool.create.wraps',
  endless: 'dmaPool.create.endless',
} as const;

/** NULL: the rule that says so, with its figures. */
function whyNull(
  rule: Exclude<ReturnType<BoardPools['pools']['create']>, DmaPool>,
  { size, align, boundary }: Of<'dma_pool_create'>,
  { pools: { build } }: BoardPools,
): Refusal {
  const args = { size, align, boundary };
  switch (rule) {
    case 'pools':
      return refusal(undefined, 'dmaPool.limit.pools', { max: MAX_DMA_POOLS });
    case 'slots':
      return refusal(undefined, 'dmaPool.limit.slots', { max: MAX_POOL_SLOTS });
    case 'wraps':
    case 'endless':
      return refusal(undefined, NULL_FOR[rule], args);
    default:
      // A pointer is all it returns: drivers make -ENOMEM of NULL.
      return refusal('ENOMEM', NULL_FOR[rule], {
        ...args,
        least: build.version.mechanism === 'stack' ? 2 * build.pointerBytes : 4,
      });
  }
}

/** What the sizes asked for became, and what that costs. */
function createNotes(pool: DmaPool): Message[] {
  const { geometry, asked, name, build } = pool;
  const { size, blocks, lost, overrun, allocation } = geometry;
  const notes: Message[] = [];
  if (size !== asked.size)
    notes.push({ id: 'dmaPool.note.rounded', args: { asked: asked.size, size } });
  if (lost > 0)
    notes.push({ id: 'dmaPool.note.lost', args: { blocks, lost, held: blocks + lost, size } });
  if (overrun > 0) notes.push({ id: 'dmaPool.note.overrun', args: { overrun, allocation } });
  const whole = Math.floor(allocation / size);
  if (build.version.mechanism === 'list' && whole !== blocks)
    notes.push({ id: 'dmaPool.note.total', args: { blocks, whole } });
  if (pool.cutName) notes.push({ id: 'dmaPool.note.name', args: { name: fromByteString(name) } });
  return notes;
}

/** The pool that an argument names: a struct dma_pool, or what a kernel would do with NULL. */
function poolOf(call: Call, where: Where): DmaPool | Result {
  if (where.by === 'address') {
    if (where.address !== 0) return refused(undefined, 'dmaPool.noPool');
    return died(call, { stopped: 'oops', why: { id: 'dmaPool.oops.nullPool' } });
  }
  const handle = call.board.handles.pointer(where.handle, 'dma_pool_create');
  if (isRefusal(handle)) return { ok: false, refusal: handle };
  const { name, kind } = handle;
  if (kind !== 'pool')
    return refused(undefined, 'dmaPool.notAPool', { name, from: call.board.uses.useOf(kind).from });
  const pool = call.own.pools.find(handle.pool!);
  return pool ?? refused(undefined, 'dmaPool.gone', { name, op: handle.released ?? 0 });
}

/** The handle keeps both addresses, the pointer's and the one for the device. */
function alloc(call: Call, command: Of<'dma_pool_alloc' | 'dma_pool_zalloc'>): Result {
  const { board, own, op } = call;
  const { into, atomic = false } = command;
  const blocked = board.cannotTake(into);
  if (blocked) return { ok: false, refusal: blocked };
  const pool = poolOf(call, command.pool);
  if ('ok' in pool) return pool;
  const { chunks, pools } = own;
  chunks.atomic = atomic;
  const zero = command.kind === 'dma_pool_zalloc';
  const got = pool.alloc({ zero, wait: !atomic }, op, sinkOf(call, pool.device));
  if ('stopped' in got) return died(call, got);
  if ('failed' in got) return nothingLeft(own, got.failed);
  tellTaken(call, pool, got);
  const { vaddr: phys, dma } = got;
  if (into !== undefined) {
    const at = { ...nowhere, pfn: physToPfn(phys), bytes: pool.geometry.size };
    board.handles.bind({
      name: into,
      kind: 'pool_block',
      ...at,
      pool: pool.id,
      phys,
      dma,
      born: op,
    });
  }
  const notes = allocNotes(pool, got, zero && !pools.build.version.zeroes);
  const virt = board.virt(phys);
  return done({ is: 'pool_block', phys, dma, virt, size: pool.geometry.size, handle: into, notes });
}

/** Up to 3.x a caller that may sleep waits for ever; the answer says so instead of waiting. */
function nothingLeft({ pools, chunks }: BoardPools, failed: 'NULL' | 'BLOCKS'): Result {
  if (pools.overLimit) return refused(undefined, 'dmaPool.limit.blocks', { max: MAX_POOL_BLOCKS });
  const why = chunks.refusal?.why ?? { id: 'dmaPool.noPages' };
  const args = { ...why.args, reason: why.id };
  return failed === 'NULL'
    ? refused('ENOMEM', 'dmaPool.null', args)
    : refused(undefined, 'dmaPool.blocks', args);
}

/** A block that was handed out. */
type Got = Extract<PoolAlloc, { place: Place }>;

/**
 * Events in the order of the code: a new page, the page that was chosen, the block, the new head.
 */
function tellTaken({ recorder }: Call, pool: DmaPool, { newPage, place, vaddr }: Got): void {
  const { geometry, id } = pool;
  const { allocation: bytes, blocks, lost } = geometry;
  if (newPage)
    recorder.event({ is: 'pool-page', pool: id, phys: dmaOf(newPage), bytes, blocks, lost });
  const twice = (place.state & PoolBlock.KIND) === PoolBlock.IN_USE;
  const slot = place.slot < 0 ? undefined : place.slot;
  const { page } = place;
  if (page && !isStack(pool)) {
    const full = pool.pages.length - 1 - page.index;
    recorder.event({ is: 'pool-chosen', pool: id, phys: dmaOf(page), full });
  }
  recorder.event({ is: 'pool-taken', pool: id, phys: vaddr, slot, twice });
  if (page) tellHead(recorder, pool, page);
}

const isStack = ({ build }: DmaPool): boolean => build.version.mechanism === 'stack';

/** The list is that of the page, or from 6.4 on that of the pool. */
function tellHead(recorder: Recorder, pool: DmaPool, page: PoolPage): void {
  const of = isStack(pool) ? undefined : dmaOf(page);
  recorder.event({ is: 'pool-head', pool: pool.id, page: of, phys: pool.head(page) });
}

/** What a driver would not notice: a new page, a block with two owners, a wrong device address. */
function allocNotes(pool: DmaPool, got: Got, noZero: boolean): Message[] {
  const { place, vaddr, dma, newPage, corrupt } = got;
  const { geometry, figures } = pool;
  const notes: Message[] = [];
  if (newPage) {
    const { blocks, lost, allocation } = geometry;
    const args = { bytes: allocation, blocks, lost, pages: figures.pages, at: dmaOf(newPage) };
    notes.push({ id: lost > 0 ? 'dmaPool.note.newPageLost' : 'dmaPool.note.newPage', args });
  }
  if (noZero) notes.push({ id: 'dmaPool.note.noZalloc' });
  if (corrupt) notes.push({ id: 'dmaPool.note.corrupt' });
  if ((place.state & PoolBlock.KIND) === PoolBlock.IN_USE)
    notes.push({ id: 'dmaPool.note.again', args: { phys: vaddr } });
  else if (place.slot < 0) notes.push({ id: 'dmaPool.note.stray', args: { phys: vaddr } });
  if ((place.state & PoolBlock.OVERRUN) !== 0)
    notes.push({ id: 'dmaPool.note.runsPast', args: { overrun: geometry.overrun } });
  if (dma !== vaddr) notes.push({ id: 'dmaPool.note.wrongDma', args: { dma, phys: vaddr } });
  return notes;
}

/** Where a pointer points and what the device's address is for free(). */
function blockOf(
  { board }: Call,
  { vaddr, dma, offset = 0 }: Of<'dma_pool_free'>,
):
  | { readonly phys: PhysAddr; readonly dma: PhysAddr; readonly handle: Handle | undefined }
  | Result {
  if (vaddr.by === 'address') {
    const phys = vaddr.address + offset;
    return { phys, dma: dma ?? phys, handle: undefined };
  }
  const handle = board.handles.pointer(vaddr.handle, 'dma_pool_alloc');
  if (isRefusal(handle)) return { ok: false, refusal: handle };
  const { kind, name, phys } = handle;
  if (kind !== 'pool_block' || phys === undefined)
    return refused(undefined, 'dmaPool.notABlock', { name, from: board.uses.useOf(kind).from });
  return { phys: phys + offset, dma: dma ?? handle.dma! + offset, handle };
}

/** The function returns void: errors are lines of the log, and notes of the answer. */
function free(call: Call, command: Of<'dma_pool_free'>): Result {
  const { board, op } = call;
  const pool = poolOf(call, command.pool);
  if ('ok' in pool) return pool;
  const block = blockOf(call, command);
  if ('ok' in block) return block;
  const { phys, dma, handle } = block;
  const freed = pool.free(phys, dma, sinkOf(call, pool.device));
  if ('stopped' in freed) return died(call, freed);
  tellFreed(call, pool, phys, freed);
  if (freed.freed && handle && handle.released === undefined) board.handles.end(handle, op);
  return done({ is: 'pool_void', notes: freeNotes(pool, phys, dma, freed) });
}

/** A free from which the kernel came back. */
type Freed = Exclude<PoolFree, PoolStop>;

/** The state of the slot before the call, in the words of the events. */
function wasOf({ slot, state }: Place): 'in use' | 'free' | 'lost' | 'no block' {
  if (slot < 0) return 'no block';
  const kind = state & PoolBlock.KIND;
  if (kind === PoolBlock.IN_USE) return 'in use';
  return kind === PoolBlock.FREE ? 'free' : 'lost';
}

function tellFreed({ recorder }: Call, pool: DmaPool, phys: PhysAddr, freed: Freed): void {
  const { place } = freed;
  const { id } = pool;
  const slot = place.slot < 0 ? undefined : place.slot;
  if (freed.freed) {
    recorder.event({ is: 'pool-freed', pool: id, phys, slot, was: wasOf(place) });
    if (place.page) tellHead(recorder, pool, place.page);
  } else recorder.event({ is: 'pool-refused', pool: id, phys, error: freed.error });
}

/** The sentence for each line that free() prints. */
const SAID = {
  badDma: 'dmaPool.note.badDma',
  badVaddr: 'dmaPool.note.badVaddr',
  alreadyFree: 'dmaPool.note.alreadyFree',
} as const;
/** What a double free does to each generation's list. */
const TWICE = {
  list: 'dmaPool.note.twice.list',
  stack: 'dmaPool.note.twice.stack',
  bitmap: 'dmaPool.note.twice.bitmap',
} as const;

/** A free that should not have been: what the kernel did with it, and whether it said so. */
function freeNotes(pool: DmaPool, phys: PhysAddr, dma: PhysAddr, freed: Freed): Message[] {
  const { mechanism } = pool.build.version;
  const name = fromByteString(pool.name);
  if (!freed.freed) return [{ id: SAID[freed.error], args: { name, phys, dma } }];
  const { page, slot } = freed.place;
  const notes: Message[] = [];
  if (phys !== dma) notes.push({ id: 'dmaPool.note.mixed', args: { phys, dma } });
  const was = wasOf(freed.place);
  if (!page) notes.push({ id: 'dmaPool.note.foreign', args: { phys, name } });
  else if (was === 'free') notes.push({ id: TWICE[mechanism], args: { slot } });
  else if (was === 'lost') notes.push({ id: 'dmaPool.note.lostFreed', args: { phys } });
  else if (was === 'no block' && mechanism !== 'bitmap')
    notes.push({ id: 'dmaPool.note.interior', args: { phys } });
  return notes;
}

/** Handles of the pool end; those of its blocks stay, as C pointers do. */
function destroy(call: Call, command: Of<'dma_pool_destroy'>): Result {
  const { board, own, op, recorder } = call;
  const { mechanism, kernel } = own.pools.build.version;
  const isNull = command.pool.by === 'address' && command.pool.address === 0;
  // NULL is let pass from 4.3 on.
  if (isNull && !/^2\./.test(kernel)) return done({ is: 'pool_void', notes: [] });
  const pool = poolOf(call, command.pool);
  if ('ok' in pool) return pool;
  const { returned, leaked } = own.pools.destroy(pool, sinkOf(call, pool.device));
  for (const phys of returned) recorder.event({ is: 'pool-returned', pool: pool.id, phys });
  for (const phys of leaked) recorder.event({ is: 'pool-leaked', pool: pool.id, phys });
  own.changed();
  board.filesChanged();
  for (const handle of board.handles.entries())
    if (handle.kind === 'pool' && handle.pool === pool.id) board.handles.end(handle, op);
  const args = { pages: returned.length, leaked: leaked.length };
  const notes: Message[] = [{ id: 'dmaPool.note.returned', args }];
  if (leaked.length > 0)
    notes.push({
      id: mechanism === 'stack' ? 'dmaPool.note.keptAll' : 'dmaPool.note.leaked',
      args,
    });
  return done({ is: 'pool_void', notes });
}
