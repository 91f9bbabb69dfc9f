/** The pages of a region and the buffers of a CMEM block as one line of colour, for the strip. */
import { CmemState } from '../../../engine/view.ts';
import type { HeapIndex } from '../../render/cmem/heap-index.ts';
import { heapColours } from '../../render/cmem/heap.ts';
import { buffersOf } from '../../render/cmem/pools.ts';
import { ownerColour } from '../../render/cmem/rows.ts';
import { densityRow } from '../../render/lod.ts';
import type { Frame } from '../../render/frame.ts';
import type { Palette } from '../../render/palette.ts';
import type { PlacedCmem, PlacedRegion } from './geometry.ts';

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
    if (pages >= width) densityRow(pixels.subarray(0, width), input, palette);
    else spread(pixels, page, from, pages, width, palette);
    for (let y = 1; y < image.height; y += 1) pixels.copyWithin(y * width, 0, width);
    ctx.putImageData(image, Math.round(placed.x * ratio), 0);
  }
};

/** More pixels than pages: each pixel is its page's colour. */
const spread = (
  pixels: Uint32Array,
  page: Uint8Array,
  from: number,
  pages: number,
  width: number,
  palette: Palette,
): void => {
  for (let x = 0; x < width; x += 1) {
    pixels[x] = palette.state32[page[from + Math.floor((x * pages) / width)]!]!;
  }
};

/** Pools and heap of each block: what is held in its owner's colour, pools on a ground of their own. */
export const paintCmemStrip = (
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  heaps: HeapIndex,
  placed: readonly PlacedCmem[],
  palette: Palette,
  height: number,
): void => {
  for (const { block, x, width, from, to } of placed) {
    const scale = width / (to - from);
    const span = (phys: number, size: number, fill: string): void => {
      const left = Math.max(from, phys);
      const right = Math.min(to, phys + size);
      if (right <= left) return;
      ctx.fillStyle = fill;
      ctx.fillRect(x + (left - from) * scale, 0, Math.max(1, (right - left) * scale), height);
    };
    const fillOf = (colour: number): string => (palette.owners[colour] ?? palette.owners[0]!).fill;
    span(block.physStart, block.physEnd - block.physStart, palette.free);
    for (const pool of block.pools) {
      span(pool.low, buffersOf(pool) * pool.size, palette.freeline);
      const { cmemState, cmemOwner } = frame.columns;
      for (let id = 0; id < buffersOf(pool); id += 1) {
        const row = pool.firstRow + id;
        if (!(cmemState[row]! & CmemState.BUSY)) continue;
        span(pool.id0 - id * pool.size, pool.size, fillOf(ownerColour(cmemOwner[row]!)));
      }
    }
    for (const { phys, size, colour } of heapColours({ view: frame, heaps }, block.index))
      span(phys, size, fillOf(colour));
    if (block.heap !== undefined) {
      ctx.fillStyle = palette.line3;
      ctx.fillRect(x + (block.heap.base + block.heap.size - from) * scale, 0, 1, height);
    }
  }
};
