/**
 * What another part of the page draws over the maps, on the canvas of the rings. It is fetched when it
 * is first wanted; a map asks here each time it paints, and paints again while the answer is true.
 */
import type {
  CmemBlockLayout,
  DmaPoolLayout,
  MachineView,
  RegionLayout,
} from '../../engine/view.ts';
import type { RackSpace } from './cmem/space.ts';
import type { PageIndex } from './dma-pool/pages.ts';
import type { PoolSpace } from './dma-pool/space.ts';
import type { Palette } from './palette.ts';
import type { Ctx } from './scene.ts';
import type { Space } from './space.ts';

export interface PageStage {
  readonly ctx: Ctx;
  readonly space: Space;
  readonly palette: Palette;
  readonly region: RegionLayout;
  /** Rows that are seen. */
  readonly first: number;
  readonly last: number;
}
export interface RackStage {
  readonly ctx: Ctx;
  readonly space: RackSpace;
  readonly palette: Palette;
  readonly block: CmemBlockLayout;
}

export interface BlockStage {
  readonly ctx: Ctx;
  readonly space: PoolSpace;
  readonly palette: Palette;
  readonly view: MachineView;
  readonly pages: PageIndex;
  readonly pool: DmaPoolLayout;
  /** Place in the list of the page whose strip stands above the rows. */
  readonly open: number;
  readonly scroll: number;
}

export interface Overlay {
  pages(stage: PageStage): boolean;
  racks(stage: RackStage): boolean;
  blocks(stage: BlockStage): boolean;
}

/** Whoever puts one here tells the maps (`overlaid` of their views). */
export const overlay: { shown: Overlay | undefined } = { shown: undefined };
