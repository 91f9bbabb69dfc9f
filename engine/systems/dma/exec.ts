/** dma_alloc_coherent and dma_free_coherent as a driver calls them. */
import type { Board } from '../../board/board.ts';
import type { Command, HandleKind, Refusal, Result } from '../../contract/command.ts';
import { allocCoherent } from './model/coherent.ts';
import { getOrder } from './model/order.ts';
import { isRefusal, type Handle } from '../../board/handles.ts';
import type { Recorder } from '../../board/recorder.ts';
import {
  bytesToPages,
  pfnToPhys,
  type Bytes,
  type OpId,
  type PageCount,
  type Pfn,
} from '../../contract/units.ts';
import { done, nothing, refused } from '../../board/answer.ts';
import { pagesValue, wrongKind } from '../cma/exec.ts';

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

/**
 * dma_alloc_coherent(): pages of a region, of the atomic pool, or of the page allocator where the
 * kernel's path has one. Where the function returns NULL the answer is ENOMEM, as drivers report
 * it; the refusal says what cma_alloc() had to say.
 */
export function dmaAllocCoherent(
  board: Board,
  command: Of<'dma_alloc_coherent'>,
  op: OpId,
  sink: Recorder,
): Result {
  const blocked = board.cannotTake(command.into);
  const wrong = blocked ?? board.beyondWord(command.size);
  if (wrong) return { ok: false, refusal: wrong };
  return command.atomic
    ? fromPool(board, command, op, sink)
    : fromContiguous(board, command, op, sink);
}

/** Name what was handed out, if the line has a name for it. */
function bind(
  board: Board,
  name: string | undefined,
  kind: HandleKind,
  at: { readonly pfn: Pfn; readonly pages: PageCount; readonly bytes: Bytes },
  op: OpId,
): void {
  if (name !== undefined) board.handles.bind({ name, kind, born: op, ...at, released: undefined });
}

/** Serves a caller that may sleep. */
function fromContiguous(
  board: Board,
  command: Of<'dma_alloc_coherent'>,
  op: OpId,
  sink: Recorder,
): Result {
  const { size, into } = command;
  const label = { name: into ?? '', kind: 'dma_coherent', bytes: size } as const;
  const got = allocCoherent(board, size, label, sink);
  if ('why' in got) return { ok: false, refusal: nullAnswer(got) };
  const { count, align } = got;
  if ('elsewhere' in got) {
    bind(board, into, 'buddy', { pfn: 0, pages: count, bytes: size }, op);
    return done({ is: 'buddy', count, order: getOrder(size), handle: into });
  }
  bind(board, into, 'dma_coherent', { pfn: got.pfn, pages: count, bytes: size }, op);
  board.parts.dma?.debug?.coherent('mapped', { phys: pfnToPhys(got.pfn), size }, sink);
  return done(pagesValue(board, got.pfn, count, into, align));
}

/** dma_alloc_coherent gives NULL whatever cma_alloc's own errno was; drivers return -ENOMEM. */
const nullAnswer = (why: Refusal): Refusal => ({
  errno: 'ENOMEM',
  why: { id: 'dma.noPages', args: { ...why.why.args, reason: why.why.id } },
});

/** GFP_ATOMIC: the pool that the kernel took from CMA at boot, as long as it lasts. */
function fromPool(
  board: Board,
  command: Of<'dma_alloc_coherent'>,
  op: OpId,
  sink: Recorder,
): Result {
  const { size, into } = command;
  const pool = board.parts.dma?.atomicPool;
  if (!pool) return refused('ENOMEM', 'dma.noAtomicPool');
  const count = bytesToPages(size);
  const pfn = pool.alloc(count);
  if (pfn === undefined)
    return refused('ENOMEM', 'dma.atomicFull', { count, used: pool.used, pages: pool.pages });
  bind(board, into, 'atomic', { pfn, pages: count, bytes: size }, op);
  board.parts.dma?.debug?.coherent('mapped', { phys: pfnToPhys(pfn), size }, sink);
  return done(pagesValue(board, pfn, count, into, 0));
}

/**
 * dma_free_coherent(). The function returns void, so that a release which CMA refuses is refused
 * here without an errno. `size` is the driver's; a handle gives back all that it holds, and
 * dma-debug compares both.
 */
export function dmaFreeCoherent(
  board: Board,
  command: Of<'dma_free_coherent'>,
  op: OpId,
  sink: Recorder,
): Result {
  const { target, size } = command;
  if (target.by === 'pfn') {
    if (size === undefined) return refused(undefined, 'cma.needCount');
    board.parts.dma?.debug?.coherent('unmapped', { phys: pfnToPhys(target.pfn), size }, sink);
    return freeFrames(board, target.pfn, bytesToPages(size), sink);
  }
  const handle = board.handles.find(target.handle, 'dma_alloc_coherent');
  if (isRefusal(handle)) return { ok: false, refusal: handle };
  if (isForeign(board, handle)) return { ok: false, refusal: wrongKind(board, handle) };
  const asked = size ?? handle.bytes;
  if (handle.kind !== 'buddy')
    board.parts.dma?.debug?.coherent(
      'unmapped',
      { phys: pfnToPhys(handle.pfn), size: asked },
      sink,
    );
  return freeHandle(board, handle, op, sink);
}

/** A handle of a system that gives its memory back itself. */
const isForeign = (board: Board, { kind }: Handle): boolean =>
  kind !== 'buddy' && !board.uses.useOf(kind).frames;

/** The handle holds nothing afterwards, unless the pages were not there. */
function freeHandle(board: Board, handle: Handle, op: OpId, sink: Recorder): Result {
  const answer =
    handle.kind === 'buddy' ? nothing : freeFrames(board, handle.pfn, handle.pages, sink);
  if (answer.ok) board.handles.shrink(handle, handle.pages, op);
  return answer;
}

/** The atomic pool first, as arm_dma_free looks; else cma_release of the region that holds it. */
export function freeFrames(board: Board, pfn: Pfn, count: PageCount, sink: Recorder): Result {
  const pool = board.parts.dma?.atomicPool;
  if (pool?.holds(pfn, count)) {
    if (!pool.taken(pfn, count)) return refused(undefined, 'dma.atomicNotTaken', { pfn });
    pool.free(pfn, count);
    return nothing;
  }
  // The driver is told nothing either way: the function returns void.
  const area = board.areaOf(pfn) ?? board.defaultArea;
  return area?.release(pfn, count, sink) ? nothing : refused(undefined, 'cma.outside', { pfn });
}
