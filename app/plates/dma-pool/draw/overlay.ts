/** What is drawn over the pages of DMA pools. */
import type { DmaPoolLayout, MachineView } from '../../../../engine/contract/view.ts';
import type { Overlay } from '../../../render/overlay.ts';
import type { Palette } from '../../../render/palette.ts';
import type { Ctx } from '../../../render/scene.ts';
import type { PageIndex } from './pages.ts';
import type { PoolSpace } from './space.ts';

export interface BlockStage {
  readonly ctx: Ctx;
  readonly space: PoolSpace;
  readonly palette: Palette;
  readonly view: MachineView;
  readonly pages: PageIndex;
  readonly pool: DmaPoolLayout;
  /** Place in the list of the page whose strip stands above the rows. */
  readonly open: number;
  readonly scroll: number;
}
export const overBlocks: Overlay<BlockStage> = { shown: undefined };
