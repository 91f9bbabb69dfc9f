/** What can be said of the pools of a block: busy, free, asked, and which buffer comes next. */
import { CmemState } from '../../../../engine/contract/view.ts';
import type { CmemPoolLayout, MachineView } from '../../../../engine/contract/view.ts';
import { wasteIn } from './rows.ts';

export interface PoolFigures {
  readonly busy: number;
  readonly free: number;
  readonly asked: number;
  readonly rounding: number;
  readonly unused: number;
  /** Buffer that the next allocation takes, if one is free. */
  readonly next: number | undefined;
}

/** Buffers that exist: `-1x4096` makes a pool of minus one. */
export const buffersOf = (pool: CmemPoolLayout): number => Math.max(0, pool.num);

export const poolFigures = (view: MachineView, pool: CmemPoolLayout): PoolFigures => {
  const { cmemState, cmemAsked } = view.columns;
  const num = buffersOf(pool);
  let busy = 0;
  let asked = 0;
  let rounding = 0;
  let unused = 0;
  let next: number | undefined;
  for (let id = 0; id < num; id += 1) {
    const row = pool.firstRow + id;
    const state = cmemState[row]!;
    if (state & CmemState.NEXT) next ??= id;
    if (!(state & CmemState.BUSY)) continue;
    busy += 1;
    asked += cmemAsked[row]!;
    const waste = wasteIn(pool.size, cmemAsked[row]!);
    rounding += waste.rounding;
    unused += waste.unused;
  }
  return { busy, free: num - busy, asked, rounding, unused, next };
};
