import type { Layout } from '../../engine/contract/view.ts';
import type { Frame } from '../frame/frame.ts';
import type { t } from '../words/i18n.svelte.ts';

/** What every map view is handed. */
export interface MapProps {
  readonly frame: Frame | undefined;
  /** Moves with each new frame. */
  readonly tick: number;
  readonly layout: Layout | undefined;
  readonly t: typeof t;
}
