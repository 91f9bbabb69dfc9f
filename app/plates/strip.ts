/** Regions on a strip: where each lies, and its pages as one line of colour. */
import { pfnToPhys } from '../../engine/contract/units.ts';
import type { Layout, RegionLayout } from '../../engine/contract/view.ts';
import { densityRows, pixelRow } from '../render/geometry/lod.ts';
import type { Frame } from '../frame/frame.ts';
import type { Palette } from '../render/palette.ts';
import { place } from './spans.ts';
import type { Placed, Span } from './spans.ts';

export interface PlacedRegion extends Placed {
  readonly region: RegionLayout;
  readonly first: boolean;
}

/** Addresses of every range of a region. */
export const spansOf = (region: RegionLayout): readonly Span[] =>
  region.ranges.map((range) => ({
    from: pfnToPhys(range.basePfn),
    to: pfnToPhys(range.basePfn + range.pages),
  }));

export const placeRegions = (layout: Layout, window: Span, width: number): PlacedRegion[] =>
  layout.regions.flatMap((region) =>
    spansOf(region).flatMap((span, i) => {
      const placed = place(window, width, span, 3);
      return placed === undefined ? [] : [{ ...placed, region, first: i === 0 }];
    }),
  );

/** Paint the part of each region that is seen; `height` and positions in CSS pixels. */
export const paintStrip = (
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  regions: readonly PlacedRegion[],
  palette: Palette,
  align: number,
  ratio: number,
  height: number,
): void => {
  ctx.clearRect(0, 0, ctx.canvas.width / ratio, ctx.canvas.height / ratio);
  for (const placed of regions) {
    const { ranges } = placed.region;
    const pfn = Math.floor(placed.from / 4096);
    const range = ranges.find((one) => pfn >= one.basePfn && pfn < one.basePfn + one.pages);
    if (range === undefined) continue;
    const width = Math.max(1, Math.round(placed.width * ratio));
    const from = range.firstPage + (pfn - range.basePfn);
    const pages = Math.max(1, Math.floor((placed.to - placed.from) / 4096));
    const band = { range, lead: 0, row: 0, rows: 1, top: 0 };
    const span = { from, to: from + pages, col: 0, band };
    const image = ctx.createImageData(width, Math.max(1, Math.round(height * ratio)));
    const pixels = new Uint32Array(image.data.buffer);
    const { page, owner } = frame.columns;
    const input = { page, owner, span, rowPages: pages, align, width };
    if (pages >= width) densityRows(pixels, image.height, input, palette, 0);
    else {
      for (let y = 0; y < image.height; y += 1)
        pixelRow(pixels.subarray(y * width, (y + 1) * width), input, palette, y);
    }
    ctx.putImageData(image, Math.round(placed.x * ratio), 0);
  }
};
