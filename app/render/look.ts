/** What the page looks like now, as a canvas must know it. */
import { readPalette, tokensOf } from './palette.ts';
import type { Palette } from './palette.ts';
import { deviceRatio, textScale, watchLooks, watchWidth } from './surface.ts';

export interface Look {
  readonly palette: Palette;
  /** Size of the reader's text relative to 16 px, and device pixels a CSS pixel. */
  readonly scale: number;
  readonly ratio: number;
  /** Width of the element in CSS pixels. */
  readonly room: number;
}

/** Follow an element until the answer is called; the palette stays the same object while it is the same. */
export const followLook = (element: Element, changed: (look: Look) => void): (() => void) => {
  let stamp = '';
  let room = Math.floor(element.clientWidth);
  let palette = readPalette(tokensOf(element));
  const tell = (): void => changed({ palette, scale: textScale(), ratio: deviceRatio(), room });
  const read = (): void => {
    const next = readPalette(tokensOf(element));
    const now = JSON.stringify(next);
    if (now !== stamp) palette = next;
    stamp = now;
    tell();
  };
  read();
  const stopLooks = watchLooks(read);
  const stopWidth = watchWidth(element, (width) => {
    room = width;
    tell();
  });
  return () => {
    stopLooks();
    stopWidth();
  };
};
