/**
 * One request for a pool in every generation side by side: what a page would hold, and what it would
 * waste. Pure: nothing is allocated.
 */
import type { PoolKernel } from '../../contract/profile.ts';
import type { Bytes } from '../../contract/units.ts';
import { planPool, type CreateLimit, type CreateRule, type PoolRequest } from './model/geometry.ts';
import { POOL_VERSIONS, type PoolMechanism } from './model/version.ts';

/** Kernels whose geometry differs: the list is the same from 2.6.24 to 6.3. */
const COMPARED = ['2.6.18', '4.x', '6.4'] as const satisfies readonly PoolKernel[];

/** What one generation makes of the request; sizes in bytes. */
export interface PoolAlternative {
  readonly kernel: PoolKernel;
  readonly mechanism: PoolMechanism;
  /** Why there would be no pool, or what a page would be. */
  readonly page:
    | { readonly rule: CreateRule | CreateLimit }
    | {
        readonly rule: undefined;
        readonly size: Bytes;
        readonly allocation: Bytes;
        /** Blocks that a page yields. */
        readonly blocks: number;
        /** Blocks that would fit and are dropped. */
        readonly lost: number;
        /** Bytes of a page that no block uses. */
        readonly wasted: Bytes;
        /** Bytes by which the last block runs past the page. */
        readonly overrun: Bytes;
        /** Blocks before the first boundary; all of them where none lies in the page. */
        readonly beforeBoundary: number;
      };
}

/** One entry each for the bitmap, the list and the stack, in this order. */
export function compareGenerations(
  request: PoolRequest,
  machine: { readonly pointerBytes: 4 | 8; readonly pageSize: Bytes },
): readonly PoolAlternative[] {
  return COMPARED.map((kernel) => {
    const version = POOL_VERSIONS[kernel];
    const { pointerBytes, pageSize } = machine;
    const build = { version, debug: false, pointerBytes, dmaAddrBytes: pointerBytes, pageSize };
    const plan = planPool(request, build);
    const { mechanism } = version;
    if (typeof plan === 'string') return { kernel, mechanism, page: { rule: plan } };
    const { size, allocation, blocks, lost, overrun, slots, carved, boundary } = plan;
    const before = slots.filter((offset, slot) => carved[slot] === 1 && offset < boundary);
    const page = {
      rule: undefined,
      size,
      allocation,
      blocks,
      lost,
      wasted: Math.max(0, allocation - blocks * size),
      overrun,
      beforeBoundary: before.length,
    };
    return { kernel, mechanism, page };
  });
}
