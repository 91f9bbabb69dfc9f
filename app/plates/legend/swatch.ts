/** Swatches of the legend: the plates paint their own, the rings are the same on all. */
import { RINGS } from '../../render/layers/rings.ts';
import type { Palette } from '../../render/palette.ts';
import { createBrushes } from '../../render/patterns.ts';
import type { Brushes } from '../../render/patterns.ts';
import { contextOf, deviceRatio, fitCanvas } from '../../render/surface.ts';
import { SWATCH } from '../../render/swatch.ts';
import type { SwatchStage } from '../../render/swatch.ts';
import type { LegendItem } from '../contract.ts';

const { width: WIDTH, height: HEIGHT } = SWATCH;

/** The map's patterns in the colours of a look; undefined where there is no canvas. */
export function swatchBrushes(palette: Palette): Brushes | undefined {
  const ratio = deviceRatio();
  const ctx = contextOf(document.createElement('canvas'), ratio);
  return ctx && createBrushes(ctx, palette, ratio);
}

export function paintSwatch(
  canvas: HTMLCanvasElement,
  palette: Palette,
  brushes: Brushes,
  item: LegendItem,
): void {
  const ratio = deviceRatio();
  fitCanvas(canvas, { width: WIDTH, height: HEIGHT, ratio });
  const ctx = contextOf(canvas, ratio);
  if (ctx === undefined) return;
  ctx.clearRect(0, 0, WIDTH, HEIGHT);
  item.paint({ ctx, palette, brushes, box: SWATCH });
}

export const paintRing =
  (is: keyof typeof RINGS) =>
  ({ ctx, palette }: SwatchStage): void => {
    const { colour, weight } = RINGS[is](palette);
    ctx.strokeStyle = colour;
    ctx.lineWidth = weight;
    ctx.beginPath();
    ctx.rect(2, 2, WIDTH - 4, HEIGHT - 4);
    ctx.stroke();
  };
