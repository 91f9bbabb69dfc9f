/**
 * The line that does to a block or page what a button says: what one would type on the board. It
 * goes through the console like any other line.
 */
import { hex } from '../../engine/contract/units.ts';
import type { BlockKindName } from '../../engine/contract/view.ts';

export interface Releasable {
  readonly kind: BlockKindName;
  readonly name: string;
  readonly pfn: number;
  readonly pages: number;
}

const isHandle = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
const isPlainWord = (name: string): boolean => /^[A-Za-z0-9_.:@%+][A-Za-z0-9_.:@%+-]*$/.test(name);
const asPfn = (pfn: number): string => `0x${hex(pfn)}`;

/**
 * `others`: names of all other blocks alive. msys takes the newest entry whose name merely begins
 * with what is asked for (ms_msys.c), so a name that begins another one is released by its address.
 */
export const releaseLine = (block: Releasable, others: readonly string[]): string => {
  const { name, pfn } = block;
  const unique = !others.includes(name);
  switch (block.kind) {
    case 'msys':
      return isPlainWord(name) && !others.some((other) => other.startsWith(name))
        ? `echo ${name} > /sys/class/mstar/msys/release_dmem`
        : `msys_release_dmem("", 0x${hex(pfn * 4096, 8)})`;
    case 'dma_coherent':
      return `dma_free_coherent(${isHandle(name) && unique ? name : asPfn(pfn)})`;
    case 'cma':
      return isHandle(name) && unique
        ? `cma_release(${name})`
        : `cma_release(${asPfn(pfn)}, ${block.pages})`;
    case 'workload':
    case 'debugfs':
    case 'dma_pool':
    case 'none':
      return `cma_release(${asPfn(pfn)}, ${block.pages})`;
  }
};

export type PageVerb = 'pin' | 'unpin' | 'lend' | 'unlend';
export const pageLine = (verb: PageVerb, pfn: number): string => `${verb} ${asPfn(pfn)}`;
