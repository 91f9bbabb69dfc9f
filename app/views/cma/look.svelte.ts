/** What the page looks like now, as a canvas must know it: palette, text size, pixel ratio. */
import { readPalette, tokensOf } from '../../render/palette.ts';
import type { Palette } from '../../render/palette.ts';
import { deviceRatio, textScale, watchLooks, watchWidth } from '../../render/surface.ts';

export class Look {
  palette = $state.raw<Palette | undefined>();
  scale = $state(1);
  ratio = $state(1);
  /** Width of the watched element in CSS pixels. */
  room = $state(0);
  #stamp = '';

  /** Follow an element until the answer is called. */
  watch(element: Element): () => void {
    const read = (): void => this.#read(element);
    read();
    this.room = Math.floor(element.clientWidth);
    const stopLooks = watchLooks(read);
    const stopWidth = watchWidth(element, (width) => (this.room = width));
    return () => {
      stopLooks();
      stopWidth();
    };
  }

  #read(element: Element): void {
    this.scale = textScale();
    this.ratio = deviceRatio();
    const palette = readPalette(tokensOf(element));
    const stamp = JSON.stringify(palette);
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    this.palette = palette;
  }
}
