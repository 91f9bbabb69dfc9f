/**
 * The lines that the buttons of the DMA pools' plate type. Every knowledge of how the language spells
 * pools stands here.
 */
import { hex } from '../../../engine/contract/units.ts';
import type { Boot } from '../../session/positions.ts';

/** The pool of a USB host's transfer descriptors, as a first pool to make. */
export const FIRST_POOL = 'p = dma_pool_create("ehci_qtd", 96, 32, 4096)';
/** Its form. */
export const POOL_FORM = 'dma_pool_create';

/** A short name that nothing has yet: a … z, a1 … z1 and so on. */
export const nextName = (taken: (name: string) => boolean): string => {
  for (let round = 0; ; round += 1)
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
      const name = round === 0 ? letter : `${letter}${round}`;
      if (!taken(name)) return name;
    }
};

export const allocLine = (pool: string, name: string): string =>
  `${name} = dma_pool_alloc(${pool})`;
/** By the pointer's name if it has one, else by where it points. */
export const freeLine = (pool: string, phys: number, block: string | undefined): string =>
  `dma_pool_free(${pool}, ${block ?? `0x${hex(phys, 8)}`})`;

/** The line that boots the same board, or one of this name where nothing booted it, with the DMA pool of another kernel. */
export const boardLine = (boot: Boot | undefined, board: string, kernel: string): string => {
  const line = boot?.text ?? `board ${board}`;
  return `${line.replace(/\s+dma_pool=\S+/, '')} dma_pool=${kernel}`;
};
