/**
 * A case a line: `cma('16p', 'alloc 4', 'alloc 4 @2')` gives `####....`-like pictures and answers.
 *
 *   16p · 16p@0x8003 · 16p o2 · 8p+8p@0x8040 6.17   the region, its base 0x8000 unless given
 *   alloc N [@ALIGN] [busy PFN,…] [fatal PFN ERRNO]   release PFN N   pin/unpin/lend/unlend PFN N
 *
 * Page frame numbers are relative to the first range's base.
 */
import type { AllocAnswer, CmaObserver } from '../systems/cma/model/observer.ts';
import { CmaRegion } from '../systems/cma/model/region.ts';
import type { Errno } from '../contract/command.ts';
import { KERNELS, type Kernel } from '../contract/profile.ts';
import { picture } from './slow-bitmap.ts';

/** The region a line describes. */
export function region(line: string): CmaRegion {
  let kernel: Kernel = '4.9';
  let orderPerBit = 0;
  let ranges: { basePfn: number; pages: number }[] = [];
  for (const word of line.split(' ')) {
    const known = KERNELS.find((name) => name === word);
    if (known) kernel = known;
    else if (/^o\d+$/.test(word)) orderPerBit = Number(word.slice(1));
    else
      ranges = word.split('+').map((part) => {
        const [, pages, base = '0x8000'] = /^(\d+)p(?:@(\w+))?$/.exec(part)!;
        return { basePfn: Number(base), pages: Number(pages) };
      });
  }
  return new CmaRegion({ kernel, orderPerBit, ranges });
}

/** One step; what it answered, in a word: `+8` = pfn base + 8, an errno, NULL, true, a count. */
export function step(on: CmaRegion, line: string, observer?: CmaObserver): string {
  const words = line.split(' ');
  const base = on.ranges[0]!.basePfn;
  const [what, first, second] = words;
  switch (what) {
    case 'alloc': {
      const after = (word: string) => words[words.indexOf(word) + 1];
      const align = Number(words.find((word) => word.startsWith('@'))?.slice(1) ?? 0);
      const busy = words.includes('busy')
        ? after('busy')!
            .split(',')
            .map((pfn) => ({ pfn: base + Number(pfn), count: 1 }))
        : undefined;
      const fatal = words.includes('fatal')
        ? { pfn: base + Number(after('fatal')), errno: words.at(-1) as Errno }
        : undefined;
      return told(on.alloc({ count: Number(first), align, busy, fatal }, observer), base);
    }
    case 'release':
      return String(on.release(base + Number(first), Number(second), observer));
    case 'pin':
    case 'unpin':
    case 'lend':
    case 'unlend':
      return String(on[what](base + Number(first), Number(second)));
    default:
      throw new Error(`no step ${line}`);
  }
}
function told({ result, retries }: AllocAnswer, base: number): string {
  const answer =
    result === 'NULL' ? 'NULL' : 'pfn' in result ? `+${result.pfn - base}` : result.errno;
  return retries > 0 ? `${answer} after ${retries}` : answer;
}

/** The bits, ranges separated by a bar. */
export const bits = (on: CmaRegion): string =>
  on.ranges
    .map(({ map }) => picture(Array.from({ length: map.bits }, (_, at) => map.isTaken(at))))
    .join('|');

/** The bitmap after the steps; `check()` after each. */
export function cma(description: string, ...steps: string[]): string {
  const on = region(description);
  for (const line of steps) {
    step(on, line);
    on.check();
  }
  return bits(on);
}
/** The answers of the steps; `check()` after each. */
export function answers(description: string, ...steps: string[]): string[] {
  const on = region(description);
  return steps.map((line) => {
    const answer = step(on, line);
    on.check();
    return answer;
  });
}
