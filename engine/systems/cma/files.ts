/**
 * /sys/kernel/debug/cma/ (mm/cma_debug.c) and /sys/kernel/mm/cma/ (mm/cma_sysfs.c): the text of every
 * file and the names of the directories. The two files one can write to are debugfs.ts.
 */
import type { PageCount } from '../../contract/units.ts';
import { meminfo } from './meminfo.ts';
import type { CmaRegion } from './model/region.ts';
import { unsignedText } from './model/unsigned.ts';

/** Characters of a directory name in 4.12 … 6.0: `char name[16]`. */
const CUT_NAME = 15;
/** Bytes that debugfs sets aside for one word of a u32 array: ten digits and a separator. */
const U32_BYTES = 11;

/**
 * Name of a region's directory below /sys/kernel/debug/cma. Linux 4.9 numbers them, 4.12 to 6.0 cut
 * `cma-<name>`, later ones take the bare name.
 */
export function debugfsDirectory({ version, index, name }: CmaRegion): string {
  switch (version.debugfsDir) {
    case 'index':
      return `cma-${index}`;
    case 'cut':
      return `cma-${name}`.slice(0, CUT_NAME);
    case 'name':
      return name;
  }
}

/**
 * fs/debugfs/file.c u32_format_array(): decimal words, lowest page first in the lowest bit, a space
 * between them and a newline at the end, which finds no room if every word has ten digits.
 */
export function debugfsBitmap(words: Uint32Array): string {
  return `${words.join(' ')}\n`.slice(0, Math.max(0, words.length * U32_BYTES - 1));
}

/**
 * The files one can read, by path below the region's directory. Each function makes the text as it
 * is now. `wordBits` is the width of an unsigned long, at which a negative `used` wraps round.
 */
export function debugfsFiles(
  region: CmaRegion,
  wordBits: 32 | 64 = 32,
): ReadonlyMap<string, () => string> {
  const files = new Map<string, () => string>([
    ['base_pfn', () => `${region.ranges[0]!.basePfn}\n`],
    ['count', () => `${region.pages}\n`],
    ['order_per_bit', () => `${region.orderPerBit}\n`],
    // An unsigned long: a count that was released twice wraps it round (6.15+).
    ['used', () => `${unsignedText(region.used, wordBits)}\n`],
    ['maxchunk', () => `${region.maxchunk}\n`],
    ['bitmap', () => debugfsBitmap(region.ranges[0]!.map.toWords())],
  ]);
  // From 6.15 on the two above are symbolic links to those of range 0.
  if (region.version.ranges)
    region.ranges.forEach(({ basePfn, map }, r) => {
      files.set(`ranges/${r}/base_pfn`, () => `${basePfn}\n`);
      files.set(`ranges/${r}/bitmap`, () => debugfsBitmap(map.toWords()));
    });
  return files;
}

/**
 * /sys/kernel/mm/cma/<name>/: none before 5.13; total_pages and available_pages from 6.15 on. Each
 * function makes the text as it is now: pages in decimal and a newline.
 */
export function sysfsFiles(region: CmaRegion): ReadonlyMap<string, () => string> {
  const files = new Map<string, () => string>();
  if (!region.version.sysfs) return files;
  files.set('alloc_pages_success', () => `${region.counters.allocSuccess}\n`);
  files.set('alloc_pages_fail', () => `${unsignedText(region.counters.allocFail, 64)}\n`);
  files.set('release_pages_success', () => `${region.counters.releaseSuccess}\n`);
  if (region.version.ranges) {
    files.set('total_pages', () => `${region.pages}\n`);
    files.set('available_pages', () => `${region.available}\n`);
  }
  return files;
}

/** The two lines as /proc/meminfo shows them. kB of all regions together: four per page. */
export function meminfoLines(regions: readonly CmaRegion[]): string {
  const { totalPages, freePages } = meminfo(regions);
  const line = (name: string, pages: PageCount) =>
    `${name.padEnd(16)}${String(pages * 4).padStart(8)} kB\n`;
  return line('CmaTotal:', totalPages) + line('CmaFree:', freePages);
}

/** pr_debug() of cma_free_mem() when a block would have to be split. */
export const CANNOT_SPLIT = 'cma: cannot release partial block when order_per_bit != 0';
