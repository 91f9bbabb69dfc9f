/** The swatches of the legend, painted by the maps' own painters. */
import { paintFlag } from '../../render/cmem/choice.ts';
import { paintNotch, paintPointer } from '../../render/cmem/slots.ts';
import { paintTwiceMark } from '../../render/dma-pool/strip.ts';
import { RINGS } from '../../render/layers/rings.ts';
import { paintCoast, paintCross } from '../../render/layers/runs.ts';
import type { Palette } from '../../render/palette.ts';
import { createBrushes } from '../../render/patterns.ts';
import type { Brushes } from '../../render/patterns.ts';
import { contextOf, deviceRatio, fitCanvas } from '../../render/surface.ts';

/** Swatches that have one look: pages, alignment boundaries, CMEM's buffers, blocks of DMA pools, rings. */
type Plain =
  | ('free' | 'unusable' | 'waste' | 'slack' | 'lent' | 'pinned' | 'density')
  | ('columns' | 'marks')
  | ('rounding' | 'unused' | 'cached' | 'next' | 'chain' | 'corrupt' | 'lost' | 'empty' | 'taken')
  | ('links' | 'overrun' | 'unreachable' | 'poisoned' | 'twice')
  | ('chosen' | 'pointer' | 'keyboard');
export type Swatch = { readonly is: 'owner'; readonly colour: number } | { readonly is: Plain };

const WIDTH = 24;
const HEIGHT = 13;
const box = { x: 0, y: 0, width: WIDTH, height: HEIGHT };

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
  swatch: Swatch,
): void {
  const ratio = deviceRatio();
  fitCanvas(canvas, { width: WIDTH, height: HEIGHT, ratio });
  const ctx = contextOf(canvas, ratio);
  if (ctx === undefined) return;
  ctx.clearRect(0, 0, WIDTH, HEIGHT);
  const { is } = swatch;
  if (paintRing(ctx, palette, is) || paintCmemSwatch(ctx, palette, brushes, is)) return;
  if (paintPoolSwatch(ctx, palette, brushes, is)) return;
  const fill = (style: string | CanvasPattern): void => {
    ctx.fillStyle = style;
    ctx.fillRect(0, 0, WIDTH, HEIGHT);
  };
  const coast = (colour: string): void => paintCoast(ctx, box, colour, false, false);
  const owner = palette.owners[swatch.is === 'owner' ? swatch.colour : 1] ?? palette.owners[0]!;
  switch (swatch.is) {
    case 'owner':
      fill(owner.fill);
      coast(owner.edge);
      break;
    case 'waste':
    case 'slack':
      fill(palette.owners[0]!.fill);
      fill(brushes[swatch.is]);
      coast(palette.owners[0]!.edge);
      break;
    case 'unusable':
    case 'lent':
      fill(palette.free);
      fill(brushes[swatch.is]);
      coast(palette.line2);
      break;
    case 'free':
      fill(palette.free);
      coast(palette.freeline);
      break;
    case 'pinned':
      ctx.strokeStyle = palette.ink;
      ctx.lineWidth = 2;
      paintCross(ctx, WIDTH / 2, HEIGHT / 2, 4.5);
      break;
    case 'columns':
      fill(palette.free);
      ctx.fillStyle = palette.line3;
      ctx.fillRect(WIDTH / 2 - 0.5, 0, 1, HEIGHT);
      break;
    case 'marks':
      ctx.fillStyle = palette.free;
      ctx.fillRect(8, 2, WIDTH - 8, HEIGHT - 4);
      ctx.fillStyle = palette.ink2;
      ctx.fillRect(2, 2, 6, 2);
      break;
    case 'density':
      for (let i = 0; i < 4; i += 1) {
        ctx.globalAlpha = 0.25 + 0.25 * i;
        ctx.fillStyle = owner.fill;
        ctx.fillRect((WIDTH / 4) * i, 0, WIDTH / 4, HEIGHT);
      }
      ctx.globalAlpha = 1;
      coast(palette.line2);
      break;
    default:
      break;
  }
}

/** The rings; false if it is none of them. */
function paintRing(ctx: CanvasRenderingContext2D, palette: Palette, is: Swatch['is']): boolean {
  if (is !== 'chosen' && is !== 'pointer' && is !== 'keyboard') return false;
  const { colour, weight } = RINGS[is](palette);
  ctx.strokeStyle = colour;
  ctx.lineWidth = weight;
  ctx.strokeRect(2, 2, WIDTH - 4, HEIGHT - 4);
  return true;
}

/** Swatches of the CMEM plate; false if it is none of them. */
function paintCmemSwatch(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  brushes: Brushes,
  is: Swatch['is'],
): boolean {
  const middle = HEIGHT / 2;
  switch (is) {
    case 'rounding':
    case 'unused':
      ctx.fillStyle = palette.free;
      ctx.fillRect(0, 0, WIDTH, HEIGHT);
      ctx.fillStyle = brushes[is === 'unused' ? 'unused' : 'waste'];
      ctx.fillRect(0, 0, WIDTH, HEIGHT);
      paintCoast(ctx, box, palette.line3, false, false);
      return true;
    case 'cached':
      paintCoast(ctx, box, palette.line3, false, false);
      paintNotch(ctx, palette, box);
      return true;
    case 'next':
      paintPointer(ctx, palette, WIDTH / 2, middle + 3);
      return true;
    case 'chain':
      ctx.strokeStyle = palette.ink2;
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(3, 2);
      ctx.bezierCurveTo(3, HEIGHT, WIDTH - 4, HEIGHT, WIDTH - 4, 5);
      ctx.stroke();
      ctx.fillStyle = palette.ink2;
      ctx.beginPath();
      ctx.moveTo(WIDTH - 4, 1);
      ctx.lineTo(WIDTH - 7, 6);
      ctx.lineTo(WIDTH - 1, 6);
      ctx.fill();
      return true;
    case 'corrupt':
      ctx.fillStyle = palette.redSoft;
      ctx.fillRect(0, 0, WIDTH, HEIGHT);
      ctx.fillStyle = brushes.clash;
      ctx.fillRect(0, 0, 14, HEIGHT);
      paintCoast(ctx, box, palette.red, false, false);
      return true;
    case 'lost':
      ctx.fillStyle = brushes.unusable;
      ctx.fillRect(0, 0, WIDTH, HEIGHT);
      paintCoast(ctx, box, palette.line3, false, false);
      return true;
    case 'empty':
    case 'taken':
      paintFlag(ctx, { palette }, WIDTH / 2, middle, is);
      return true;
    default:
      return false;
  }
}

/** Swatches of the plate of DMA pools; false if it is none of them. */
function paintPoolSwatch(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  brushes: Brushes,
  is: Swatch['is'],
): boolean {
  const ground = (...fills: readonly (string | CanvasPattern)[]): void => {
    for (const fill of fills) {
      ctx.fillStyle = fill;
      ctx.fillRect(0, 0, WIDTH, HEIGHT);
    }
  };
  switch (is) {
    case 'links':
      ctx.strokeStyle = palette.ink2;
      ctx.lineWidth = 1.1;
      ctx.beginPath();
      ctx.moveTo(3, HEIGHT - 1);
      ctx.bezierCurveTo(4, -1, WIDTH - 6, -1, WIDTH - 5, HEIGHT - 5);
      ctx.stroke();
      paintPointer(ctx, palette, WIDTH - 5, HEIGHT - 1);
      return true;
    case 'overrun':
      ground(palette.redSoft, brushes.clash);
      paintCoast(ctx, box, palette.red, true, false);
      return true;
    case 'unreachable':
      ground(palette.redSoft, brushes.unusable);
      paintCoast(ctx, box, palette.line3, false, false);
      return true;
    case 'poisoned':
      ground(palette.free);
      ctx.fillStyle = brushes.lent;
      ctx.fillRect(0, HEIGHT - 7, WIDTH, 6);
      paintCoast(ctx, box, palette.line2, false, false);
      return true;
    case 'twice':
      ground(palette.free);
      paintTwiceMark(ctx, palette, box);
      return true;
    default:
      return false;
  }
}
