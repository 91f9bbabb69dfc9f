/** Files of /sys, /proc and debugfs, and what is written to them. */
import fc from 'fast-check';
import { wildNumber } from './wild.ts';

const MSYS = '/sys/class/mstar/msys';
const AREAS = ['cma-0', 'cma-reserved', 'reserved', 'cma-1', 'cma-more', 'more'];
/** Files that some board has; most boards lack a few of them. */
export const FILES: readonly string[] = [
  '/proc/meminfo',
  '/proc/cmem',
  '/proc/cmdline',
  '/sys/kernel/debug/tracing/trace',
  '/sys/kernel/debug/dma-api/num_errors',
  '/sys/kernel/debug/dma-api/all_errors',
  '/sys/devices/platform/carveout.0/pools',
  '/sys/kernel/mm/cma/reserved/alloc_pages_success',
  ...['dmem', 'dmem_alloc', 'release_dmem', 'fixed_dmem', 'unfix_dmem'].map((f) => `${MSYS}/${f}`),
  ...['dmem_realloc', 'dmem_retry_count'].map((file) => `${MSYS}/${file}`),
  ...AREAS.flatMap((area) =>
    ['alloc', 'free', 'bitmap', 'used'].map((file) => `/sys/kernel/debug/cma/${area}/${file}`),
  ),
];

const word = fc.oneof(wildNumber, fc.constantFrom('ring', 'r', '__proto__', 'n'.repeat(40), ''));
const text = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));

/** Reads and writes of those files, with texts that a driver has to refuse. */
export const files: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(word, fc.constantFrom(...FILES)).map(([what, file]) => `echo ${what} > ${file}`),
  fc
    .tuple(fc.constantFrom('', '-n '), text, fc.constantFrom(...FILES))
    .map(([how, what, file]) => `echo ${how}${what} > ${file}`),
  fc.constantFrom(...FILES).map((file) => `cat ${file}`),
);
