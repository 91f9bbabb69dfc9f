/**
 * dma_alloc_coherent down to cma_alloc: sizes become pages, orders are capped.
 *
 * Source of truth: arch/arm/mm/dma-mapping.c __dma_alloc / arm_dma_free (4.9 to 7.3) and
 * drivers/base/dma-contiguous.c dma_alloc_from_contiguous (4.9); kernel/dma/direct.c
 * __dma_direct_alloc_pages and kernel/dma/contiguous.c dma_alloc_contiguous (6.14, 6.17).
 * Simplified: the page allocator outside CMA never runs dry below MAX_PAGE_ORDER, and its addresses
 * are not modelled; dev->cma_area is the default area; no 32-bit device is marked dma-coherent, which
 * would send it down the generic path.
 */
import type { BoardProfile } from '../../../contract/profile.ts';
import { bytesToPages, type Bytes, type Order, type PageCount } from '../../../contract/units.ts';
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
 * The path decides, not the version: 32-bit ARM has its own in every kernel, which asks CMA for one
 * page as for many and takes its refusal as final (without an area it remaps ordinary pages instead).
 * The generic path of arm64, as kernels of 5.4 and later have it, never takes one page from the
 * default area and falls back to ordinary pages.
 */
export function contiguousRequest(
  size: Bytes,
  { arch, cmaAlignment }: Pick<BoardProfile, 'arch' | 'cmaAlignment'>,
  hasArea = true,
): ContiguousRequest {
  const count = bytesToPages(size);
  const align = cappedOrder(size, cmaAlignment);
  if (!hasArea) return { count, align, cma: false, fallback: 'page allocator' };
  if (arch === 'arm') return { count, align, cma: true, fallback: 'none' };
  return { count, align, cma: count > 1, fallback: 'page allocator' };
}

/** Whether the page allocator can serve a size at all. */
export const pageAllocatorServes = (size: Bytes): boolean => getOrder(size) <= MAX_PAGE_ORDER;
