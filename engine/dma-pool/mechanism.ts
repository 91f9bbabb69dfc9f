/** What pool.ts asks of a generation. Facts come back; texts are pool.ts' business. */
import type { Message } from '../command.ts';
import type { OpId, PhysAddr } from '../units.ts';
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

export interface Taken {
  /** What the caller gets: the block, and the address it is told for the device. */
  readonly vaddr: PhysAddr;
  readonly dma: PhysAddr;
}

/** Why free() says no. */
export type FreeError = 'badDma' | 'badVaddr' | 'alreadyFree';

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
  /** Whether the marks of a page's slots are what its links say. */
  sure(page: PoolPage): boolean;
  /** Somebody wrote to memory: links may lead elsewhere now. */
  wrote(address: PhysAddr, length: number): void;
  /** The free blocks in the order in which they would be handed out, as the traces write them. */
  dump(tag: string): string;
  /** Throws unless counts, index and links agree. */
  check(): void;
}
