/**
 * The list of plates, in the order in which maps are numbered, and tabs, keys and legend stand. Fetched
 * after the first paint; the plate of the first paint is in first.ts as well.
 */
import { cma } from './cma/plate.ts';
import { cmem } from './cmem/plate.ts';
import type { AnyPlate } from './contract.ts';
import { dmaPool } from './dma-pool/plate.ts';

export const PLATES: readonly AnyPlate[] = [cma, cmem, dmaPool];
