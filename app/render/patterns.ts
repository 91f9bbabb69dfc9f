/**
 * Patterns say state, colours say owner. Tiles are painted once a theme and pixel ratio; a pattern
 * is anchored to the land, so it moves with it when the plate scrolls.
 */
import type { Palette } from './palette.ts';

/**
 * Wide hatch = free but unusable, tight counter-hatch = rounding waste, dots = lent, grid = slack,
 * level lines = the part of a buffer that is too large, red hatch = two owners of one address.
 */
export const PATTERNS = ['unusable', 'waste', 'lent', 'slack', 'unused', 'clash'] as const;
export type PatternName = (typeof PATTERNS)[number];
export type Brushes = Readonly<Record<PatternName, CanvasPattern | string>>;

/** What tiles are painted with. */
type Ctx = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'fill'
  | 'fillStyle'
  | 'lineTo'
  | 'lineWidth'
  | 'moveTo'
  | 'stroke'
  | 'strokeStyle'
>;

interface Tile {
  /** Edge in CSS pixels. */
  readonly size: number;
  readonly paint: (ctx: Ctx, palette: Palette) => void;
}

const line = (ctx: Ctx, x0: number, y0: number, x1: number, y1: number): void => {
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
};

/** A diagonal that meets itself at the tile's edges. */
const diagonal = (ctx: Ctx, size: number, rising: boolean): void => {
  for (const shift of [-size, 0, size]) {
    if (rising) line(ctx, shift, size, shift + size, 0);
    else line(ctx, shift, 0, shift + size, size);
  }
};

/** What a pattern repeats. */
export const TILES: Readonly<Record<PatternName, Tile>> = {
  unusable: {
    size: 8,
    paint: (ctx, palette) => {
      ctx.strokeStyle = palette.unusable;
      ctx.lineWidth = 1.1;
      diagonal(ctx, 8, true);
    },
  },
  waste: {
    size: 4,
    paint: (ctx, palette) => {
      ctx.strokeStyle = palette.waste;
      ctx.lineWidth = 1;
      diagonal(ctx, 4, false);
    },
  },
  lent: {
    size: 5,
    paint: (ctx, palette) => {
      ctx.fillStyle = palette.ink3;
      ctx.beginPath();
      ctx.arc(2.5, 2.5, 0.95, 0, Math.PI * 2);
      ctx.fill();
    },
  },
  slack: {
    size: 5,
    paint: (ctx, palette) => {
      ctx.strokeStyle = palette.waste;
      ctx.lineWidth = 1;
      line(ctx, 2.5, 0, 2.5, 5);
      line(ctx, 0, 2.5, 5, 2.5);
    },
  },
  unused: {
    size: 4,
    paint: (ctx, palette) => {
      ctx.strokeStyle = palette.unusable;
      ctx.lineWidth = 1;
      line(ctx, 0, 2.5, 4, 2.5);
    },
  },
  clash: {
    size: 6,
    paint: (ctx, palette) => {
      ctx.strokeStyle = palette.red;
      ctx.lineWidth = 1.4;
      diagonal(ctx, 6, true);
    },
  },
};

const makeTile = (tile: Tile, palette: Palette, ratio: number): HTMLCanvasElement => {
  const canvas = document.createElement('canvas');
  const side = Math.max(1, Math.round(tile.size * ratio));
  canvas.width = side;
  canvas.height = side;
  const ctx = canvas.getContext('2d');
  if (ctx !== null) {
    ctx.scale(side / tile.size, side / tile.size);
    tile.paint(ctx, palette);
  }
  return canvas;
};

/** Brushes for a context whose unit is a CSS pixel of `ratio` device pixels. */
export const createBrushes = (
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  ratio: number,
): Brushes => {
  const brush = (name: PatternName, fallback: string): CanvasPattern | string => {
    const tile = makeTile(TILES[name], palette, ratio);
    const pattern = ctx.createPattern(tile, 'repeat');
    if (pattern === null) return fallback;
    const shrink = TILES[name].size / tile.width;
    pattern.setTransform(new DOMMatrix([shrink, 0, 0, shrink, 0, 0]));
    return pattern;
  };
  return {
    unusable: brush('unusable', palette.unusable),
    waste: brush('waste', palette.waste),
    lent: brush('lent', palette.ink3),
    slack: brush('slack', palette.waste),
    unused: brush('unused', palette.unusable),
    clash: brush('clash', palette.red),
  };
};
