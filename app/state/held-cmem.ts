/** CMEM's buffers that are held, read from a frame: newest first, bounded; and the line that frees one. */
import { CMEM_HEAP_POOL, CmemRow, CmemState } from '../../engine/view.ts';
import type { ColumnArrays } from '../../engine/view.ts';
import { cmemLine, pointerOf } from './cmem-commands.ts';
import type { CmemPlace } from './cmem-view.svelte.ts';
import { HELD_SHOWN } from './limits.ts';
import type { ScriptLine } from './transcript.ts';

export interface HeldBuffer {
  readonly row: number;
  readonly op: number;
  /** The name that its line gave to its pointer, if any. */
  readonly name: string | undefined;
  readonly phys: number;
  readonly asked: number;
  readonly owner: number;
  readonly place: CmemPlace;
}

/** Rows that are busy, newest first. */
function busyRows({ cmemKind, cmemState, cmemOp }: ColumnArrays): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < cmemKind.length; row += 1) {
    if (cmemKind[row] === CmemRow.none || cmemKind[row] === CmemRow.hole) continue;
    if ((cmemState[row]! & CmemState.BUSY) !== 0) rows.push(row);
  }
  return rows.sort((a, b) => cmemOp[b]! - cmemOp[a]! || a - b);
}

export const busyBuffers = (columns: ColumnArrays): number => busyRows(columns).length;

export const heldBuffers = (
  columns: ColumnArrays,
  script: readonly ScriptLine[],
): readonly HeldBuffer[] =>
  busyRows(columns)
    .slice(0, HELD_SHOWN)
    .map((row) => {
      const op = columns.cmemOp[row]!;
      const phys = columns.cmemPhys[row]!;
      const pool = columns.cmemPool[row]!;
      const at = pool === CMEM_HEAP_POOL ? phys : columns.cmemId[row]!;
      return {
        row,
        op,
        name: pointerOf(script, op)?.name,
        phys,
        asked: columns.cmemAsked[row]!,
        owner: columns.cmemOwner[row]!,
        place: { block: columns.cmemBlock[row]!, pool, at },
      };
    });

/** The line that frees it, from the process that holds it. */
export const freeLine = (
  { op, phys, asked: size, owner, place }: HeldBuffer,
  script: readonly ScriptLine[],
): string => {
  const process = owner > 0 ? `p${owner}` : '';
  const pointer = pointerOf(script, op);
  const heap = place.pool === CMEM_HEAP_POOL;
  return cmemLine('free', { phys, size, heap, process, pointer }, script)!;
};
