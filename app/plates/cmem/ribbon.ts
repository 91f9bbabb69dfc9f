/** CMEM's blocks on the ribbon: beside Linux's memory, or over it. */
import { CmemState } from '../../../engine/contract/view.ts';
import type { Frame } from '../../frame/frame.ts';
import type { PlateRibbon, Strip } from '../contract.ts';
import { HeapIndex } from './draw/heap-index.ts';
import { heapColours } from './draw/heap.ts';
import { buffersOf } from './draw/pools.ts';
import { ownerColour } from './draw/rows.ts';
import type { CmemNews } from './cmem-news.svelte.ts';
import { blocksOf, overlapsOf, placeBlocks, refusedOf } from './on-ribbon.ts';
import type { PlacedBlock } from './on-ribbon.ts';

const heaps = new HeapIndex();

/** Pools and heap of each block: what is held in its owner's colour, pools on a ground of their own. */
function paint(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  { window, width, height, palette }: Strip,
): void {
  const placed = placeBlocks(frame.layout, window, width);
  if (placed.length > 0) heaps.update(frame);
  for (const one of placed) paintBlock(ctx, frame, one, palette, height);
}

function paintBlock(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  { block, x, width, from, to }: PlacedBlock,
  palette: Strip['palette'],
  height: number,
): void {
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
  const { cmemState, cmemOwner } = frame.columns;
  for (const pool of block.pools) {
    span(pool.low, buffersOf(pool) * pool.size, palette.freeline);
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

export const ribbonOf = (news: CmemNews): PlateRibbon => ({
  lies: (layout) => blocksOf(layout).length > 0 || refusedOf(layout, news) !== undefined,
  banks: (layout) =>
    blocksOf(layout).map(({ physStart: base, physEnd }) => ({ base, size: physEnd - base })),
  overlaps: (layout) => overlapsOf(layout, news),
  paint,
  Lands: () => import('./view/Lands.svelte'),
});
