/**
 * What a workload asks for. Each mix is a set of drivers with the sizes and alignments they are known
 * to ask; a request is drawn from it with the workload's own seeded generator, nothing else.
 */
import type { Mix } from '../contract/command.ts';
import type { Rng } from '../memory/rng.ts';
import type { Order, PageCount } from '../contract/units.ts';

/** One request: who asks, for how many pages, at which order of alignment. */
export interface Draw {
  readonly name: string;
  readonly count: PageCount;
  readonly align: Order;
}
interface Driver {
  readonly name: string;
  /** Relative frequency. */
  readonly weight: number;
  /** Pages: least and most, drawn evenly. */
  readonly pages: readonly [PageCount, PageCount];
}

/** Least order whose 2^order pages hold `count`. */
const orderOf = (count: PageCount): Order => Math.ceil(Math.log2(count));

/** Small descriptor rings and a few larger buffers: what dma_alloc_coherent sees on a quiet board. */
const DMA: readonly Driver[] = [
  { name: 'eth_ring', weight: 30, pages: [1, 4] },
  { name: 'usb_hcd', weight: 25, pages: [1, 1] },
  { name: 'mmc_adma', weight: 15, pages: [1, 8] },
  { name: 'i2s_dma', weight: 12, pages: [4, 32] },
  { name: 'aes_dma', weight: 10, pages: [1, 2] },
  { name: 'jpeg', weight: 6, pages: [48, 300] },
  { name: 'fb', weight: 2, pages: [300, 1200] },
];
/** A camera pipeline: 480p to 1080p NV12 frames, bitstream rings, motion vectors. */
const VIDEO: readonly Driver[] = [
  { name: 'vif', weight: 20, pages: [113, 506] },
  { name: 'scl', weight: 20, pages: [97, 250] },
  { name: 'venc_ref', weight: 15, pages: [506, 760] },
  { name: 'venc_bs', weight: 15, pages: [38, 128] },
  { name: 'mv', weight: 15, pages: [6, 24] },
  { name: 'osd', weight: 15, pages: [1, 16] },
];
/** 1–8 page objects, the classic fragmenter. */
const SMALL: readonly Driver[] = [
  { name: 'skb', weight: 50, pages: [1, 2] },
  { name: 'ring', weight: 30, pages: [2, 4] },
  { name: 'desc', weight: 20, pages: [4, 8] },
];
const POW2: readonly Driver[] = [{ name: 'pow', weight: 1, pages: [0, 8] }];
const WILD: readonly Driver[] = [
  { name: 'tiny', weight: 40, pages: [1, 7] },
  { name: 'mid', weight: 40, pages: [8, 130] },
  { name: 'huge', weight: 20, pages: [131, 1500] },
];

const DRIVERS: Readonly<Record<Mix, readonly Driver[]>> = {
  dma: DMA,
  video: VIDEO,
  small: SMALL,
  pow2: POW2,
  wild: WILD,
};

function pickDriver(drivers: readonly Driver[], rng: Rng): Driver {
  const total = drivers.reduce((sum, driver) => sum + driver.weight, 0);
  let at = rng.below(total);
  for (const driver of drivers) {
    if (at < driver.weight) return driver;
    at -= driver.weight;
  }
  throw new Error('weights do not add up');
}

/** Draw one request. `cap` is CONFIG_CMA_ALIGNMENT, `pages` the region's size. */
export function draw(mix: Mix, rng: Rng, cap: Order, pages: PageCount): Draw {
  const driver = pickDriver(DRIVERS[mix], rng);
  const [least, most] = driver.pages;
  const drawn = least + rng.below(most - least + 1);
  const limit = Math.max(1, pages);
  if (mix === 'pow2') {
    const count = Math.min(2 ** drawn, limit);
    return { name: driver.name, count, align: Math.min(drawn, cap) };
  }
  const count = Math.min(drawn, limit);
  if (mix === 'wild') return { name: driver.name, count, align: rng.below(cap + 3) };
  if (mix === 'small') return { name: driver.name, count, align: rng.below(4) };
  return { name: driver.name, count, align: Math.min(orderOf(count), cap) };
}
