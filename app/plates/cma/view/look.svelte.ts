/** What the page looks like now, as a canvas must know it: palette, text size, pixel ratio. */
import { followLook } from '../../../render/look.ts';
import type { Palette } from '../../../render/palette.ts';

export class Look {
  palette = $state.raw<Palette | undefined>();
  scale = $state(1);
  ratio = $state(1);
  /** Width of the watched element in CSS pixels. */
  room = $state(0);

  /** Follow an element until the answer is called. */
  watch(element: Element): () => void {
    return followLook(element, ({ palette, scale, ratio, room }) => {
      this.palette = palette;
      this.scale = scale;
      this.ratio = ratio;
      this.room = room;
    });
  }
}
