/**
 * The list of systems, in the order in which a board boots them and a state shows them. What the first
 * board of a page needs is there at once; all else of a system is fetched when it is asked for.
 */
import { cma } from './cma/entry.ts';
import { cmem } from './cmem/entry.ts';
import type { AnyEntry } from './contract.ts';
import { dma } from './dma/entry.ts';
import { dmaPool } from './dma-pool/entry.ts';
import { msys } from './msys/entry.ts';

export const SYSTEMS: readonly AnyEntry[] = [cma, dma, msys, cmem, dmaPool];
