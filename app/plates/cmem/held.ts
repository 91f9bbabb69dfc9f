/** CMEM's buffers that are held, read from a frame: newest first, bounded; and the line that frees one. */
import { CMEM_HEAP_POOL, CmemRow, CmemState } from '../../../engine/contract/view.ts';
import type { ColumnArrays } from '../../../engine/contract/view.ts';
import { cmemLine, pointerOf } from './cmem-commands.ts';
import type { CmemPlace, CmemView } from './cmem-view.svelte.ts';
import { ownerColour } from './draw/rows.ts';
import { HELD_SHOWN } from '../../page/limits.ts';
import type { Session } from '../../session/session.svelte.ts';
import type { ScriptLine } from '../../session/transcript/transcript.ts';
import { addressText } from '../../words/format.ts';
import { sizeText } from '../../words/sizes.ts';
import type { HeldItem, PlateHeld } from '../contract.ts';

interface HeldBuffer {
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

const busyBuffers = (columns: ColumnArrays): number => busyRows(columns).length;

const heldBuffers = (columns: ColumnArrays, script: readonly ScriptLine[]): readonly HeldBuffer[] =>
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
const freeLine = (
  { op, phys, asked: size, owner, place }: HeldBuffer,
  script: readonly ScriptLine[],
): string => {
  const process = owner > 0 ? `p${owner}` : '';
  const pointer = pointerOf(script, op);
  const heap = place.pool === CMEM_HEAP_POOL;
  return cmemLine('free', { phys, size, heap, process, pointer }, script)!;
};

const itemOf = (buffer: HeldBuffer, view: CmemView, session: Session): HeldItem => ({
  key: `cmem${buffer.row}.${buffer.op}`,
  name: buffer.name ?? addressText(buffer.phys),
  unnamed: buffer.name === undefined,
  note: `p${buffer.owner} · ${sizeText(buffer.asked)}`,
  colour: ownerColour(buffer.owner),
  onselect: () => view.select(buffer.place),
  onrelease: () => void session.run(freeLine(buffer, session.script.items)),
});

export const heldOf = (view: CmemView, session: Session): PlateHeld => ({
  items: ({ layout, columns }) =>
    layout.cmem
      ? heldBuffers(columns, session.script.items).map((one) => itemOf(one, view, session))
      : [],
  count: ({ layout, columns }) => (layout.cmem ? busyBuffers(columns) : 0),
  more: (say, shown) => say('held.moreBuffers', shown),
});
