/** What the plate of a CMEM block is painted from, and the words on it. */
import type { CmemBlockLayout, CmemLayout } from '../../../../engine/contract/view.ts';
import type { Frame } from '../../../frame/frame.ts';
import type { Palette } from '../../../render/palette.ts';
import type { Brushes } from '../../../render/patterns.ts';
import type { HeapIndex } from './heap-index.ts';
import type { RackSpace } from './space.ts';

/** What GETPOOL said of a pool when it looked at it. */
export type PoolVerdict = 'too small' | 'empty' | 'not better' | 'best';

/** The last request for a pool buffer, as far as the racks show it. */
export interface ChoiceOnMap {
  readonly verdicts: ReadonlyMap<number, PoolVerdict>;
  readonly taken: { readonly pool: number; readonly id: number } | undefined;
  /** Bytes asked for, and what the buffer that was taken wastes of them. */
  readonly asked: number;
  readonly wasted: number;
  /** A smaller pool would have fitted and was empty. */
  readonly promoted: boolean;
}

/** Words on the racks, in the reader's language. */
export interface CmemWords {
  /** `50 × 512`. */
  rack(num: number, requested: number): string;
  free(free: number, num: number): string;
  readonly full: string;
  readonly none: string;
  readonly heap: string;
  size(bytes: number): string;
  heapFree(bytes: number): string;
  /** A buffer's own arithmetic: what is asked of what it holds. */
  holds(asked: number, size: number): string;
  readonly chain: string;
  more(chunks: number): string;
  /** A stretch of links too short for an arrow each. */
  links(count: number): string;
  readonly corrupt: string;
  /** Memory that a broken list no longer leads to. */
  lost(bytes: number): string;
  /** Beside the buffer that was taken for want of a smaller one. */
  promoted(asked: number, wasted: number): string;
}

export interface CmemScene {
  readonly view: Frame;
  readonly cmem: CmemLayout;
  readonly block: CmemBlockLayout;
  readonly space: RackSpace;
  readonly palette: Palette;
  readonly brushes: Brushes;
  readonly words: CmemWords;
  readonly heaps: HeapIndex;
  readonly choice: ChoiceOnMap | undefined;
  readonly ratio: number;
}
