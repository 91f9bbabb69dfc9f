/** What pool.ts asks of a generation. Facts come back; texts are pool.ts' business. */
import type { Message } from '../../../contract/command.ts';
import type { OpId, PhysAddr } from '../../../contract/units.ts';
import type { PoolPage } from './pages.ts';

/** The kernel does not come back: the words for why. */
export interface PoolStop {
  readonly stopped: 'oops' | 'hang';
  readonly why: Message;
}

/** A write to where no memory is. */
export const wildWrite = (address: PhysAddr): PoolStop => ({
  stopped: 'oops',
  why: { id: 'dmaPool.oops.write', args: { address } },
});

/** A block that was handed out, by both of its addresses. */
export interface Taken {
  /** What the caller gets: the block, and the address it is told for the device. */
  readonly vaddr: PhysAddr;
  readonly dma: PhysAddr;
}

/** A checkpoint of another generation was restored. */
export const otherGeneration = (is: string): Error =>
  new Error(`a pool of generation ${is} cannot be restored here`);

/** Why free() says no. */
export type FreeError = 'badDma' | 'badVaddr' | 'alreadyFree';

/** What a generation knows beyond bytes and rows. Numbers of pages: 0 the oldest. */
export type SavedMechanism =
  | { readonly is: 'bitmap'; readonly active: number }
  | {
      readonly is: 'list';
      readonly active: number;
      /** page->offset of every page. */
      readonly heads: Uint32Array;
      /** Pages whose marks are not what their links lead to. */
      readonly unsound: Uint32Array;
      /** Listed offsets at which no slot begins. */
      readonly strays: readonly (readonly [page: number, offsets: Uint32Array])[];
    }
  | {
      readonly is: 'stack';
      readonly active: number;
      readonly top: number;
      readonly wild: { readonly low: number; readonly high: number };
      readonly sound: boolean;
      readonly strays: Float64Array;
    };

/**
 * One generation's way to find free blocks. `vaddr` is a pointer by the physical address that it
 * stands for, `dma` the address for the device.
 */
export interface Mechanism {
  /** A free block, or undefined where a page is needed first. */
  take(): Taken | PoolStop | undefined;
  /** A chunk becomes a page with all its blocks free. */
  addPage(dma: PhysAddr, op: OpId): PoolPage;
  /** What free() checks before it does anything. */
  refuses(vaddr: PhysAddr, dma: PhysAddr): FreeError | PoolStop | undefined;
  /** The block becomes the next one to be handed out. */
  give(vaddr: PhysAddr, dma: PhysAddr): PoolStop | undefined;
  /** What is handed out next of a page, or of the pool where pages have no lists of their own. */
  head(page: PoolPage): PhysAddr | 'astray' | undefined;
  /** Blocks in use as `pools` shows them. */
  readonly active: number;
  /** Blocks as `pools` shows them. */
  readonly total: number;
  /** Whether destroy() finds a page busy. */
  busy(page: PoolPage): boolean;
  /** Whether the marks of a page's slots are what its links say, and no link lies elsewhere. */
  sure(page: PoolPage): boolean;
  /** Another pool's page was fetched on some of the page's bytes. */
  share(page: PoolPage): void;
  /** Somebody wrote to memory: links may lead elsewhere now. */
  wrote(address: PhysAddr, length: number): void;
  /** The free blocks in the order in which they would be handed out, as the traces write them. */
  dump(tag: string): string;
  /** What rows and bytes do not say. */
  save(): SavedMechanism;
  /** Of a pool without pages: these rows are its pages, the oldest first. */
  restore(rows: readonly number[], saved: SavedMechanism): void;
  /** Throws unless counts, index and links agree. */
  check(): void;
}
