/** Pool buffers and heap allocations in use. */
import { CmemRow, CmemState } from '../../../engine/contract/view.ts';
import type { ColumnArrays } from '../../../engine/contract/view.ts';
import type { PlateFigures } from '../contract.ts';

function busy({ cmemKind, cmemState }: ColumnArrays): number {
  let count = 0;
  for (const [row, kind] of cmemKind.entries())
    if (kind === CmemRow.heap || (kind === CmemRow.buffer && cmemState[row]! & CmemState.BUSY))
      count += 1;
  return count;
}

export const figures: PlateFigures = {
  all: [{ id: 'cmem', name: 'compare.cmem', permille: false }],
  read: ({ frame }) => ({ cmem: frame.layout.cmem ? busy(frame.columns) : undefined }),
};
