/** What can be done to the maps from anywhere: for keys, palette and buttons alike. */
import type { Action } from './actions.svelte.ts';
import { cmemDigit } from './cmem-view.svelte.ts';
import type { CmemView } from './cmem-view.svelte.ts';
import type { PoolView } from './dma-pool-view.svelte.ts';
import type { MapView } from './map-view.svelte.ts';
import type { MapKey, MapT } from './strings/map.ts';

export interface MapActionsEnvironment {
  readonly t: MapT;
  /** Regions of the board that runs now. */
  readonly regions: () => number;
  /** The board has CMEM: its plate is there. */
  readonly cmem: () => boolean;
  /** Number of the plate of DMA pools; undefined while there is none. */
  readonly pools: () => number | undefined;
  /** Open the form that makes a DMA pool. */
  readonly createPool: () => void;
}

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

export const mapActions = (
  view: MapView,
  cmem: CmemView,
  pools: PoolView,
  env: MapActionsEnvironment,
): readonly Action[] => {
  const { t } = env;
  const isCmem = (digit: number): boolean => env.cmem() && digit === cmemDigit(env.regions());
  const hasMap = (): boolean => env.regions() > 0;
  const hasChosen = (): boolean => view.selection !== undefined;
  const hasBlock = (): boolean => (view.selection?.slot ?? -1) >= 0;
  const action = (
    id: MapKey & `action.${string}`,
    keys: readonly string[],
    run: () => void,
    when: () => boolean = hasMap,
  ): Action => ({ id: `map.${id.slice(7)}`, group: 'map', name: () => t(id), keys, when, run });
  const goTo = (digit: (typeof DIGITS)[number]): Action =>
    action(
      `action.map${digit}`,
      [String(digit)],
      () => {
        if (isCmem(digit)) cmem.focusPlate();
        else if (env.pools() === digit) pools.focusPlate();
        else {
          view.showRegion(digit - 1);
          view.focusMap();
        }
      },
      () => env.regions() >= digit || isCmem(digit) || env.pools() === digit,
    );
  return [
    ...DIGITS.map(goTo),
    action('action.zoomIn', ['+', '=', 'W'], () => view.zoomBy(1)),
    action('action.zoomOut', ['-', 'S'], () => view.zoomBy(-1)),
    action('action.readable', ['0'], () => view.readable()),
    action('action.fit', ['F'], () => view.fit()),
    action('action.alignUp', [']'], () => view.alignBy(1)),
    action('action.alignDown', ['['], () => view.alignBy(-1)),
    action('action.alignBoard', [], () => (view.align = undefined)),
    action('action.zoomSelection', ['Z'], () => zoomToChosen(view), hasChosen),
    action('action.releaseSelection', [], () => void view.releaseChosen(), hasBlock),
    action('action.clearSelection', [], () => view.select(undefined), hasChosen),
    action('action.resetWindow', [], () => (view.brush = undefined)),
    action('action.filterBlocks', ['Mod+F'], () => view.findBlocks()),
    action(
      'action.cmemFree',
      [],
      () => void cmem.freeChosen(),
      () => cmem.selection !== undefined,
    ),
    action(
      'action.poolFree',
      [],
      () => void pools.freeChosen(),
      () => pools.selection !== undefined,
    ),
    action('action.poolCreate', [], env.createPool, () => env.regions() > 0 || env.cmem()),
    action('action.cmemPlan', [], () => (cmem.planning = true), env.cmem),
  ];
};

const zoomToChosen = (view: MapView): void => {
  const page = view.selection?.page;
  if (page !== undefined) view.zoomToPages(page, 1);
};
