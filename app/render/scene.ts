/** What the layers of a plate paint from, and the words they write. */
import type { RegionLayout } from '../../engine/contract/view.ts';
import type { Frame } from '../frame/frame.ts';
import type { HoleIndex } from './geometry/holes.ts';
import type { Palette } from './palette.ts';
import type { Brushes } from './patterns.ts';
import type { Run } from './geometry/runs.ts';
import type { Space } from './geometry/space.ts';

/** Words on the land, in the reader's language. */
export interface MapWords {
  readonly unnamed: string;
  readonly slack: string;
  readonly pinned: string;
  readonly free: string;
  /** A hole where there is no room to say more. */
  freePages(count: number): string;
  pages(count: number): string;
  pagesAndBytes(count: number, bytes: number): string;
  /** A hole and the part of it that lies after the next boundary. */
  hole(pages: number, usable: number): string;
  /** A hole that pinned pages cut, and the longest part of it that a request would get. */
  cut(pages: number, usable: number): string;
  /** A hole that no boundary lies in. */
  lost(pages: number): string;
  lent(pages: number): string;
  bytesAndWaste(bytes: number, waste: number): string;
}

export interface Scene {
  readonly view: Frame;
  readonly region: RegionLayout;
  readonly space: Space;
  readonly palette: Palette;
  readonly brushes: Brushes;
  readonly words: MapWords;
  readonly holes: HoleIndex;
  /** Alignment order of the boundaries. */
  readonly align: number;
  readonly ratio: number;
}

/** The visible part of a scene: rows [first, last] and, where pages are drawn, their runs. */
export interface Sight {
  readonly first: number;
  readonly last: number;
  /** The first row of which nothing is scrolled away: names stand from here on if they can. */
  readonly whole: number;
  readonly runs: readonly Run[];
}

/** What the painters use of a canvas; svg.ts answers the same. */
export type Ctx = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'bezierCurveTo'
  | 'clearRect'
  | 'clip'
  | 'closePath'
  | 'createImageData'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'globalAlpha'
  | 'lineTo'
  | 'lineWidth'
  | 'measureText'
  | 'moveTo'
  | 'putImageData'
  | 'rect'
  | 'restore'
  | 'save'
  | 'scale'
  | 'stroke'
  | 'strokeStyle'
  | 'textAlign'
  | 'textBaseline'
  | 'translate'
>;

/** Sizes of text on the land, in CSS pixels, before the reader's text size. */
const SIZES = { axis: 11, fact: 11.5, name: 12.5, small: 11 } as const;
export type TextRole = keyof typeof SIZES;

export const fontOf = (
  scene: Pick<Scene, 'palette'> & { readonly space: Pick<Space, 'scale'> },
  role: TextRole,
): string => {
  const px = SIZES[role] * scene.space.scale;
  if (role === 'axis') return `${px}px ${scene.palette.mono}`;
  return `${role === 'fact' ? 400 : 600} ${px}px ${scene.palette.sans}`;
};
