import type { PageCount } from '../../contract/units.ts';
import type { CmaRegion } from './model/region.ts';

/**
 * CmaTotal and CmaFree of /proc/meminfo, in pages. The sums over all regions; pages lent to movable
 * users are not free.
 */
export function meminfo(regions: readonly CmaRegion[]): {
  readonly totalPages: PageCount;
  readonly freePages: PageCount;
} {
  return {
    totalPages: regions.reduce((sum, { pages }) => sum + pages, 0),
    freePages: regions.reduce((sum, { freePages }) => sum + freePages, 0),
  };
}
