import type { Layout } from '../../engine/view.ts';
import type { Frame } from '../link/frames.ts';
import type { t } from './i18n.svelte.ts';
import type { MapView } from './map-view.svelte.ts';

/** What every map view is handed. */
export interface Seen {
  readonly frame: Frame | undefined;
  /** Moves with each new frame. */
  readonly tick: number;
  readonly layout: Layout | undefined;
  readonly view: MapView;
  readonly t: typeof t;
}
