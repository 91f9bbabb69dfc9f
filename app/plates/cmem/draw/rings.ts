/** Rings over the racks and the heap, on a canvas of their own: chosen, pointer, keyboard. */
import { CMEM_HEAP_POOL } from '../../../../engine/contract/view.ts';
import { ringRect, RINGS } from '../../../render/layers/rings.ts';
import type { Palette } from '../../../render/palette.ts';
import type { Ctx } from '../../../render/scene.ts';
import type { Rect } from '../../../render/geometry/space.ts';
import type { CmemPlace } from './place.ts';
import { heapRect, slotRect } from './space.ts';
import type { RackSpace } from './space.ts';

/** A place and, in the heap, how many bytes it takes. */
export interface RingedPlace {
  readonly place: CmemPlace;
  readonly size: number;
}
export interface CmemRings {
  readonly chosen: RingedPlace | undefined;
  readonly pointer: RingedPlace | undefined;
  readonly keyboard: RingedPlace | undefined;
}

/** Where a place stands on the plate. */
export const placeRect = (space: RackSpace, { place, size }: RingedPlace): Rect | undefined => {
  if (place.pool === CMEM_HEAP_POOL) {
    return space.heap === undefined ? undefined : heapRect(space, space.heap, place.at, size, 3);
  }
  const rack = space.racks.find((one) => one.pool.index === place.pool);
  return rack === undefined ? undefined : slotRect(space, rack, place.at);
};

export const paintCmemRings = (
  ctx: Ctx,
  space: RackSpace,
  palette: Palette,
  rings: CmemRings,
): void => {
  for (const kind of ['pointer', 'chosen', 'keyboard'] as const) {
    const ringed = rings[kind];
    const rect = ringed === undefined ? undefined : placeRect(space, ringed);
    if (rect !== undefined) ringRect(ctx, rect, RINGS[kind](palette));
  }
};
