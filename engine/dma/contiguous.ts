/**
 * dma_alloc_coherent down to cma_alloc: sizes become pages, orders are capped.
 *
 * Source of truth: Linux 4.9 arch/arm/mm/dma-mapping.c __dma_alloc / arm_dma_free and
 * drivers/base/dma-contiguous.c dma_alloc_from_contiguous; Linux 6.14 / 6.17 kernel/dma/direct.c
 * __dma_direct_alloc_pages and kernel/dma/contiguous.c dma_alloc_contiguous.
 * Simplified: the page allocator outside CMA never runs dry below MAX_PAGE_ORDER, and its addresses
 * are not modelled; dev->cma_area is the default area.
 */
import type { Kernel } from '../profile.ts';
import { bytesToPages, type Bytes, type Order, type PageCount } from '../units.ts';
import { cappedOrder, getOrder } from './order.ts';

/** include/linux/mmzone.h MAX_PAGE_ORDER without CONFIG_ARCH_FORCE_MAX_ORDER. */
export const MAX_PAGE_ORDER: Order = 10;

export interface ContiguousRequest {
  readonly count: PageCount;
  readonly align: Order;
  /** Where the pages come from if CMA is not asked, or says no. */
  readonly cma: boolean;
  readonly fallback: 'none' | 'page allocator';
}

/**
 * What one blocking dma_alloc_coherent of `size` bytes asks of a device whose CMA area exists or not.
 * 4.9 and 4.14 ARM: CMA and nothing else where there is an area, the remapped page allocator where
 * there is none (__dma_alloc picks one of them). 6.x: one page never uses the default area, and a
 * refusal falls back to ordinary pages.
 */
export function contiguousRequest(
  size: Bytes,
  kernel: Kernel,
  cmaAlignment: Order,
  hasArea = true,
): ContiguousRequest {
  const count = bytesToPages(size);
  const align = cappedOrder(size, cmaAlignment);
  if (!hasArea) return { count, align, cma: false, fallback: 'page allocator' };
  if (kernel === '4.9' || kernel === '4.14') return { count, align, cma: true, fallback: 'none' };
  return { count, align, cma: count > 1, fallback: 'page allocator' };
}

/** Whether the page allocator can serve a size at all. */
export const pageAllocatorServes = (size: Bytes): boolean => getOrder(size) <= MAX_PAGE_ORDER;
