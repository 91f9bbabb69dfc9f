/**
 * Maps that can be painted on another surface than their own: a picture file. A mounted map offers
 * itself here; who exports asks for all there are, from the top of the page to its bottom.
 */
import type { Palette } from '../palette.ts';
import type { Brushes } from '../patterns.ts';
import type { Ctx } from '../scene.ts';

/** Tallest picture of a map, in CSS pixels: what every browser's canvas takes at twice the size. */
export const TALLEST_STILL = 8_000;

export interface Still {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Of the page. */
  readonly palette: Palette;
  /** Size of the reader's text relative to 16 px. */
  readonly scale: number;
  /** Paint on a surface whose unit is a CSS pixel of `ratio` device pixels, in any colours. */
  readonly paint: (ctx: Ctx, brushes: Brushes, ratio: number, palette: Palette) => void;
}

interface Offer {
  readonly element: Element;
  readonly still: MakeStill;
}
/** Undefined while there is nothing to paint. */
type MakeStill = () => Still | undefined | Promise<Still | undefined>;
export const offers = new Set<Offer>();

/** `element` says where on the page the map stands. Answers how to take the offer back. */
export function offerStill(element: Element, still: MakeStill): () => void {
  const offer = { element, still };
  offers.add(offer);
  return () => void offers.delete(offer);
}
