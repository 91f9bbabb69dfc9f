/** The maps of the page as one picture, with a caption above: pixels on a canvas, or shapes as SVG. */
import { createBrushes, PATTERNS, TILES } from '../patterns.ts';
import type { Brushes } from '../patterns.ts';
import type { Palette } from '../palette.ts';
import type { Ctx } from '../scene.ts';
import type { Still } from './still.ts';
import { escapeXml, SvgContext } from './svg.ts';
import type { SvgTools } from './svg.ts';
import { mostOf } from '../../../engine/contract/long-lists.ts';

export interface Caption {
  readonly title: string;
  /** What else is to be known: board, operation, address of the page. */
  readonly lines: readonly string[];
}

/** CSS pixels around and between the maps. */
const MARGIN = 18;
/** At least as sharp as this, whatever the screen is. */
const RATIO = 2;

interface Placed {
  readonly still: Still;
  readonly top: number;
}
interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly scale: number;
  readonly placed: readonly Placed[];
}

const TITLE_PX = 17;
const LINE_PX = 12;

const captionHeight = ({ title, lines }: Caption, scale: number): number =>
  ((title === '' ? 0 : TITLE_PX * 1.5) + lines.length * LINE_PX * 1.6) * scale;

/** From top to bottom, below the caption. There is at least one. */
function layOut(stills: readonly [Still, ...Still[]], caption: Caption): Sheet {
  const [{ palette, scale }] = stills;
  let top = MARGIN + captionHeight(caption, scale) + MARGIN / 2;
  const placed = stills.map((still) => {
    const one = { still, top };
    top += still.height + MARGIN;
    return one;
  });
  const width = mostOf(stills.map((still) => still.width)) + 2 * MARGIN;
  return { width, height: Math.ceil(top), palette, scale, placed };
}

function paintCaption(ctx: Ctx, { palette, scale }: Sheet, { title, lines }: Caption): void {
  let y = MARGIN;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  if (title !== '') {
    ctx.font = `600 ${TITLE_PX * scale}px ${palette.sans}`;
    ctx.fillStyle = palette.ink;
    ctx.fillText(title, MARGIN, y);
    y += TITLE_PX * 1.5 * scale;
  }
  ctx.font = `400 ${LINE_PX * scale}px ${palette.sans}`;
  ctx.fillStyle = palette.ink2;
  for (const line of lines) {
    ctx.fillText(line, MARGIN, y);
    y += LINE_PX * 1.6 * scale;
  }
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

/** A whole SVG document. */
export function pictureSvg(
  stills: readonly [Still, ...Still[]],
  caption: Caption,
  tools: SvgTools,
): string {
  const sheet = layOut(stills, caption);
  const { width, height, palette, placed } = sheet;
  const head = new SvgContext(tools, 'h-');
  head.fillStyle = palette.paper;
  head.fillRect(0, 0, width, height);
  paintCaption(head, sheet, caption);
  const maps = placed.map(({ still, top }, i) => {
    const ctx = new SvgContext(tools, `m${i}-`, RATIO);
    still.paint(ctx, SVG_BRUSHES, RATIO);
    return `<g transform="translate(${MARGIN} ${top})">\n${ctx.markup}\n</g>`;
  });
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}>`,
    `<title>${escapeXml([caption.title, ...caption.lines].filter(Boolean).join(' · '))}</title>`,
    svgPatterns(palette, tools),
    head.markup,
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
export function picturePng(stills: readonly [Still, ...Still[]], caption: Caption): Promise<Blob> {
  const sheet = layOut(stills, caption);
  const ctx = canvasOf(sheet.width, sheet.height);
  ctx.fillStyle = sheet.palette.paper;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  paintCaption(ctx, sheet, caption);
  for (const { still, top } of sheet.placed) {
    // Painters put pixels where they lie on their own canvas: each has one.
    const own = canvasOf(still.width, still.height);
    still.paint(own, createBrushes(own, still.palette, RATIO), RATIO);
    ctx.drawImage(own.canvas, MARGIN, top, still.width, still.height);
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
