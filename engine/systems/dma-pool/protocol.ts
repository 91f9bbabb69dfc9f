/**
 * The DMA pools' part of the protocol: their calls, what they give back, and the facts they report.
 */
import type { Message, Where } from '../../contract/command.ts';
import type { Bytes, PhysAddr, VirtAddr } from '../../contract/units.ts';

/** `pool` is the handle of a pool; `into` names what the call returns. */
export type PoolCommand =
  /** `dev`: a device's name, false = NULL; without it the board's first device. */
  | {
      readonly kind: 'dma_pool_create';
      readonly into?: string;
      /** The pool keeps 31 bytes of it. Names need not differ. */
      readonly name: string;
      /** Bytes of a block, before the kernel rounds them to `align` and to the least block. */
      readonly size: Bytes;
      /** A power of two from 2.6.24 on; 0 becomes 1. */
      readonly align: Bytes;
      /**
       * Up to 2.6.23 this argument is the bytes of a page. No block crosses a multiple of it; 0
       * means the length of a page of the pool.
       */
      readonly boundary: Bytes;
      readonly dev?: string | false;
    }
  | {
      readonly kind: 'dma_pool_alloc' | 'dma_pool_zalloc';
      readonly into?: string;
      readonly pool: Where;
      /** The caller may not sleep. */
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

/** `notes` are remarks of Carveout about an answer whose caller learns nothing of them. */
export type PoolValue =
  | {
      readonly is: 'pool';
      /** Carveout's number of the pool; it is not used again. */
      readonly id: number;
      readonly name: string;
      /** The device whose list has the pool; undefined for dev = NULL. */
      readonly device: string | undefined;
      /** Bytes of a block as the kernel rounded them. */
      readonly size: Bytes;
      /** Bytes of one page of the pool: what is fetched at a time. */
      readonly allocation: Bytes;
      /** The boundary that the kernel carves by, after its own corrections. */
      readonly boundary: Bytes;
      /** Blocks that one page really yields. */
      readonly blocks: number;
      /** Blocks of a page that would fit but are dropped where they end on a boundary. */
      readonly lost: number;
      /** Bytes by which the last block of a page runs past the page's end. */
      readonly overrun: Bytes;
      readonly handle: string | undefined;
      readonly notes: readonly Message[];
    }
  | {
      readonly is: 'pool_block';
      /** Where the block lies in physical memory. */
      readonly phys: PhysAddr;
      /** What the driver would tell its device; from 6.4 on read from the block, right or wrong. */
      readonly dma: PhysAddr;
      /** The pointer that the call returned; undefined where it is not known. */
      readonly virt: VirtAddr | undefined;
      /** Bytes of the block. */
      readonly size: Bytes;
      readonly handle: string | undefined;
      readonly notes: readonly Message[];
    };

/**
 * Facts of DMA pools, in the order in which they happened.
 *
 * `pool` is the number of the pool, `phys` the physical address of the block, or of the page in
 * events about pages.
 */
export type PoolEvent =
  /** A chunk became a page at the head of the pool's list. */
  | {
      readonly is: 'pool-page';
      readonly pool: number;
      readonly phys: PhysAddr;
      /** Length of the page. */
      readonly bytes: Bytes;
      /** Blocks that were carved out of it. */
      readonly blocks: number;
      /** Blocks that the walk of 2.6.24 to 6.3 dropped. */
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
      /** Pages before it in the list that had no free block. */
      readonly full: number;
    }
  /**
   * What a free list begins with now, that of a page or from 6.4 on of the pool: a block, nothing, or
   * a pointer that leads nowhere.
   */
  | {
      readonly is: 'pool-head';
      readonly pool: number;
      /** The page whose list it is; undefined for the stack of the pool. */
      readonly page: PhysAddr | undefined;
      readonly phys: PhysAddr | 'astray' | undefined;
    }
  /** A block was handed out. `slot` is its place in the page, undefined where none begins. */
  | {
      readonly is: 'pool-taken';
      readonly pool: number;
      readonly phys: PhysAddr;
      readonly slot: number | undefined;
      /** The block was in use already: two owners have it now. */
      readonly twice: boolean;
    }
  | {
      readonly is: 'pool-freed';
      readonly pool: number;
      readonly phys: PhysAddr;
      /** Its place in the page; undefined where no block begins. */
      readonly slot: number | undefined;
      /** What lay there before the free. */
      readonly was: 'in use' | 'free' | 'lost' | 'no block';
    }
  /** A free that was refused with a line in the kernel log. */
  | {
      readonly is: 'pool-refused';
      readonly pool: number;
      readonly phys: PhysAddr;
      /** The words of the line: bad dma, bad vaddr, already free. */
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
