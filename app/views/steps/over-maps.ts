/** Puts the step where the reader is over the maps, and brings it into view when they go there. */
import { CMEM_HEAP_POOL } from '../../../engine/view.ts';
import { PageIndex } from '../../render/dma-pool/pages.ts';
import type { Frame } from '../../render/frame.ts';
import { overlay } from '../../render/overlay.ts';
import { addressOfStep, hitOfAddress, paintBlockSteps } from '../../render/steps/blocks.ts';
import type { StepPicture } from '../../render/steps/marks.ts';
import { paintPageSteps, windowOf } from '../../render/steps/pages.ts';
import { paintRackSteps } from '../../render/steps/racks.ts';
import { cmemView } from '../../state/cmem-map.ts';
import type { CmemPlace } from '../../state/cmem-view.svelte.ts';
import type { PoolPlace } from '../../state/dma-pool-view.svelte.ts';
import { mapView } from '../../state/map.ts';
import type { Tale } from '../../state/op-steps.svelte.ts';
import { poolView } from '../../state/pool-map.ts';

/** Tell the maps that what lies over them is another picture now. */
export const repaintMaps = (): void => {
  mapView.overlaid += 1;
  cmemView.overlaid += 1;
  poolView.overlaid += 1;
};

/** Lay pictures over the maps until the answer is called; `picture` is asked at each frame. */
export const layOver = (picture: () => StepPicture | undefined): (() => void) => {
  const painted = {
    pages: (stage) => {
      const now = picture();
      return now !== undefined && paintPageSteps(stage, now);
    },
    racks: (stage) => {
      const now = picture();
      return now !== undefined && paintRackSteps(stage, now);
    },
    blocks: (stage) => {
      const now = picture();
      return now !== undefined && paintBlockSteps(stage, now);
    },
  } satisfies typeof overlay.shown;
  overlay.shown = painted;
  return () => {
    if (overlay.shown === painted) overlay.shown = undefined;
    repaintMaps();
  };
};

/** Where on the CMEM plate a step is: a buffer, or an address in the heap. */
const placeOf = ({ events }: Tale, at: number): CmemPlace | undefined => {
  const event = events[at];
  switch (event?.is) {
    case 'pool':
      return { block: event.block, pool: event.pool, at: 0 };
    case 'taken':
      return { block: event.block, pool: event.pool, at: event.id };
    case 'head':
      return { block: event.block, pool: event.pool, at: event.id ?? 0 };
    case 'chunk':
    case 'cut':
    case 'linked':
    case 'merged':
      return { block: event.block, pool: CMEM_HEAP_POOL, at: event.phys };
    default:
      return undefined;
  }
};

/** Where on the plate of DMA pools a step is. */
const placeOfBlock = (view: Frame, { events }: Tale, at: number): PoolPlace | undefined => {
  const event = events[at];
  if (event === undefined || !('pool' in event) || 'block' in event) return undefined;
  const pool = view.layout.dmaPools.find(({ id }) => id === event.pool);
  const address = addressOfStep(event);
  if (pool === undefined || address === undefined) return undefined;
  const pages = new PageIndex();
  pages.update(view);
  const hit = hitOfAddress({ view, pages, pool }, address.phys, address.whole);
  if (hit === undefined) return undefined;
  return { pool: pool.id, page: pages.of(pool).length - 1 - hit.at, slot: hit.slot };
};

/** Bring what a step is about into view, whatever map it is on. */
export const revealStep = (frame: Frame, tale: Tale, at: number): void => {
  const { layout } = frame;
  for (const region of layout.regions) {
    const span = windowOf(tale.events, at, region);
    if (span === undefined) continue;
    mapView.showRegion(region.index);
    mapView.reveal(span.page, span.count);
    return;
  }
  const place = placeOf(tale, at);
  if (place !== undefined) cmemView.reveal(place);
  const block = placeOfBlock(frame, tale, at);
  if (block !== undefined) poolView.reveal(block);
};
