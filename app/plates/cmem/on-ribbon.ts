/** Where CMEM's blocks lie on the ribbon, and what they have in common with Linux. */
import type { CmemBlockLayout, Layout } from '../../../engine/contract/view.ts';
import { place, sharedWithLinux } from '../spans.ts';
import type { Placed, Span } from '../spans.ts';
import type { CmemNews } from './cmem-news.svelte.ts';

export interface PlacedBlock extends Placed {
  readonly block: CmemBlockLayout;
}

export const blocksOf = (layout: Layout): readonly CmemBlockLayout[] => layout.cmem?.blocks ?? [];
const spanOf = ({ physStart: from, physEnd: to }: CmemBlockLayout): Span => ({ from, to });

export const placeBlocks = (layout: Layout, window: Span, width: number): PlacedBlock[] =>
  blocksOf(layout).flatMap((block) => {
    const placed = place(window, width, spanOf(block), 3);
    return placed === undefined ? [] : [{ ...placed, block }];
  });

/** What the last insmod wanted and did not get. */
export const refusedOf = (layout: Layout, news: CmemNews): Span | undefined =>
  layout.cmem === undefined ? news.refused?.span : undefined;

/** What Linux and CMEM both believe to be theirs, or Linux has of what was wanted. */
export const overlapsOf = (layout: Layout, news: CmemNews): readonly Span[] => {
  const refused = refusedOf(layout, news);
  const wanted = refused === undefined ? blocksOf(layout).map(spanOf) : [refused];
  return wanted.flatMap((span) => sharedWithLinux(layout, span));
};
