/** The plate of DMA pools folded to a line: the newest pool, its blocks in use, and its pages as one row. */
import { grouped } from '../../words/sizes.ts';
import type { Frame } from '../../frame/frame.ts';
import type { DmaPoolLayout } from '../../../engine/contract/view.ts';
import type { PlateFold } from '../contract.ts';
import { PageIndex, poolColour, poolFigures } from './draw/pages.ts';

const pages = new PageIndex();
const newestOf = ({ layout }: Frame): DmaPoolLayout | undefined => layout.dmaPools.at(-1);

export const fold: PlateFold = {
  rests: () => false,
  none: undefined,
  summary(frame, say) {
    const pool = newestOf(frame);
    if (pool === undefined) return undefined;
    pages.update(frame);
    const found = poolFigures(frame, pages, pool);
    const blocks = found.pages * pool.blocks;
    const value = `${grouped(found.active)} / ${grouped(blocks)}`;
    const figures = [{ name: say('pool.figure.used'), value, help: say('pool.figure.used.help') }];
    return {
      digit: 0,
      name: pool.name,
      figures:
        found.lost === 0
          ? figures
          : [
              ...figures,
              {
                name: say('pool.figure.lost'),
                value: grouped(found.lost),
                help: say('pool.figure.lost.help'),
              },
            ],
    };
  },
  // A page is as long as any other: how far it is filled is how much of it is in use.
  paint(ctx, frame, { width, height, palette }) {
    const pool = newestOf(frame);
    if (pool === undefined) return;
    pages.update(frame);
    const rows = pages.of(pool).toReversed();
    const { fill } = palette.owners[poolColour(frame, pages, pool)] ?? palette.owners[0]!;
    const wide = width / Math.max(1, rows.length);
    ctx.fillStyle = palette.free;
    ctx.fillRect(0, 0, width, height);
    rows.forEach((row, i) => {
      const used = Math.min(pool.blocks, frame.columns.poolPageUsed[row] ?? 0);
      ctx.fillStyle = fill;
      ctx.fillRect(i * wide, 0, (wide * used) / pool.blocks, height);
      ctx.fillStyle = palette.line3;
      if (i > 0 && wide >= 3) ctx.fillRect(Math.round(i * wide), 0, 1, height);
    });
  },
};
