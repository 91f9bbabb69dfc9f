/**
 * What the maps show of the machine and where the reader is in it. Small values only: the machine's
 * own arrays never come in here. Pages are indices of the page columns, addresses are bytes.
 */
import type { Layout, RegionLayout } from '../../engine/contract/view.ts';

/** A chosen page; with the operation of its block's birth, a slot names one block and no later one. */
export interface Selection {
  readonly page: number;
  /** -1 = the page belongs to no block. */
  readonly slot: number;
  readonly op: number;
}

/** A window of physical addresses in bytes, half open. */
export interface AddressWindow {
  readonly from: number;
  readonly to: number;
}

/** Orders of pages a row that the plate can show now; it tells them, the controls read them. */
export interface ZoomRange {
  readonly shown: number;
  readonly closest: number;
  readonly readable: number;
  readonly fit: number;
  /** How pages are drawn there: densities, tinted pixels, shapes. */
  readonly detail: 'density' | 'pixels' | 'runs';
  /** How alignment boundaries are drawn there: see boundaryStyle of the columns layer. */
  readonly boundary: 'columns' | 'marks' | 'none';
}

/** Where to zoom or scroll to: a new object is a new wish. */
export interface Goal {
  readonly page: number;
  readonly count: number;
  /** Its row is to be the first that is seen. */
  readonly first?: boolean;
}

/** What only the mounted plate can do. */
export interface PlatePort {
  focus(): void;
  /** Release the chosen block; false if there is none. */
  release(): boolean;
  /** Page at the beginning of the first row that is seen. */
  top(): number | undefined;
}

/** Id of the plate that shows them: the first paint knows no more of it. */
export const CMA_PLATE = 'cma';

export const MAX_ALIGN = 12;

export class MapView {
  /** Index of the region that is shown. */
  region = $state(0);
  /** Log2 of the pages a row; `undefined` = the whole region. */
  order = $state.raw<number | undefined>();
  /** Pixels from the top of the map. */
  scroll = $state(0);
  /** Part of the address space that the maps cover; `undefined` = all regions. */
  brush = $state.raw<AddressWindow | undefined>();
  selection = $state.raw<Selection | undefined>();
  /** Page under the pointer. */
  pointer = $state.raw<number | undefined>();
  /** Page of the keyboard's cursor. */
  cursor = $state.raw<number | undefined>();
  goal = $state.raw<Goal | undefined>();
  zoom = $state.raw<ZoomRange>({
    shown: 6,
    closest: 2,
    readable: 6,
    fit: 6,
    detail: 'runs',
    boundary: 'columns',
  });
  /** Moves when what lies over the map changed (render/overlay.ts). */
  overlaid = $state(0);
  /** Filter of the block table. */
  filter = $state('');
  #align = $state.raw<number | undefined>();
  #boardAlign = $state(0);
  #regions: readonly RegionLayout[] = [];
  #plate: PlatePort | undefined;
  #findBlocks: (() => void) | undefined;

  /** Alignment order of the boundaries: what was chosen, else CONFIG_CMA_ALIGNMENT of the board. */
  get align(): number {
    return this.#align ?? this.#boardAlign;
  }
  set align(order: number | undefined) {
    this.#align =
      order === undefined ? undefined : Math.min(MAX_ALIGN, Math.max(0, Math.round(order)));
  }
  alignBy(steps: number): void {
    this.align = this.align + steps;
  }

  /**
   * Take in a layout. While the regions that were there lie where they lay (a region was added,
   * block slots grew, the same board booted again) the reader stays where they were; else page
   * indices mean nothing any more.
   */
  follow(layout: Layout): void {
    const known = this.#regions;
    this.#regions = layout.regions;
    this.#boardAlign = layout.board.cmaAlignment;
    if (known.length > 0 && known.every((region, i) => samePages(region, layout.regions[i])))
      return;
    this.#align = undefined;
    this.brush = undefined;
    this.region = 0;
    this.#forget();
  }

  #forget(): void {
    this.order = undefined;
    this.scroll = 0;
    this.pointer = undefined;
    this.cursor = undefined;
    this.goal = undefined;
    this.selection = undefined;
  }

  /** Show another region of the same board; what was chosen stays chosen. */
  showRegion(index: number): void {
    if (index === this.region) return;
    const kept = this.selection;
    this.#forget();
    this.selection = kept;
    this.region = index;
  }

  zoomBy(steps: number): void {
    this.zoomTo(this.zoom.shown - steps);
  }
  zoomTo(order: number): void {
    const { closest, fit } = this.zoom;
    const wanted = Math.min(fit, Math.max(closest, Math.round(order)));
    this.order = wanted === fit ? undefined : wanted;
  }
  fit(): void {
    this.order = undefined;
  }
  readable(): void {
    this.zoomTo(this.zoom.readable);
  }
  /** Zoom until pages stand large, and bring them into view. */
  zoomToPages(page: number, count: number): void {
    const row = Math.ceil(Math.log2(Math.max(1, count))) + 1;
    this.zoomTo(Math.max(this.zoom.closest + 1, Math.min(row, this.zoom.readable)));
    this.reveal(page, count);
  }
  reveal(page: number, count = 1): void {
    this.goal = { page, count };
  }

  /** Page at the beginning of the first row that is seen; undefined: nothing is scrolled away. */
  top(): number | undefined {
    return this.scroll === 0 ? undefined : this.#plate?.top();
  }
  /** What was chosen for the boundaries; undefined = the board's own. */
  get ownAlign(): number | undefined {
    return this.#align;
  }

  select(selection: Selection | undefined): void {
    this.selection = selection;
  }
  /** Choose and bring into view, in whatever region it lies. */
  selectAndShow(selection: Selection, region: number): void {
    this.showRegion(region);
    this.selection = selection;
    this.reveal(selection.page);
  }

  attachPlate(port: PlatePort): () => void {
    this.#plate = port;
    return () => {
      if (this.#plate === port) this.#plate = undefined;
    };
  }
  /** Go to the map, of another region if it is said which. */
  focusPlate(region?: number): void {
    if (region !== undefined) this.showRegion(region);
    this.#plate?.focus();
  }
  releaseChosen(): boolean {
    return this.#plate?.release() ?? false;
  }
  attachFinder(find: () => void): () => void {
    this.#findBlocks = find;
    return () => {
      if (this.#findBlocks === find) this.#findBlocks = undefined;
    };
  }
  findBlocks(): void {
    this.#findBlocks?.();
  }
}

const samePages = (a: RegionLayout, b: RegionLayout | undefined): boolean =>
  a.ranges.length === b?.ranges.length &&
  a.ranges.every((range, i) => {
    const other = b.ranges[i]!;
    return (
      range.basePfn === other.basePfn &&
      range.pages === other.pages &&
      range.firstPage === other.firstPage
    );
  });

const bytesOf = (region: RegionLayout): AddressWindow[] =>
  region.ranges.map((r) => ({ from: r.basePfn * 4096, to: (r.basePfn + r.pages) * 4096 }));

/** Indices of the regions that a window touches; all of them without a window. */
export const regionsIn = (layout: Layout, window: AddressWindow | undefined): readonly number[] =>
  layout.regions
    .filter(
      (region) =>
        window === undefined ||
        bytesOf(region).some(({ from, to }) => from < window.to && to > window.from),
    )
    .map((region) => region.index);
