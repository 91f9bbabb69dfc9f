/** What a board holds of the DMA API. */
import type { Pfn } from '../../contract/units.ts';
import type { AtomicPool } from './model/atomic-pool.ts';
import type { SavedDmaDebug } from './model/debug.ts';
import type { BoardDmaDebug } from './model/stream.ts';

export interface BoardDma {
  /** The pool that GFP_ATOMIC is served from; undefined: the kernel took none. */
  atomicPool: AtomicPool | undefined;
  /** CONFIG_DMA_API_DEBUG; undefined: the kernel was built without it. */
  readonly debug: BoardDmaDebug | undefined;
}
export interface SavedDma {
  /** The pool's first frame, and who holds what as AtomicPool.bits() says it. */
  readonly atomicPool: { readonly pfn: Pfn; readonly bits: string } | undefined;
  readonly debug: SavedDmaDebug | undefined;
}

declare module '../../board/part.ts' {
  interface Held {
    dma: { readonly part: BoardDma; readonly saved: SavedDma; readonly shown: never };
  }
}
