/** get_order() and the cap that CONFIG_CMA_ALIGNMENT puts on it. */
import { bytesToPages, type Bytes, type Order } from '../../../contract/units.ts';

/** get_order(0) on a 32-bit kernel: fls(-1 >> PAGE_SHIFT). */
const ORDER_OF_ZERO = 20;

/** include/asm-generic/getorder.h get_order(): least order with 2^order pages >= size. */
export function getOrder(size: Bytes): Order {
  if (size <= 0) return ORDER_OF_ZERO;
  return Math.ceil(Math.log2(bytesToPages(size)));
}

/** dma_alloc_from_contiguous(): align = min(order, CONFIG_CMA_ALIGNMENT). */
export const cappedOrder = (size: Bytes, cmaAlignment: Order): Order =>
  Math.min(getOrder(size), cmaAlignment);
