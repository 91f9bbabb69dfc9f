/**
 * Maps as one picture that speaks for itself: what they are of above, their legend and where they come
 * from below. Pixels on a canvas, or shapes as SVG.
 */
import { mostOf } from '../../../engine/contract/long-lists.ts';
import { createBrushes, PATTERNS, TILES } from '../patterns.ts';
import type { Brushes } from '../patterns.ts';
import type { Palette } from '../palette.ts';
import type { Ctx } from '../scene.ts';
import { SWATCH } from '../swatch.ts';
import type { SwatchStage } from '../swatch.ts';
import type { Still } from './still.ts';
import { escapeXml, SvgContext } from './svg.ts';
import type { SvgTools } from './svg.ts';
import { charactersOf, lineHeight, linesOf, setFace, wordsOf } from './text.ts';
import type { Face } from './text.ts';

/** A map and what the page says above it. */
export interface Pictured {
  readonly still: Still;
  readonly name: string;
  readonly figures: readonly string[];
}
export interface Swatch {
  readonly text: string;
  readonly mono: boolean;
  paint(stage: SwatchStage): void;
}
export interface Picture {
  /** Empty: nobody gave it one. */
  readonly title: string;
  /** Board, kernel, position. */
  readonly facts: readonly string[];
  readonly maps: readonly [Pictured, ...Pictured[]];
  readonly legend: readonly Swatch[];
  /** Small print. `link` may be broken anywhere. */
  readonly print: { readonly said: string; readonly link: string };
  readonly palette: Palette;
}

/** CSS pixels around and between the maps. */
const MARGIN = 18;
/** At least as sharp as this, whatever the screen is. */
const RATIO = 2;

const TITLE: Face = { px: 17, weight: 600, family: 'sans', ink: 'ink' };
const FACTS: Face = { px: 12, weight: 400, family: 'sans', ink: 'ink2' };
const NAME: Face = { px: 14, weight: 600, family: 'sans', ink: 'ink' };
const LEGEND: Face = { px: 12, weight: 400, family: 'sans', ink: 'ink2' };
const PRINT: Face = { px: 9, weight: 400, family: 'sans', ink: 'ink3' };
const LINK: Face = { ...PRINT, family: 'mono' };
/** Between swatch and text, and between two of them. */
const SWATCH_GAP = 6;
const ITEM_GAP = 16;

/** Everything but the maps, painted on one surface. */
type Painter = (ctx: Ctx, brushes: Brushes) => void;
interface Placed {
  readonly still: Still;
  readonly top: number;
}
interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly placed: readonly Placed[];
  readonly paint: Painter;
}

/** Puts things below one another. Everything stands on whole pixels, so that no map is smoothed. */
class Layout {
  readonly #measured: Ctx;
  readonly #palette: Palette;
  readonly #scale: number;
  readonly #painters: Painter[] = [];
  readonly placed: Placed[] = [];
  readonly room: number;
  top = MARGIN;

  constructor(measured: Ctx, { maps, palette }: Picture) {
    this.#measured = measured;
    this.#palette = palette;
    this.#scale = maps[0].still.scale;
    this.room = mostOf(maps.map(({ still }) => still.width));
  }

  readonly paint: Painter = (ctx, brushes) =>
    this.#painters.forEach((painter) => painter(ctx, brushes));

  #scaled(face: Face): Face {
    return { ...face, px: face.px * this.#scale };
  }
  lines(face: Face, pieces: readonly string[]): void {
    const scaled = this.#scaled(face);
    setFace(this.#measured, this.#palette, scaled);
    const width = (text: string): number => this.#measured.measureText(text).width;
    for (const line of linesOf(pieces, this.room, width)) {
      const y = this.top;
      this.#painters.push((ctx) => {
        setFace(ctx, this.#palette, scaled);
        ctx.fillText(line, MARGIN, y);
      });
      this.top += lineHeight(scaled);
    }
  }
  /** Pieces with a mark between those that share a line. */
  list(face: Face, pieces: readonly string[]): void {
    const last = pieces.length - 1;
    this.lines(
      face,
      pieces.map((piece, i) => (i < last ? `${piece}  ·  ` : piece)),
    );
  }
  map(still: Still): void {
    this.placed.push({ still, top: this.top });
    this.top = Math.ceil(this.top + still.height);
  }
  gap(pixels: number): void {
    this.top += pixels;
  }

  legend(items: readonly Swatch[]): void {
    let x = 0;
    const height = Math.max(SWATCH.height + 4, lineHeight(this.#scaled(LEGEND)));
    for (const item of items) {
      const face = this.#scaled({ ...LEGEND, family: item.mono ? 'mono' : 'sans' });
      setFace(this.#measured, this.#palette, face);
      const text = SWATCH.width + SWATCH_GAP;
      const width = Math.ceil(text + this.#measured.measureText(item.text).width);
      if (x > 0 && x + width > this.room) {
        x = 0;
        this.top += height;
      }
      const [left, y] = [MARGIN + x, this.top];
      this.#painters.push((ctx, brushes) => {
        ctx.save();
        ctx.translate(left, y);
        item.paint({ ctx, palette: this.#palette, brushes, box: SWATCH });
        ctx.restore();
        setFace(ctx, this.#palette, face);
        ctx.fillText(item.text, left + text, y + (SWATCH.height - face.px) / 2);
      });
      x += width + ITEM_GAP;
    }
    if (items.length > 0) this.top += height;
  }
}

function layOut(picture: Picture, measured: Ctx): Sheet {
  const { title, facts, maps, legend, print, palette } = picture;
  const layout = new Layout(measured, picture);
  layout.lines(TITLE, wordsOf(title));
  layout.list(FACTS, facts);
  for (const { still, name, figures } of maps) {
    layout.gap(MARGIN / 2);
    layout.lines(NAME, wordsOf(name));
    layout.list(FACTS, figures);
    layout.map(still);
  }
  layout.gap(MARGIN / 2);
  layout.legend(legend);
  layout.gap(MARGIN / 2);
  layout.lines(PRINT, wordsOf(print.said));
  layout.lines(LINK, charactersOf(print.link));
  const [width, height] = [layout.room + 2 * MARGIN, layout.top + MARGIN];
  const paint: Painter = (ctx, brushes) => {
    ctx.fillStyle = palette.paper;
    ctx.fillRect(0, 0, width, height);
    layout.paint(ctx, brushes);
  };
  return { width, height, placed: layout.placed, paint };
}

/** Names in a picture of patterns that it brings along. */
const SVG_BRUSHES = Object.fromEntries(
  PATTERNS.map((name) => [name, `url(#${name})`]),
) as unknown as Brushes;

function svgPatterns(palette: Palette, tools: SvgTools): string {
  const each = PATTERNS.map((name) => {
    const { size, paint } = TILES[name];
    const ctx = new SvgContext(tools, `${name}-`);
    paint(ctx, palette);
    const box = `width="${size}" height="${size}"`;
    return `<pattern id="${name}" patternUnits="userSpaceOnUse" ${box}>${ctx.markup}</pattern>`;
  });
  return `<defs>${each.join('\n')}</defs>`;
}

/** A whole SVG document. Its unit is a pixel of the maps: what lies on pixels there lies on pixels here. */
export function pictureSvg(picture: Picture, tools: SvgTools): string {
  const { title, facts, palette } = picture;
  const { width, height, placed, paint } = layOut(picture, new SvgContext(tools, 'l-'));
  const around = new SvgContext(tools, 'h-');
  paint(around, SVG_BRUSHES);
  const maps = placed.map(({ still, top }, i) => {
    const ctx = new SvgContext(tools, `m${i}-`);
    still.paint(ctx, SVG_BRUSHES, 1, palette);
    return `<g transform="translate(${MARGIN} ${top})">\n${ctx.markup}\n</g>`;
  });
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}>`,
    `<title>${escapeXml([title, ...facts].filter(Boolean).join(' · '))}</title>`,
    svgPatterns(palette, tools),
    around.markup,
    ...maps,
    '</svg>\n',
  ].join('\n');
}

function canvasOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * RATIO);
  canvas.height = Math.round(height * RATIO);
  const ctx = canvas.getContext('2d');
  if (!ctx) throw new Error('the browser gives no canvas');
  ctx.scale(RATIO, RATIO);
  return ctx;
}

/** Rejects where the browser has no canvas of that size. */
export function picturePng(picture: Picture): Promise<Blob> {
  const { palette } = picture;
  const sheet = layOut(picture, canvasOf(1, 1));
  const ctx = canvasOf(sheet.width, sheet.height);
  sheet.paint(ctx, createBrushes(ctx, palette, RATIO));
  for (const { still, top } of sheet.placed) {
    // Painters put pixels where they lie on their own canvas: each has one, and is copied pixel by pixel.
    const own = canvasOf(still.width, still.height);
    still.paint(own, createBrushes(own, palette, RATIO), RATIO, palette);
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.drawImage(own.canvas, MARGIN * RATIO, top * RATIO);
  }
  return new Promise((resolve, reject) => {
    ctx.canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('the browser made no picture'));
    }, 'image/png');
  });
}

/** What a browser measures and encodes with. */
export function svgTools(): SvgTools {
  const ctx = canvasOf(1, 1);
  return {
    measure: (text, font) => {
      ctx.font = font;
      return ctx.measureText(text);
    },
    image: (width, height) => ctx.createImageData(width, height),
    encode: (image, width, height) => {
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      canvas.getContext('2d')?.putImageData(image, 0, 0);
      return canvas.toDataURL('image/png');
    },
  };
}
