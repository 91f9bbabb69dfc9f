/** The planner's form: from what is typed to a request of the engine, and what came of it. */
import type { Layout } from '../../../../engine/contract/view.ts';
import { readNeeds, readSize } from '../cmem-needs.ts';
import type { Needs } from '../cmem-needs.ts';
import { formatPools, planCmem, wasteOf } from '../../../../engine/planning.ts';
import type { Plan, PlanRequest, PoolLine, Waste } from '../../../../engine/planning.ts';
import { addressText } from '../../../words/format.ts';

export interface PlanDraft {
  readonly needs: string;
  /** Empty = the smallest block at the top of RAM. */
  readonly start: string;
  readonly end: string;
  readonly heap: string;
  readonly ram: string;
  readonly version: PlanRequest['version'];
}
export type PlanField = 'start' | 'end' | 'heap' | 'ram';

export interface Planned {
  readonly needs: Needs;
  /** Fields that say no number. */
  readonly wrong: readonly PlanField[];
  readonly plan: Plan | undefined;
  readonly pools: string;
  /** The same needs under the line that is loaded now. */
  readonly present: { readonly pools: string; readonly waste: Waste } | undefined;
}

/** A form as the board and the driver suggest it. */
export const draftFor = (layout: Layout, needs = ''): PlanDraft => {
  const [block] = layout.cmem?.blocks ?? [];
  return {
    needs,
    start: block === undefined ? '' : addressText(block.physStart),
    end: block === undefined ? '' : addressText(block.physEnd),
    heap: '0',
    ram: sizeWord(layout.board.banks[0]?.size ?? 0),
    version: layout.cmem?.version ?? layout.board.cmem?.version ?? '2.26',
  };
};

const sizeWord = (bytes: number): string =>
  bytes % 2 ** 20 === 0 ? `${bytes / 2 ** 20}M` : String(bytes);

/** `0x83C00000`, or a size counted from 0. */
const readAddress = (text: string): number | undefined =>
  /^0x[0-9a-f]{1,13}$/i.test(text) ? Number(text) : readSize(text);

export const planOf = (draft: PlanDraft, layout: Layout): Planned => {
  const needs = readNeeds(draft.needs);
  const text = (field: PlanField): string => draft[field].trim();
  const start = readAddress(text('start'));
  const end = readAddress(text('end'));
  const heap = text('heap') === '' ? 0 : readSize(text('heap'));
  const size = readSize(text('ram'));
  const auto = text('start') === '' && text('end') === '';
  const wrong: PlanField[] = [];
  if (!auto && start === undefined) wrong.push('start');
  if (!auto && end === undefined) wrong.push('end');
  if (heap === undefined) wrong.push('heap');
  if (size === undefined || size < 4096) wrong.push('ram');
  const present = presentOf(layout, needs);
  const nothing = { needs, wrong, plan: undefined, pools: '', present };
  if (wrong.length > 0 || needs.needs.length === 0) return nothing;
  const { board } = layout;
  const plan = planCmem({
    version: draft.version,
    needs: needs.needs,
    ram: { base: board.banks[0]?.base ?? 0, size: size! },
    ...(auto ? {} : { block: { start: start!, end: end! } }),
    heap: heap!,
    linux: board.cmem?.mem ?? board.banks[0]?.size ?? 0,
  });
  return { ...nothing, plan, pools: formatPools(plan.pools) };
};

const presentOf = (layout: Layout, { needs }: Needs): Planned['present'] => {
  const [block] = layout.cmem?.blocks ?? [];
  if (block === undefined || block.pools.length === 0 || needs.length === 0) return undefined;
  const pools: PoolLine[] = block.pools.map((pool) => ({
    count: Math.max(0, pool.num),
    size: pool.requested,
  }));
  return { pools: formatPools(pools), waste: wasteOf(pools, needs) };
};

/** All that a line loses: rounding, buffers too large and buffers nobody uses. */
export const lossOf = (waste: Waste): number => waste.rounding + waste.oversize + waste.idle;
