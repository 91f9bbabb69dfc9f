/** Coherent memory of a board: dma_alloc_coherent of whoever asks, and the pool that serves GFP_ATOMIC. */
import type { Label } from '../../../board/area.ts';
import type { Board } from '../../../board/board.ts';
import type { Sink } from '../../../board/recorder.ts';
import type { Refusal } from '../../../contract/command.ts';
import {
  bytesToPages,
  KiB,
  type Bytes,
  type Order,
  type PageCount,
  type Pfn,
} from '../../../contract/units.ts';
import { AtomicPool } from './atomic-pool.ts';
import { contiguousRequest, pageAllocatorServes } from './contiguous.ts';
import { getOrder } from './order.ts';

/**
 * What a blocking dma_alloc_coherent comes back with. `elsewhere` stands for pages of the page
 * allocator. `align` is the order that CMA was asked for.
 */
export type Coherent =
  | { readonly pfn: Pfn; readonly count: PageCount; readonly align: Order }
  | { readonly elsewhere: true; readonly count: PageCount; readonly align: Order }
  | Refusal;

/**
 * A blocking dma_alloc_coherent of `size` bytes: pages of the default area, pages of the page
 * allocator (whose addresses are not modelled), or why neither. `label` names the block for whoever
 * looks at it. A refusal has the errno of cma_alloc(), or ENOMEM where there is no region or the
 * page allocator has nothing so large.
 */
export function allocCoherent(board: Board, size: Bytes, label: Label, sink: Sink): Coherent {
  const area = board.defaultArea;
  const asked = contiguousRequest(size, board.profile, area !== undefined);
  const { count, align } = asked;
  let refusal: Refusal = { errno: 'ENOMEM', why: { id: 'cma.noRegion' } };
  if (asked.cma && area) {
    const got = area.alloc({ count, align }, label, board.op, sink);
    if ('pfn' in got) return { pfn: got.pfn, count, align };
    refusal = got;
  }
  if (asked.fallback === 'none' || count === 0) return refusal;
  if (pageAllocatorServes(size)) return { elsewhere: true, count, align };
  const order = getOrder(size);
  return { errno: 'ENOMEM', why: { id: 'dma.buddyTooLarge', args: { order } } };
}

/**
 * arch/arm/mm/dma-mapping.c atomic_pool_init(): takes the pool that `coherent_pool=` asks for.
 * Printed either way, as that kernel prints it; a profile of 0 bytes has no pool.
 */
export function takeAtomicPool(board: Board, sink: Sink): void {
  const { coherentPool } = board.profile;
  if (coherentPool === 0) return;
  const label = { name: 'atomic_pool', kind: 'dma_coherent', bytes: coherentPool } as const;
  const got = allocCoherent(board, coherentPool, label, sink);
  const size = `${Math.floor(coherentPool / KiB)} KiB pool`;
  if ('pfn' in got) {
    board.parts.dma!.atomicPool = new AtomicPool(got.pfn, bytesToPages(coherentPool));
    sink.printk(`DMA: preallocated ${size} for atomic coherent allocations`);
  } else sink.printk(`DMA: failed to allocate ${size} for atomic coherent allocation`);
}
