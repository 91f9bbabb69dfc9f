/** Blocks of all DMA pools that are handed out, as the kernel counts them. */
import type { PlateFigures } from '../contract.ts';

export const figures: PlateFigures = {
  all: [{ id: 'pools', name: 'compare.pools', permille: false }],
  read({ frame: { columns, layout } }) {
    const active = layout.dmaPools.map(({ row }) => columns.poolActive[row] ?? 0);
    return { pools: active.length === 0 ? undefined : active.reduce((sum, one) => sum + one, 0) };
  },
};
