/** The map zoomed to what is chosen on it. */
import type { MapView } from '../../map-view.svelte.ts';
import type { Subject } from './subject.ts';

/** Show the region of a subject, zoomed until its pages stand large. */
export function zoomToSubject(
  view: Pick<MapView, 'showRegion' | 'zoomToPages'>,
  { region, at }: Pick<Subject, 'region' | 'at'>,
): void {
  view.showRegion(region.index);
  const range = region.ranges.find(
    ({ basePfn, pages }) => at.pfn >= basePfn && at.pfn < basePfn + pages,
  );
  if (range) view.zoomToPages(range.firstPage + at.pfn - range.basePfn, at.pages);
}
