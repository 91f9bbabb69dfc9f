/**
 * cma_declare_contiguous and cma_declare_contiguous_multi, which a kernel calls while it boots. They
 * are __init, memblock gives no memory once the page allocator has it, and cma_init_reserved_areas()
 * activates the areas once, as a core_initcall: a board that did anything else since is past that.
 */
import type { Board } from '../../board/board.ts';
import { declareContiguous, type Declared } from './model/reserve.ts';
import { declareContiguousMulti } from './model/reserve-multi.ts';
import { CMA_VERSIONS } from './model/version.ts';
import type { Command, Result } from '../../contract/command.ts';
import type { Recorder } from '../../board/recorder.ts';
import type { OpId } from '../../contract/units.ts';
import { done, nothing, refused } from '../../board/answer.ts';

/** CMA_MAX_NAME is 64, its last byte a NUL: snprintf() cuts the rest. */
const CMA_NAME_MAX = 63;

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

/**
 * cma_declare_contiguous(): adds a region to the board, or answers with the errno that the kernel's
 * function returns. Refused as well: a name that debugfs cannot make a directory of (no errno), a
 * name that another region has (EEXIST), and any call after the boot (no errno).
 */
export function declare(
  board: Board,
  command: Of<'cma_declare_contiguous'>,
  _op: OpId,
  sink: Recorder,
): Result {
  const name = command.name.slice(0, CMA_NAME_MAX);
  return enter(board, { ...command, name }, sink, () =>
    declareContiguous(board.profile, board.plans(), { ...command, name }),
  );
}

/**
 * cma_declare_contiguous_multi(): the same for several ranges. Kernels before 6.15 do not have the
 * function.
 */
export function declareMulti(
  board: Board,
  command: Of<'cma_declare_contiguous_multi'>,
  _op: OpId,
  sink: Recorder,
): Result {
  const { kernel, release } = board.profile;
  if (kernel !== '6.17') return refused(undefined, 'cma.notBefore', { release });
  const name = command.name.slice(0, CMA_NAME_MAX);
  return enter(board, { ...command, name }, sink, () =>
    declareContiguousMulti(board.profile, board.plans(), { ...command, name }),
  );
}

/**
 * Two regions of one name would share a debugfs directory: debugfs gives the second none. Prints
 * what the kernel prints, whether the region came into being or not.
 */
function enter(
  board: Board,
  { kind, name }: { readonly kind: string; readonly name: string },
  sink: Recorder,
  declared: () => Declared,
): Result {
  if (!board.booting) return tooLate(board, kind);
  if (name === '' || /[/\p{Cc}]/u.test(name)) return refused(undefined, 'cma.badName', { name });
  if (board.areaNamed(name)) return refused('EEXIST', 'board.regionExists', { name });
  const { plan, refusal, log, notes } = declared();
  for (const line of log) sink.printk(line);
  const wrong = refusal ?? board.addArea(plan);
  if (wrong) return { ok: false, refusal: wrong };
  return notes.length > 0 ? done({ is: 'none', notes }) : nothing;
}

/** The kernel's own code is gone by then, so that no answer of it can be given. */
function tooLate({ profile: { kernel, release } }: Board, call: string): Result {
  const oops = CMA_VERSIONS[kernel].withoutBitmap === 'oops';
  const then = oops ? 'reserve.lateOops' : 'reserve.lateNull';
  return refused(undefined, 'reserve.late', { call, release, then });
}
