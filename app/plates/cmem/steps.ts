/** Steps of CMEM over racks and heap. */
import type { Event } from '../../../engine/contract/command.ts';
import { CMEM_HEAP_POOL } from '../../../engine/contract/view.ts';
import type { PlateSteps } from '../contract.ts';
import { layOver } from '../step-overlay.ts';
import type { CmemPlace, CmemView } from './cmem-view.svelte.ts';
import { overRacks } from './draw/overlay.ts';
import { paintRackSteps } from './draw/steps.ts';

/** Where a step is: a buffer, or an address in the heap. */
const placeOf = (event: Event | undefined): CmemPlace | undefined => {
  switch (event?.is) {
    case 'pool':
      return { block: event.block, pool: event.pool, at: 0 };
    case 'taken':
      return { block: event.block, pool: event.pool, at: event.id };
    case 'head':
      return { block: event.block, pool: event.pool, at: event.id ?? 0 };
    case 'chunk':
    case 'cut':
    case 'linked':
    case 'merged':
      return { block: event.block, pool: CMEM_HEAP_POOL, at: event.phys };
    default:
      return undefined;
  }
};

export const stepsOn = (view: CmemView): PlateSteps => ({
  lay: (picture) => layOver(overRacks, picture, paintRackSteps),
  reveal(_frame, events, at) {
    const place = placeOf(events[at]);
    if (place !== undefined) view.reveal(place);
    return place !== undefined;
  },
});
