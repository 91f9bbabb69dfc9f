/** A small picture beside a word of the legend. */
import type { Palette } from './palette.ts';
import type { Brushes } from './patterns.ts';
import type { Ctx } from './scene.ts';

export interface SwatchStage {
  readonly ctx: Ctx;
  readonly palette: Palette;
  readonly brushes: Brushes;
  readonly box: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}
/** Of every swatch, in CSS pixels. */
export const SWATCH = { x: 0, y: 0, width: 24, height: 13 } as const;
