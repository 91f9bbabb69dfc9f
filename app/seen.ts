/** What every view of the maps is handed: the frame, and where the reader is in it. */
import type { Layout } from '../engine/view.ts';
import type { Frame } from './render/frame.ts';
import type { t } from './state/i18n.svelte.ts';
import type { MapView } from './state/map-view.svelte.ts';

export interface Seen {
  readonly frame: Frame | undefined;
  /** Moves with every frame. */
  readonly tick: number;
  readonly layout: Layout | undefined;
  readonly view: MapView;
  readonly t: typeof t;
}
