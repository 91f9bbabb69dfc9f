/** pin, unpin, lend, unlend: the states of pages below the bitmap. */
import type { Area } from '../../board/area.ts';
import { nothing, refused } from '../../board/answer.ts';
import type { Board } from '../../board/board.ts';
import type { Command, Result } from '../../contract/command.ts';
import type { PageCount, Pfn } from '../../contract/units.ts';
import { framesOf } from './exec.ts';

type MarkCommand = Extract<Command, { readonly kind: 'pin' | 'unpin' | 'lend' | 'unlend' }>;

/**
 * The command changes what the search meets when it tries to have pages moved, never the bitmap.
 * Refused without an errno: no pages, pages outside every region or across the end of one, and
 * lending a page that is allocated. A bare frame without a count means one page.
 */
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
