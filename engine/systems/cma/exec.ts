/** cma_alloc, cma_release, pin, unpin, lend, unlend: the calls that name page frames. */
import type { Board } from '../../board/board.ts';
import type { Command, Refusal, Result, Target } from '../../contract/command.ts';
import { isRefusal, type Handle } from '../../board/handles.ts';
import type { Recorder } from '../../board/recorder.ts';
import { PAGE_SIZE, pfnToPhys, type OpId, type PageCount, type Pfn } from '../../contract/units.ts';
import type { Handler } from '../contract.ts';
import { noArea, noCma } from '../../board/no-area.ts';
import { done } from '../../board/answer.ts';

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

/**
 * cma_alloc() of mm/cma.c, called for the region that the command names or for the default one. The
 * answer has the pages and the line's handle, if it names one; it refuses with the errno that
 * cma_alloc() reports inside (a driver only sees NULL), and without an errno where C itself leaves
 * the answer open.
 */
export function cmaAlloc(board: Board, command: Of<'cma_alloc'>, op: OpId, sink: Recorder): Result {
  const area = command.region === undefined ? board.defaultArea : board.areaNamed(command.region);
  if (!area) return noArea(board, command.region);
  const blocked = board.cannotTake(command.into);
  if (blocked) return { ok: false, refusal: blocked };
  const { count, align, into } = command;
  const beyond = board.beyondWord(count) ?? undefinedShift(board, align);
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

/** `1UL << align` with as many bits as a word has, or more, is undefined in C. */
function undefinedShift(board: Board, align: number): Refusal | undefined {
  const bits = board.profile.arch === 'arm' ? 32 : 64;
  // Beyond 2^52 a number would no longer be exact here; no board has that much memory.
  const most = Math.min(bits, 53) - 1;
  if (align <= most) return undefined;
  return { errno: undefined, why: { id: 'cma.alignUndefined', args: { align, most } } };
}

/**
 * The value of a call that got pages: `count` pages from frame `pfn` on, with both addresses of the
 * first.
 */
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

/**
 * The handler of a call that only a kernel with CMA has. Boards whose kernel was built without CMA
 * refuse it with noCma().
 */
export const withCma =
  <C extends Command>(handler: Handler<C>): Handler<C> =>
  (board, command, op, sink) =>
    board.profile.noCma ? noCma(board) : handler(board, command, op, sink);

/**
 * A handle that is not CMA's. The refusal names the call that made the handle and the one that
 * gives it back.
 */
export function wrongKind(board: Board, { name, kind }: Handle): Refusal {
  const { from, through } = board.uses.useOf(kind);
  return { errno: undefined, why: { id: 'handle.wrongKind', args: { name, from, through } } };
}

/**
 * Page frames that a target names: the whole rest of a handle, or `count` pages from a frame. A
 * handle must be of a kind that stands for page frames, must be alive, and must still hold `count`
 * pages. A bare frame needs a count.
 */
export function framesOf(
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
  if (!board.uses.useOf(handle.kind).frames) return wrongKind(board, handle);
  if (count !== undefined && count > handle.pages)
    return {
      errno: undefined,
      why: { id: 'handle.tooMany', args: { name: handle.name, held: handle.pages, count } },
    };
  return { pfn: handle.pfn, count: count ?? handle.pages, handle };
}

/**
 * The region is the one that holds the frame; a frame in none is asked of the default region.
 * cma_release() of mm/cma.c. The value is what the function returns: false where the kernel refuses
 * and changes nothing. A release through a handle takes the pages from the beginning of what it
 * holds.
 */
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
