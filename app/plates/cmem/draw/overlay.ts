/** What is drawn over the racks of CMEM. */
import type { CmemBlockLayout } from '../../../../engine/contract/view.ts';
import type { Overlay } from '../../../render/overlay.ts';
import type { Palette } from '../../../render/palette.ts';
import type { Ctx } from '../../../render/scene.ts';
import type { RackSpace } from './space.ts';

export interface RackStage {
  readonly ctx: Ctx;
  readonly space: RackSpace;
  readonly palette: Palette;
  readonly block: CmemBlockLayout;
}
export const overRacks: Overlay<RackStage> = { shown: undefined };
