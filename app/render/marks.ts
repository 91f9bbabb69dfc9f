/**
 * The marks of a map on its own hidden canvas: they are painted when the map or the marks change, and
 * copied when only a ring moved.
 */
import { paintDifferences } from './layers/differences.ts';
import type { Marked } from './layers/differences.ts';
import type { Palette } from './palette.ts';
import { visibleRows } from './geometry/space.ts';
import type { Space } from './geometry/space.ts';
import { contextOf, fitCanvas } from './surface.ts';

/** What of a mounted map the marks go by. */
export interface MarkedMap {
  readonly space: Space;
  readonly ruler: number;
  readonly height: number;
  readonly scroll: number;
  readonly look: {
    readonly palette: Palette | undefined;
    readonly ratio: number;
    readonly room: number;
  };
}

export class MarkPainter {
  readonly #marked: Marked;
  readonly #colour: () => string;
  #canvas: HTMLCanvasElement | undefined;
  #last: readonly unknown[] = [];

  /** @param colour of the marks, as the page resolves it now */
  constructor(marked: Marked, colour: () => string) {
    this.#marked = marked;
    this.#colour = colour;
  }

  paint = (ctx: CanvasRenderingContext2D, map: MarkedMap): void => {
    const { space, scroll, height } = map;
    const { palette, ratio, room } = map.look;
    if (this.#marked.length === 0 || palette === undefined) return;
    this.#canvas ??= document.createElement('canvas');
    const now = [space, scroll, height, palette, ratio, room];
    if (now.some((one, i) => one !== this.#last[i])) this.#render(this.#canvas, map, palette);
    this.#last = now;
    ctx.drawImage(this.#canvas, 0, 0, room, height);
  };

  #render(canvas: HTMLCanvasElement, map: MarkedMap, palette: Palette): void {
    const { space, ruler, height, scroll, look } = map;
    fitCanvas(canvas, { width: look.room, height, ratio: look.ratio });
    const ctx = contextOf(canvas, look.ratio);
    if (ctx === undefined) return;
    ctx.clearRect(0, 0, look.room, height);
    ctx.save();
    ctx.beginPath();
    ctx.rect(0, ruler, look.room, height - ruler);
    ctx.clip();
    ctx.translate(0, ruler - scroll);
    const style = { bar: this.#colour(), halo: palette.paper };
    paintDifferences(ctx, space, this.#marked, style, visibleRows(space, scroll, height - ruler));
    ctx.restore();
  }
}
