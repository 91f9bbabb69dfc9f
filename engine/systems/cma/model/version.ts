/**
 * What differs between the kernels whose mm/cma.c was read: 4.9.84 (SigmaStar's tree), 4.14.325,
 * 6.14.0 and 6.17.0. Every other file of this folder asks here instead of comparing version strings.
 */
import type { Kernel } from '../../../contract/profile.ts';

export interface CmaVersion {
  /** The release whose mm/cma.c was read, by its first two numbers. */
  readonly kernel: Kernel;
  /** The function whose name the debug and error lines carry. */
  readonly allocName: 'cma_alloc' | '__cma_alloc';
  /** The function that prints "is busy, retrying"; its line says "pfn 0x…" from 6.13 on. */
  readonly busyName: 'cma_alloc' | '__cma_alloc' | 'cma_range_alloc';
  /** Regions have names, which lines and directories show (4.12+). */
  readonly named: boolean;
  /** %p is hashed (4.15+), so that no pointer can be turned into a page frame number. */
  readonly hashed: boolean;
  /** "alloc failed, req-size" is printed (4.12+). */
  readonly errorLine: boolean;
  /** "number of available pages": never (4.9), with CONFIG_CMA_DEBUG, or always (by 6.14). */
  readonly showAreas: 'never' | 'debug' | 'always';
  /** Up to eight ranges and `available_count` (6.15+). */
  readonly ranges: boolean;
  /** cma_alloc_start / _finish / _busy_retry instead of one cma_alloc event (5.13+). */
  readonly traceNames: boolean;
  /** cma_alloc_start precedes every check, so that it may stand without a finish (6.14). */
  readonly traceStartFirst: boolean;
  /** /sys/kernel/mm/cma/<name>/ exists (5.13+, CONFIG_CMA_SYSFS). */
  readonly sysfs: boolean;
  /** Directory below /sys/kernel/debug/cma: cma-<index>, cma-<name> cut to 15 characters, <name>. */
  readonly debugfsDir: 'index' | 'cut' | 'name';
  /** A fixed base must be aligned, and base + size must not exceed the limit (5.3, stable trees). */
  readonly fixedStrict: boolean;
  /** The boot lines end in " on node %d" (6.13, 6.14). */
  readonly onNode: boolean;
  /**
   * What cma_alloc does with a region that was never activated, and so has no bitmap: it looks for one
   * from 5.9 to 6.14, and follows the pointer before and after.
   */
  readonly withoutBitmap: 'oops' | 'NULL';
  /** A region that may lie anywhere is first looked for from 4 GiB upwards (5.11+, 64-bit). */
  readonly above4GFirst: boolean;
}

const OLD = {
  allocName: 'cma_alloc',
  busyName: 'cma_alloc',
  hashed: false,
  ranges: false,
  withoutBitmap: 'oops',
  traceNames: false,
  traceStartFirst: false,
  sysfs: false,
  onNode: false,
  above4GFirst: false,
} as const;
const NEW = {
  allocName: '__cma_alloc',
  named: true,
  hashed: true,
  errorLine: true,
  showAreas: 'always',
  traceNames: true,
  sysfs: true,
  debugfsDir: 'name',
  fixedStrict: true,
  above4GFirst: true,
} as const;

/**
 * One row a kernel that boards can boot. A new kernel is a new row, and nothing else here changes.
 */
export const CMA_VERSIONS: Readonly<Record<Kernel, CmaVersion>> = {
  '4.9': {
    ...OLD,
    kernel: '4.9',
    named: false,
    errorLine: false,
    showAreas: 'never',
    debugfsDir: 'index',
    fixedStrict: false,
  },
  '4.14': {
    ...OLD,
    kernel: '4.14',
    named: true,
    errorLine: true,
    showAreas: 'debug',
    debugfsDir: 'cut',
    fixedStrict: true,
  },
  '6.14': {
    ...NEW,
    kernel: '6.14',
    busyName: '__cma_alloc',
    ranges: false,
    withoutBitmap: 'NULL',
    traceStartFirst: true,
    onNode: true,
  },
  '6.17': {
    ...NEW,
    kernel: '6.17',
    busyName: 'cma_range_alloc',
    ranges: true,
    withoutBitmap: 'oops',
    traceStartFirst: false,
    onNode: false,
  },
};
