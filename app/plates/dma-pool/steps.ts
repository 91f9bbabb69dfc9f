/** Steps of a DMA pool's calls over its pages. */
import type { Event } from '../../../engine/contract/command.ts';
import type { Frame } from '../../frame/frame.ts';
import type { PlateSteps } from '../contract.ts';
import { layOver } from '../step-overlay.ts';
import type { PoolPlace, PoolView } from './dma-pool-view.svelte.ts';
import { overBlocks } from './draw/overlay.ts';
import { PageIndex } from './draw/pages.ts';
import { addressOfStep, hitOfAddress, paintBlockSteps } from './draw/steps.ts';

/** Where a step is. */
const placeOf = (view: Frame, event: Event | undefined): PoolPlace | undefined => {
  if (event === undefined || !('pool' in event) || 'block' in event) return undefined;
  const pool = view.layout.dmaPools.find(({ id }) => id === event.pool);
  const address = addressOfStep(event);
  if (pool === undefined || address === undefined) return undefined;
  const pages = new PageIndex();
  pages.update(view);
  const hit = hitOfAddress({ view, pages, pool }, address.phys, address.whole);
  if (hit === undefined) return undefined;
  return { pool: pool.id, page: pages.of(pool).length - 1 - hit.at, slot: hit.slot };
};

export const stepsOn = (view: PoolView): PlateSteps => ({
  lay: (picture) => layOver(overBlocks, picture, paintBlockSteps),
  reveal(frame, events, at) {
    const place = placeOf(frame, events[at]);
    if (place !== undefined) view.reveal(place);
    return place !== undefined;
  },
});
