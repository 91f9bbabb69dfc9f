/** What the systems beside CMA hold, as one number each. Undefined: the board does not have the system. */
import { CmemRow, CmemState, HEADER } from '../../../engine/view.ts';
import type { MachineView } from '../../../engine/view.ts';

export interface SystemCounts {
  readonly blocks: number;
  /** Entries of msys' kept list. */
  readonly dmem: number | undefined;
  /** Pool buffers and heap allocations in use. */
  readonly cmem: number | undefined;
  /** Blocks of all DMA pools that are handed out, as the kernel counts them. */
  readonly pools: number | undefined;
}

function cmemBusy({ columns }: MachineView): number {
  const { cmemKind, cmemState } = columns;
  let busy = 0;
  for (const [row, kind] of cmemKind.entries())
    if (kind === CmemRow.heap || (kind === CmemRow.buffer && cmemState[row]! & CmemState.BUSY))
      busy += 1;
  return busy;
}

export function systemCounts(view: MachineView): SystemCounts {
  const { layout, columns } = view;
  const { header, poolActive } = columns;
  return {
    blocks: header[HEADER.blocks] ?? 0,
    dmem: layout.board.msys ? (header[HEADER.dmemEntries] ?? 0) : undefined,
    cmem: layout.cmem ? cmemBusy(view) : undefined,
    pools:
      layout.dmaPools.length === 0
        ? undefined
        : layout.dmaPools.reduce((sum, { row }) => sum + (poolActive[row] ?? 0), 0),
  };
}
