/**
 * What another part of the page draws over the maps of one kind, on the canvas of the rings. It is fetched
 * when it is first wanted; a map asks here each time it paints, and paints again while the answer is true.
 */
import type { RegionLayout } from '../../engine/contract/view.ts';
import type { Palette } from './palette.ts';
import type { Ctx } from './scene.ts';
import type { Space } from './geometry/space.ts';

/** Paints over a map; true: it moves, and wants to be asked again at the next frame. */
export type Painted<Stage> = (stage: Stage) => boolean;

/** Whoever puts something here tells the maps (`overlaid` of their views). */
export interface Overlay<Stage> {
  shown: Painted<Stage> | undefined;
}

export interface PageStage {
  readonly ctx: Ctx;
  readonly space: Space;
  readonly palette: Palette;
  readonly region: RegionLayout;
  /** Rows that are seen. */
  readonly first: number;
  readonly last: number;
}
export const overPages: Overlay<PageStage> = { shown: undefined };
