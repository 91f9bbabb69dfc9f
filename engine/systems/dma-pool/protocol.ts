/**
 * The DMA pools' part of the protocol: their calls, what they give back, and the facts they report.
 */
import type { Message, Where } from '../../contract/command.ts';
import type { Bytes, PhysAddr, VirtAddr } from '../../contract/units.ts';

export type PoolCommand =
  /** `dev`: a device's name, false = NULL; without it the board's first device. */
  | {
      readonly kind: 'dma_pool_create';
      readonly into?: string;
      readonly name: string;
      readonly size: Bytes;
      readonly align: Bytes;
      /** Up to 2.6.23 this argument is the bytes of a page. */
      readonly boundary: Bytes;
      readonly dev?: string | false;
    }
  | {
      readonly kind: 'dma_pool_alloc' | 'dma_pool_zalloc';
      readonly into?: string;
      readonly pool: Where;
      readonly atomic?: boolean;
    }
  /**
   * A number stands for the physical address of what the pointer points to. `offset` is counted from
   * `vaddr`, and from `dma` where that is what the block's own allocation said.
   */
  | {
      readonly kind: 'dma_pool_free';
      readonly pool: Where;
      readonly vaddr: Where;
      readonly dma?: PhysAddr;
      readonly offset?: number;
    }
  | { readonly kind: 'dma_pool_destroy'; readonly pool: Where };

export type PoolValue =
  | {
      readonly is: 'pool';
      readonly id: number;
      readonly name: string;
      readonly device: string | undefined;
      readonly size: Bytes;
      readonly allocation: Bytes;
      readonly boundary: Bytes;
      readonly blocks: number;
      readonly lost: number;
      readonly overrun: Bytes;
      readonly handle: string | undefined;
      readonly notes: readonly Message[];
    }
  | {
      readonly is: 'pool_block';
      readonly phys: PhysAddr;
      /** What the driver would tell its device; from 6.4 on read from the block, right or wrong. */
      readonly dma: PhysAddr;
      readonly virt: VirtAddr | undefined;
      readonly size: Bytes;
      readonly handle: string | undefined;
      readonly notes: readonly Message[];
    };

/** Facts of DMA pools, in the order in which they happened. */
export type PoolEvent =
  /** A chunk became a page at the head of the pool's list. */
  | {
      readonly is: 'pool-page';
      readonly pool: number;
      readonly phys: PhysAddr;
      readonly bytes: Bytes;
      readonly blocks: number;
      readonly lost: number;
    }
  /**
   * The list of pages was walked to the first one with a free block, past `full` newer ones without.
   * From 6.4 on no page is looked for.
   */
  | {
      readonly is: 'pool-chosen';
      readonly pool: number;
      readonly phys: PhysAddr;
      readonly full: number;
    }
  /**
   * What a free list begins with now, that of a page or from 6.4 on of the pool: a block, nothing, or
   * a pointer that leads nowhere.
   */
  | {
      readonly is: 'pool-head';
      readonly pool: number;
      readonly page: PhysAddr | undefined;
      readonly phys: PhysAddr | 'astray' | undefined;
    }
  /** A block was handed out. `slot` is its place in the page, undefined where none begins. */
  | {
      readonly is: 'pool-taken';
      readonly pool: number;
      readonly phys: PhysAddr;
      readonly slot: number | undefined;
      readonly twice: boolean;
    }
  | {
      readonly is: 'pool-freed';
      readonly pool: number;
      readonly phys: PhysAddr;
      readonly slot: number | undefined;
      readonly was: 'in use' | 'free' | 'lost' | 'no block';
    }
  /** A free that was refused with a line in the kernel log. */
  | {
      readonly is: 'pool-refused';
      readonly pool: number;
      readonly phys: PhysAddr;
      readonly error: 'badDma' | 'badVaddr' | 'alreadyFree';
    }
  /** A page went back, or is lost for good, when its pool was destroyed. */
  | {
      readonly is: 'pool-returned' | 'pool-leaked';
      readonly pool: number;
      readonly phys: PhysAddr;
    };

declare module '../../contract/command.ts' {
  interface Protocols {
    'dma-pool': {
      readonly command: PoolCommand;
      readonly value: PoolValue;
      readonly event: PoolEvent;
      readonly handle: 'pool' | 'pool_block';
    };
  }
}
