/**
 * A canvas context that writes SVG: what the painters ask for becomes shapes and text, so a picture
 * of the map can be enlarged and edited. Pixels of pages too narrow for shapes become rectangles, each a
 * run of one colour; where those would be too many, one image. It does what the painters use and throws on
 * anything else.
 */
import type { Ctx } from '../scene.ts';
import { MOST_RECTS } from './limits.ts';
import { colourRects, cssColour } from './run-lengths.ts';
import type { ColourRect } from './run-lengths.ts';

type Paint = Ctx['fillStyle'];

/** What only a browser can do. */
export interface SvgTools {
  /** Width of a text in a CSS font. */
  readonly measure: (text: string, font: string) => TextMetrics;
  readonly image: (width: number, height: number) => ImageData;
  /** A part of an image as an address that SVG can hold. */
  readonly encode: (image: ImageData, width: number, height: number) => string;
}

interface State {
  fillStyle: Paint;
  strokeStyle: Paint;
  font: string;
  lineWidth: number;
  globalAlpha: number;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  x: number;
  y: number;
  scale: number;
  /** Groups that are open: one for each part that is cut off. */
  groups: number;
}

const ANCHORS: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', right: 'end' };
/** Of the font's size, from the line that a text stands on to where the canvas wants it. */
const BASELINES: Partial<Record<CanvasTextBaseline, number>> = {
  middle: 0.35,
  top: 0.8,
  hanging: 0.8,
  bottom: -0.2,
};

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
/** Text as XML takes it: what it cannot hold at all is left out. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '')
    .replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);

const short = (value: number): string => String(Math.round(value * 100) / 100);

export class SvgContext implements Ctx {
  readonly #tools: SvgTools;
  readonly #ratio: number;
  readonly #prefix: string;
  #clips = 0;
  readonly #parts: string[] = [];
  readonly #stack: State[] = [];
  #state: State = {
    fillStyle: '#000',
    strokeStyle: '#000',
    font: '10px sans-serif',
    lineWidth: 1,
    globalAlpha: 1,
    textAlign: 'left',
    textBaseline: 'alphabetic',
    x: 0,
    y: 0,
    scale: 1,
    groups: 0,
  };
  #path = '';

  /** `ratio`: device pixels a unit, as the painters were told; only images need it. `prefix` of its ids. */
  constructor(tools: SvgTools, prefix: string, ratio = 1) {
    this.#tools = tools;
    this.#prefix = prefix;
    this.#ratio = ratio;
  }

  /** What was painted, as the inside of an <svg>. */
  get markup(): string {
    return this.#parts.join('\n');
  }

  get fillStyle(): Paint {
    return this.#state.fillStyle;
  }
  set fillStyle(paint: Paint) {
    this.#state.fillStyle = paint;
  }
  get strokeStyle(): Paint {
    return this.#state.strokeStyle;
  }
  set strokeStyle(paint: Paint) {
    this.#state.strokeStyle = paint;
  }
  get font(): string {
    return this.#state.font;
  }
  set font(font: string) {
    this.#state.font = font;
  }
  get lineWidth(): number {
    return this.#state.lineWidth;
  }
  set lineWidth(width: number) {
    this.#state.lineWidth = width;
  }
  get globalAlpha(): number {
    return this.#state.globalAlpha;
  }
  set globalAlpha(alpha: number) {
    this.#state.globalAlpha = alpha;
  }
  get textAlign(): CanvasTextAlign {
    return this.#state.textAlign;
  }
  set textAlign(align: CanvasTextAlign) {
    this.#state.textAlign = align;
  }
  get textBaseline(): CanvasTextBaseline {
    return this.#state.textBaseline;
  }
  set textBaseline(baseline: CanvasTextBaseline) {
    this.#state.textBaseline = baseline;
  }

  save(): void {
    this.#stack.push({ ...this.#state });
  }
  restore(): void {
    const before = this.#stack.pop();
    if (!before) return;
    for (let open = this.#state.groups; open > before.groups; open -= 1) this.#parts.push('</g>');
    this.#state = before;
  }
  /** Until restore(), what is painted outside the path is cut off. */
  clip(): void {
    this.#clips += 1;
    this.#state.groups += 1;
    const id = `${this.#prefix}c${this.#clips}`;
    this.#parts.push(`<clipPath id="${id}"><path d="${this.#path}"/></clipPath>`);
    this.#parts.push(`<g clip-path="url(#${id})">`);
  }
  translate(x: number, y: number): void {
    this.#state.x += x * this.#state.scale;
    this.#state.y += y * this.#state.scale;
  }
  scale(x: number, y: number): void {
    if (x !== y) throw new Error('an SVG picture is scaled alike in both directions');
    this.#state.scale *= x;
  }

  beginPath(): void {
    this.#path = '';
  }
  moveTo(x: number, y: number): void {
    this.#path += `M${this.#at(x, y)}`;
  }
  lineTo(x: number, y: number): void {
    this.#path += `${this.#path === '' ? 'M' : 'L'}${this.#at(x, y)}`;
  }
  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.#path += `C${this.#at(ax, ay)} ${this.#at(bx, by)} ${this.#at(x, y)}`;
  }
  closePath(): void {
    this.#path += 'Z';
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }
  arc(x: number, y: number, radius: number, from: number, to: number, backwards = false): void {
    const point = (angle: number): string =>
      this.#at(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    const r = short(radius * this.#state.scale);
    const turn = backwards ? from - to : to - from;
    const sweep = backwards ? 0 : 1;
    this.#path += `${this.#path === '' ? 'M' : 'L'}${point(from)}`;
    // A whole circle ends where it begins: it takes two arcs.
    const ends = turn >= Math.PI * 2 ? [from + Math.PI, from + Math.PI * 2] : [to];
    const large = ends.length === 1 && turn > Math.PI ? 1 : 0;
    for (const end of ends) this.#path += `A${r} ${r} 0 ${large} ${sweep} ${point(end)}`;
  }

  fill(): void {
    if (this.#path !== '') this.#add('path', `d="${this.#path}"${this.#fill()}`);
  }
  stroke(): void {
    if (this.#path === '') return;
    const { strokeStyle, lineWidth, scale } = this.#state;
    const stroke = `stroke="${paintOf(strokeStyle)}" stroke-width="${short(lineWidth * scale)}"`;
    this.#add('path', `d="${this.#path}" fill="none" ${stroke}${this.#alpha()}`);
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    if (width === 0 || height === 0) return;
    this.#add('rect', `${this.#box(x, y, width, height)}${this.#fill()}`);
  }
  clearRect(): void {
    // A picture is painted once: there is nothing yet that could be cleared.
  }

  fillText(text: string, x: number, y: number): void {
    const { font, textAlign, textBaseline, scale } = this.#state;
    if (text.trim() === '') return;
    const [weight, px, family] = fontParts(font);
    const down = (BASELINES[textBaseline] ?? 0) * px;
    const [left, top] = this.#at(x, y + down).split(' ');
    const anchor = ANCHORS[textAlign];
    const face = `font-size="${short(px * scale)}" font-family="${escapeXml(family)}"`;
    const attributes =
      `x="${left}" y="${top}" ${face}${weight === '400' ? '' : ` font-weight="${weight}"`}` +
      `${anchor === undefined ? '' : ` text-anchor="${anchor}"`}${this.#fill()}`;
    this.#parts.push(`<text ${attributes}>${escapeXml(text)}</text>`);
  }
  measureText(text: string): TextMetrics {
    return this.#tools.measure(text, this.#state.font);
  }

  createImageData(width: number | ImageData, height?: number): ImageData {
    if (typeof width !== 'number' || height === undefined) throw new Error('an image has a size');
    return this.#tools.image(width, height);
  }
  /** In device pixels, as a canvas takes it: neither moved nor scaled. */
  putImageData(image: ImageData, left: number, top: number, ...dirty: readonly number[]): void {
    const [, , width = image.width, height = image.height] = dirty;
    const rects = colourRects(image, width, height, MOST_RECTS);
    if (rects) return this.#putRects(rects, left, top);
    const unit = (device: number): string => short(device / this.#ratio);
    const box = `x="${unit(left)}" y="${unit(top)}" width="${unit(width)}" height="${unit(height)}"`;
    const href = this.#tools.encode(image, width, height);
    const drawn = 'preserveAspectRatio="none" style="image-rendering:pixelated"';
    this.#add('image', `${box} ${drawn} href="${href}"`);
  }
  /** One path a colour. Edges are not smoothed: two that meet leave no line between them. */
  #putRects(rects: readonly ColourRect[], left: number, top: number): void {
    const unit = (device: number): string => short(device / this.#ratio);
    const paths = new Map<number, string[]>();
    for (const { x, y, width, height, colour } of rects) {
      const path = paths.get(colour) ?? [];
      paths.set(colour, path);
      const [w, h] = [unit(width), unit(height)];
      path.push(`M${unit(left + x)} ${unit(top + y)}h${w}v${h}h-${w}z`);
    }
    for (const [colour, path] of paths)
      this.#add(
        'path',
        `shape-rendering="crispEdges" fill="${cssColour(colour)}" d="${path.join('')}"`,
      );
  }

  #at(x: number, y: number): string {
    const { x: left, y: top, scale } = this.#state;
    return `${short(left + x * scale)} ${short(top + y * scale)}`;
  }
  #box(x: number, y: number, width: number, height: number): string {
    const { scale } = this.#state;
    const [left, top] = this.#at(Math.min(x, x + width), Math.min(y, y + height)).split(' ');
    const size = (value: number): string => short(Math.abs(value) * scale);
    return `x="${left}" y="${top}" width="${size(width)}" height="${size(height)}"`;
  }
  #fill(): string {
    return ` fill="${paintOf(this.#state.fillStyle)}"${this.#alpha()}`;
  }
  #alpha(): string {
    const { globalAlpha } = this.#state;
    return globalAlpha === 1 ? '' : ` opacity="${short(globalAlpha)}"`;
  }
  #add(name: string, attributes: string): void {
    this.#parts.push(`<${name} ${attributes}/>`);
  }
}

/** Patterns are `url(#name)` here: whoever paints SVG brings brushes of that kind. */
const paintOf = (paint: Paint): string => {
  if (typeof paint !== 'string') throw new Error('an SVG picture takes colours and url() only');
  return escapeXml(paint);
};

/** Weight, size in px and family of a CSS font as the painters write it. */
export const fontParts = (font: string): readonly [string, number, string] => {
  const [, weight = '400', px = '10', family = 'sans-serif'] =
    /^(?:(\d+) )?([\d.]+)px (.+)$/.exec(font) ?? [];
  return [weight, Number(px), family];
};
