/** cma_alloc, cma_release, pin, unpin, lend, unlend: the calls that name page frames. */
import type { Board } from '../board.ts';
import type { Area } from '../area.ts';
import type { Command, Refusal, Result, Target } from '../command.ts';
import { isRefusal, type Handle, type HandleKind } from '../handles.ts';
import type { Recorder } from '../recorder.ts';
import { PAGE_SIZE, pfnToPhys, type OpId, type PageCount, type Pfn } from '../units.ts';
import { done, nothing, refused } from './answer.ts';

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;
type MarkCommand = Extract<Command, { readonly kind: 'pin' | 'unpin' | 'lend' | 'unlend' }>;

export function cmaAlloc(board: Board, command: Of<'cma_alloc'>, op: OpId, sink: Recorder): Result {
  const area = command.region === undefined ? board.defaultArea : board.areaNamed(command.region);
  if (!area) return noArea(board, command.region);
  const blocked = board.cannotTake(command.into);
  if (blocked) return { ok: false, refusal: blocked };
  const { count, align, into } = command;
  const beyond = beyondWord(board, count) ?? undefinedShift(board, align);
  if (beyond) return { ok: false, refusal: beyond };
  const label = { name: into ?? '', kind: 'cma', bytes: count * PAGE_SIZE } as const;
  const got = area.alloc(command, label, op, sink);
  if (!('pfn' in got)) return { ok: false, refusal: got };
  if (into !== undefined)
    board.handles.bind({
      name: into,
      kind: 'cma',
      born: op,
      pfn: got.pfn,
      pages: count,
      bytes: count * PAGE_SIZE,
      released: undefined,
    });
  return done(pagesValue(board, got.pfn, count, into, align));
}

/** A number that the kernel's size_t cannot hold: the compiler would cut it, not the allocator. */
export function beyondWord(board: Board, value: number): Refusal | undefined {
  const bits = board.profile.arch === 'arm' ? 32 : 64;
  if (value < 2 ** bits) return undefined;
  return { errno: undefined, why: { id: 'cma.beyondWord', args: { value, bits } } };
}

/** `1UL << align` with as many bits as a word has, or more, is undefined in C. */
function undefinedShift(board: Board, align: number): Refusal | undefined {
  const bits = board.profile.arch === 'arm' ? 32 : 64;
  // Beyond 2^52 a number would no longer be exact here; no board has that much memory.
  const most = Math.min(bits, 53) - 1;
  if (align <= most) return undefined;
  return { errno: undefined, why: { id: 'cma.alignUndefined', args: { align, most } } };
}

export function pagesValue(
  board: Board,
  pfn: Pfn,
  count: PageCount,
  handle: string | undefined,
  align: number,
) {
  const phys = pfnToPhys(pfn);
  return {
    is: 'pages',
    pfn,
    count,
    align,
    page: board.pagePointer(pfn),
    phys,
    virt: board.virt(phys),
    handle,
  } as const;
}

export const noCma = ({ profile }: Board): Result =>
  refused(undefined, 'board.noCma', { release: profile.release });

export function noArea(board: Board, name: string | undefined): Result {
  if (board.profile.noCma) return noCma(board);
  if (name === undefined || board.areas.length === 0) return refused('ENOMEM', 'cma.noRegion');
  const regions = board.areas.map((area) => area.layout.name).join(', ');
  return refused(undefined, 'cma.unknownRegion', { name, regions });
}

/** Handles whose pages are not for CMA's own calls. */
const NOT_PAGES: ReadonlySet<HandleKind> = new Set([
  'buddy',
  'cmem',
  'pool',
  'pool_block',
  'dma_map',
]);
const CAME_FROM: { readonly [K in HandleKind]?: readonly [from: string, through: string] } = {
  cma: ['cma_alloc', 'cma_release'],
  msys: ['msys_request_dmem', 'msys_release_dmem'],
  cmem: ['CMEM', 'CMEM_free'],
  pool: ['dma_pool_create', 'dma_pool_destroy'],
  pool_block: ['dma_pool_alloc', 'dma_pool_free'],
  dma_map: ['dma_map_single', 'dma_unmap_single'],
};

/** The call that makes a kind of handle, and the one that takes it back. */
export const cameFrom = (kind: HandleKind): readonly [from: string, through: string] =>
  CAME_FROM[kind] ?? ['dma_alloc_coherent', 'dma_free_coherent'];

/** A handle that is not CMA's. */
export function wrongKind({ name, kind }: Handle): Refusal {
  const [from, through] = cameFrom(kind);
  return { errno: undefined, why: { id: 'handle.wrongKind', args: { name, from, through } } };
}

/** Page frames that a target names: the whole rest of a handle, or `count` pages from a frame. */
function framesOf(
  board: Board,
  target: Target,
  count: PageCount | undefined,
): { readonly pfn: Pfn; readonly count: PageCount; readonly handle: Handle | undefined } | Refusal {
  if (target.by === 'pfn') {
    if (count === undefined) return { errno: undefined, why: { id: 'cma.needCount' } };
    return { pfn: target.pfn, count, handle: undefined };
  }
  const handle = board.handles.find(target.handle);
  if (isRefusal(handle)) return handle;
  if (NOT_PAGES.has(handle.kind)) return wrongKind(handle);
  if (count !== undefined && count > handle.pages)
    return {
      errno: undefined,
      why: { id: 'handle.tooMany', args: { name: handle.name, held: handle.pages, count } },
    };
  return { pfn: handle.pfn, count: count ?? handle.pages, handle };
}

/** The region is the one that holds the frame; a frame in none is asked of the default region. */
export function cmaRelease(
  board: Board,
  command: Of<'cma_release'>,
  op: OpId,
  sink: Recorder,
): Result {
  const frames = framesOf(board, command.target, command.count);
  if ('why' in frames) return { ok: false, refusal: frames };
  const area = board.areaOf(frames.pfn) ?? board.defaultArea;
  if (!area) return noArea(board, undefined);
  const released = area.release(frames.pfn, frames.count, sink);
  if (released && frames.handle) board.handles.shrink(frames.handle, frames.count, op);
  return done({ is: 'bool', value: released });
}

export function markPages(board: Board, command: MarkCommand): Result {
  const { target } = command;
  // One page is what a bare frame names.
  const frames = framesOf(board, target, command.count ?? (target.by === 'pfn' ? 1 : undefined));
  if ('why' in frames) return { ok: false, refusal: frames };
  const { pfn, count } = frames;
  if (count === 0) return refused(undefined, 'pages.nothing');
  const area = board.areaOf(pfn);
  if (!area) return refused(undefined, 'cma.outside', { pfn });
  if (!area.contains(pfn, count))
    return refused(undefined, 'cma.rangeOutside', { pfn, last: pfn + count - 1 });
  return applyMark(area, command.kind, pfn, count);
}

function applyMark(area: Area, kind: MarkCommand['kind'], pfn: Pfn, count: PageCount): Result {
  if (kind === 'lend') {
    const taken = area.firstAllocated(pfn, count);
    if (taken !== undefined) return refused(undefined, 'pages.allocated', { pfn: taken });
  }
  area.mark(kind, pfn, count);
  return nothing;
}
