import type { RegionLayout } from '../../../engine/view.ts';
import type { Frame } from '../../render/frame.ts';
import type { HoleIndex } from '../../render/holes.ts';
import type { MarkPainter } from '../../render/marks.ts';
import type { MapView } from '../../state/map-view.svelte.ts';

/** What a side hands to the map that is drawn for it. */
export interface MapInput {
  readonly frame: Frame;
  readonly tick: number;
  readonly region: RegionLayout;
  readonly holes: HoleIndex;
  readonly view: MapView;
  readonly maxHeight: number;
  readonly marks: MarkPainter['paint'] | undefined;
}
