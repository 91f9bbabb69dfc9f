/**
 * The files under /sys/class/mstar/msys that concern DMEM: their input grammar, their output to the
 * byte, their return codes. Texts are byte strings.
 *
 * Source of truth: drivers/sstar/msys/ms_msys.c, Linux 4.9.84: alloc_dmem, dmem_show,
 * release_dmem_store, fixed_dmem_show/_store, unfix_dmem_store, dmem_retry_count_show/_store,
 * dmem_realloc_show/_store. Not here: files that read hardware (CHIP_VERSION, TEMP_R, us_ticks) and
 * the register pokes under the name MIU_TEST.
 */
import { ERRNO, type Message } from '../../../contract/command.ts';
import { SYSFS_SHOW_BYTES } from '../../../contract/limits.ts';
import {
  asInt32,
  scanInt32,
  skipSpaces,
  strtoul32,
  tokenEnd,
} from '../../../memory/bytes/cstring.ts';
import type { MsysProfile } from '../../../contract/profile.ts';
import type { Sink } from '../../../board/recorder.ts';
import { hex, type OpId } from '../../../contract/units.ts';
import type { Dmem, RequestResult } from './dmem.ts';
import { ALLOC_NAME_MAX, NAME_MAX } from './limits.ts';

/** The class directory in which the driver makes its attributes. */
export const MSYS_DIR = '/sys/class/mstar/msys';

export type WriteResult =
  /** What write(2) returned: bytes, or a negative errno. `request` is the call made inside. */
  | { readonly ret: number; readonly request?: RequestResult }
  /** Carveout declines: the real kernel's behaviour is undefined here. */
  | { readonly undefinedBehaviour: Message };

/** An attribute of the class device. */
export interface MsysFile {
  /** Its path below MSYS_DIR. */
  readonly name: string;
  /** Permissions as in DEVICE_ATTR(). */
  readonly mode: number;
  /** read(2) of it, at most a page less one byte; undefined: the file cannot be read. */
  readonly show?: (dmem: Dmem) => string;
  /** write(2) to it; the input is what the shell passed, newline included. */
  readonly store?: (dmem: Dmem, input: string, op: OpId, sink: Sink) => WriteResult;
}

const EINVAL = { ret: -ERRNO.EINVAL } as const;

/** What every build of the driver creates. */
const always: readonly MsysFile[] = [
  { name: 'dmem', mode: 0o444, show: showDmem },
  { name: 'dmem_alloc', mode: 0o200, store: storeAlloc },
  { name: 'release_dmem', mode: 0o200, store: storeRelease },
];
/** CONFIG_MSYS_DMEM_SYSFS_ALL. */
const all: readonly MsysFile[] = [
  { name: 'fixed_dmem', mode: 0o644, show: showFixed, store: storeFixed },
  { name: 'unfix_dmem', mode: 0o200, store: storeUnfix },
  {
    name: 'dmem_retry_count',
    mode: 0o644,
    show: (dmem) => `${asInt32(dmem.retryCount)}\n`,
    store: storeRetryCount,
  },
  {
    name: 'dmem_realloc',
    mode: 0o644,
    show: (dmem) => `${dmem.reallocEnabled ? 1 : 0}\n`,
    store: storeRealloc,
  },
];

/** The files that this build of the driver creates. */
export const msysFiles = (profile: MsysProfile): readonly MsysFile[] =>
  profile.sysfsAll ? [...always, ...all] : always;

/** scnprintf() into the rest of one page: what does not fit is cut off silently. */
const append = (text: string, more: string): string => (text + more).slice(0, SYSFS_SHOW_BYTES);

/** dmem_show(): entries from the head, then the sum of the raw lengths modulo 2^32. */
function showDmem(dmem: Dmem): string {
  let text = '';
  let index = 0;
  for (const entry of dmem.kept.newestFirst()) {
    if (text.length === SYSFS_SHOW_BYTES) return text;
    const number = String(index++).padStart(4, '0');
    const where = `0x${hex(entry.length, 8)}@${hex(entry.phys % 2 ** 32, 8)}`;
    text = append(text, `${number} : ${where} [${entry.name}]\n`);
  }
  return append(text, `\nTOTAL: 0x${hex(dmem.kept.totalLength % 2 ** 32, 8)}\n\n`);
}

/**
 * sscanf(buf, "%s %d", name, &size) with `char name[15]`, then the token again, from buf[0]. The
 * bytes written are returned even when the allocation failed.
 */
function storeAlloc(dmem: Dmem, input: string, op: OpId, sink: Sink): WriteResult {
  const from = skipSpaces(input);
  const to = tokenEnd(input, from);
  if (to - from > ALLOC_NAME_MAX)
    return {
      undefinedBehaviour: {
        id: 'msys.nameOverrun',
        args: { length: to - from, max: ALLOC_NAME_MAX },
      },
    };
  if (tokenEnd(input) === 0) return EINVAL;
  const size = scanInt32(input, to);
  if (size === undefined) return { undefinedBehaviour: { id: 'msys.sizeMissing' } };
  if (size === 0) return EINVAL;
  const name = input.slice(from, to);
  if (name === 'MIU_TEST') return { undefinedBehaviour: { id: 'msys.miuTest' } };
  const request = dmem.request(name, size, op, sink);
  return { ret: input.length, request };
}

/** The first word of a write, cut to 15 bytes; undefined when the write starts with a blank. */
function firstWord(input: string): string | undefined {
  const end = tokenEnd(input);
  return end === 0 ? undefined : input.slice(0, Math.min(end, NAME_MAX));
}

/** release_dmem_store(): it returns the bytes written whatever came of it. */
function storeRelease(dmem: Dmem, input: string, _op: OpId, sink: Sink): WriteResult {
  const name = firstWord(input);
  if (name === undefined) return EINVAL;
  dmem.release(name, 0, sink);
  return { ret: input.length };
}

/** fixed_dmem_show(): names from the head. */
function showFixed(dmem: Dmem): string {
  let text = '';
  for (const [i, name] of dmem.fixed.entries())
    text = append(text, `${String(i).padStart(4, '0')}: ${name}\n`);
  return append(text.slice(0, -1), '\n');
}

/** fixed_dmem_store(): "0" and "1" switch the feature, and are names besides. */
function storeFixed(dmem: Dmem, input: string, _op: OpId, sink: Sink): WriteResult {
  const name = firstWord(input);
  if (name === undefined) return EINVAL;
  if (name === '0' || name === '1') {
    dmem.fixedEnabled = name === '1';
    sink.printk(`MSYS: fix_dmem ${dmem.fixedEnabled ? 'enabled' : 'disabled'}`);
  }
  // No return in between: the switch also becomes a name on the list.
  dmem.fix(name);
  return { ret: input.length };
}

/** unfix_dmem_store(). */
function storeUnfix(dmem: Dmem, input: string): WriteResult {
  const name = firstWord(input);
  if (name === undefined) return EINVAL;
  dmem.unfix(name);
  return { ret: input.length };
}

/** dmem_retry_count_store(): what is no number counts as 0. */
function storeRetryCount(dmem: Dmem, input: string): WriteResult {
  if (firstWord(input) === undefined) return EINVAL;
  dmem.retryCount = strtoul32(input);
  return { ret: input.length };
}

/** dmem_realloc_store(): one character; others than 0 and 1 are accepted and ignored. */
function storeRealloc(dmem: Dmem, input: string, _op: OpId, sink: Sink): WriteResult {
  if (tokenEnd(input) !== 1) return EINVAL;
  if (input[0] === '0' || input[0] === '1') {
    dmem.reallocEnabled = input[0] === '1';
    dmem.debug(`[MSYS] dmem realloc ${dmem.reallocEnabled ? 'enabled' : 'disabled'}`, sink);
  }
  return { ret: input.length };
}
