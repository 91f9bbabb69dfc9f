/** A CMA region in a checkpoint. */
import type { Area } from './area.ts';
import type { CmaRegionState } from './cma/region.ts';
import type { Columns } from './columns.ts';
import { expand, runsOf, type Runs } from './memory/runs.ts';
import type { PageCount, Pfn } from './units.ts';

/** What makes two areas the same, besides their layout. */
export interface SavedArea {
  readonly region: CmaRegionState;
  readonly debugfs: readonly { readonly pfn: Pfn; readonly count: PageCount }[];
  /** PageState of every page. */
  readonly pages: Runs;
  readonly generation: number;
}

export function saveArea({ region, debugfs, generation }: Area): SavedArea {
  return {
    region: region.save(),
    debugfs: debugfs.blocks.map((block) => ({ ...block })),
    pages: runsOf(region.pageStates.states),
    generation,
  };
}

/** Into an area with the same layout. */
export function restoreArea(area: Area, columns: Columns, saved: SavedArea): void {
  const { region, debugfs, pages, generation } = saved;
  const { layout } = area;
  columns.replace('page', expand(pages), layout.pages, layout.ranges[0]!.firstPage);
  area.region.restore(region);
  area.debugfs.restore(debugfs);
  area.generation = generation;
}
