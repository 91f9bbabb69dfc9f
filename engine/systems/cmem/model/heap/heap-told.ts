/** Turns what a heap tells of its list into the driver's facts, as many of a walk as are told. */
import { MAX_SEARCH_STEPS } from '../../../../contract/limits.ts';
import { PAGE_SIZE, roundUp, type Bytes } from '../../../../contract/units.ts';
import type { HeapTold } from './heap.ts';
import type { Listener } from '../sink.ts';

/** For one call on the heap of a block; `size` bytes are asked of an allocation. Nobody listens: nothing. */
export function heapTold(
  sink: Listener,
  block: number,
  { size, dry }: { readonly size: Bytes; readonly dry: boolean } = { size: 0, dry: false },
): HeapTold | undefined {
  if (!sink?.listening) return undefined;
  const wanted = roundUp(size, PAGE_SIZE);
  let walked = 0;
  return {
    chunk(phys, length, skipped) {
      if (walked === MAX_SEARCH_STEPS) {
        sink.fact({ is: 'chunks', block, phys });
        return false;
      }
      walked += 1;
      const fits = length >= wanted + skipped;
      const verdict = fits ? 'fits' : length >= wanted ? 'misaligned' : 'too small';
      sink.fact({ is: 'chunk', block, phys, size: length, wanted, skipped, verdict, dry });
      return true;
    },
    linked: (phys, length, below, above) =>
      sink.fact({ is: 'linked', block, phys, size: length, below, above }),
    merged: (side, other, phys, length) =>
      sink.fact({ is: 'merged', block, side, with: other, phys, size: length }),
  };
}
