/** Steps of cma_alloc() and cma_release() over the page map. */
import { overPages } from '../../render/overlay.ts';
import type { PlateSteps } from '../contract.ts';
import { mapView } from '../map.ts';
import { layOver } from '../step-overlay.ts';
import { paintPageSteps, windowOf } from './draw/steps.ts';

export const steps: PlateSteps = {
  lay: (picture) => layOver(overPages, picture, paintPageSteps),
  reveal({ layout }, events, at) {
    for (const region of layout.regions) {
      const span = windowOf(events, at, region);
      if (span === undefined) continue;
      mapView.showRegion(region.index);
      mapView.reveal(span.page, span.count);
      return true;
    }
    return false;
  },
};
