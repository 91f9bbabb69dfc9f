/** What the plate of a DMA pool is painted from, and the words on it. */
import type { DmaPoolLayout } from '../../../../engine/contract/view.ts';
import type { Frame } from '../../../frame/frame.ts';
import type { Palette } from '../../../render/palette.ts';
import type { Brushes } from '../../../render/patterns.ts';
import type { PageIndex } from './pages.ts';
import type { PoolSpace } from './space.ts';

/** Words on the strips, in the reader's language. */
export interface PoolWords {
  free(free: number, blocks: number): string;
  readonly full: string;
  /** Above the block that the carving drops. */
  lost(slot: number): string;
  overrun(bytes: number): string;
  /** On the arrow of a stretch. */
  inOrder(count: number, last: number): string;
  short(count: number): string;
  moreJumps(count: number): string;
  readonly broken: string;
  readonly loop: string;
  readonly headBroken: string;
  unreachable(count: number): string;
  /** Where the free list of the whole pool goes on. */
  away(page: string, slot: number): string;
}

export interface PoolScene {
  readonly view: Frame;
  readonly pool: DmaPoolLayout;
  readonly pages: PageIndex;
  readonly space: PoolSpace;
  readonly palette: Palette;
  readonly brushes: Brushes;
  readonly words: PoolWords;
  /** Colour class of whoever owns the blocks. */
  readonly colour: number;
  /** Place in the list of the page whose strip stands above the rows; -1 = none. */
  readonly open: number;
  readonly ratio: number;
}
