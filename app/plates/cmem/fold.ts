/** The CMEM plate folded to a line: its first block, how many buffers are busy, and the block as one row. */
import { grouped } from '../../words/sizes.ts';
import type { PlateFold, PlateRibbon } from '../contract.ts';
import { buffersOf, poolFigures } from './draw/pools.ts';
import type { CmemNews } from './cmem-news.svelte.ts';
import type { CmemView } from './cmem-view.svelte.ts';
import { blocksOf } from './on-ribbon.ts';

export const foldWith = (ribbon: PlateRibbon, news: CmemNews, view: CmemView): PlateFold => ({
  // A board without CMA has nothing else to show.
  rests: (layout) =>
    layout !== undefined &&
    layout.cmem === undefined &&
    layout.board.noCma !== true &&
    news.refused === undefined &&
    !view.planning,
  none: 'cmem.none.line',
  summary(frame, say) {
    const [block] = blocksOf(frame.layout);
    if (block === undefined) return undefined;
    const all = block.pools.reduce((sum, pool) => sum + buffersOf(pool), 0);
    const busy = block.pools.reduce((sum, pool) => sum + poolFigures(frame, pool).busy, 0);
    const value = `${grouped(busy)} / ${grouped(all)}`;
    return {
      digit: 0,
      name: say('cmem.block', block.index),
      figures: [{ name: say('cmem.figure.busy'), value, help: say('cmem.figure.busy.help') }],
    };
  },
  paint(ctx, frame, { width, height, palette }) {
    const [block] = blocksOf(frame.layout);
    if (block === undefined) return;
    const window = { from: block.physStart, to: block.physEnd };
    ribbon.paint(ctx, frame, { window, width, height, palette });
  },
});
