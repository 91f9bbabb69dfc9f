/** What a map is painted without until it is fetched: the first paint shows neither dense maps' names nor wide pages' facts. */
import type { paintDetails } from './details.ts';
import type { isStale, paintNames } from './names.ts';

export interface LaterLayers {
  readonly isStale: typeof isStale;
  readonly paintNames: typeof paintNames;
  readonly paintDetails: typeof paintDetails;
}
