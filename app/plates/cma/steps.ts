/** Steps of cma_alloc() and cma_release() over the page map. */
import { overPages } from '../../render/overlay.ts';
import type { PlateSteps } from '../contract.ts';
import type { MapView } from '../map-view.svelte.ts';
import { layOver } from '../step-overlay.ts';
import { paintPageSteps, windowOf } from './draw/steps.ts';

export const stepsOn = (view: MapView): PlateSteps => ({
  lay: (picture) => layOver(overPages, picture, paintPageSteps),
  reveal({ layout }, events, at) {
    for (const region of layout.regions) {
      const span = windowOf(events, at, region);
      if (span === undefined) continue;
      view.showRegion(region.index);
      view.reveal(span.page, span.count);
      return true;
    }
    return false;
  },
});
