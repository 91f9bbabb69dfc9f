/**
 * SigmaStar's DMEM: named buffers on top of dma_alloc_coherent.
 *
 * Source of truth: drivers/sstar/msys/ms_msys.c of the SSD20x tree, Linux 4.9.84, functions
 * msys_request_dmem, msys_release_dmem, msys_fix_dmem, msys_unfix_dmem, msys_find_dmem_by_name,
 * msys_find_dmem_by_phys. Simplified: one caller at a time (dmem_mutex is never contended), kmalloc
 * of a list node never fails (in the driver that path takes its own mutex twice and hangs).
 */
import { ERRNO, type Refusal } from '../../../contract/command.ts';
import { asInt32 } from '../../../memory/bytes/cstring.ts';
import type { MsysProfile } from '../../../contract/profile.ts';
import type { Sink } from '../../../board/recorder.ts';
import {
  hex,
  PAGE_SIZE,
  roundUp,
  type Bytes,
  type OpId,
  type PhysAddr,
  type VirtAddr,
} from '../../../contract/units.ts';
import { KeptList, type DmemEntry } from './kept-list.ts';
import { NAME_MAX, RETRY_DEFAULT, RETRY_PLAYED_MAX } from './limits.ts';

/** The DMA layer as msys uses it: dma_alloc_coherent and dma_free_coherent of its own device. */
export interface CoherentMemory {
  /**
   * `size` is page aligned, 0 included; a refusal = NULL; elsewhere = pages whose address is not
   * modelled. `name` and `asked` only label the block.
   */
  alloc(
    size: Bytes,
    label: { readonly name: string; readonly asked: Bytes },
    sink: Sink,
  ): { readonly phys: PhysAddr; readonly kvirt: VirtAddr } | { readonly elsewhere: true } | Refusal;
  /** `size` is page-aligned; what CMA says to it the driver never hears. */
  free(size: Bytes, phys: PhysAddr, sink: Sink): void;
}

/** MSYS_DMEM_INFO without its header. */
export interface DmemInfo {
  readonly name: string;
  /** As requested: not page-aligned. */
  readonly length: Bytes;
  /** 0 before anything was allocated. */
  readonly phys: PhysAddr;
  /** The CPU's address in the kernel. */
  readonly kvirt: VirtAddr;
}
/** What msys_request_dmem() returned, and what the caller cannot see of it. */
export interface RequestResult {
  /** 0, -EINVAL or -ENOMEM. */
  readonly ret: number;
  /** The caller's MSYS_DMEM_INFO after the call. */
  readonly info: DmemInfo;
  /** True when an entry was found instead of allocated. */
  readonly kept: boolean;
  /** Tries after the first one; before each the driver sleeps a second. */
  readonly retries: number;
  /** True when the retries were cut short at RETRY_PLAYED_MAX. */
  readonly cut: boolean;
  /** Why the last try got nothing; elsewhere = it got pages that the model has no address for. */
  readonly why?: Refusal | 'elsewhere';
}

/** PAGE_ALIGN() of an unsigned int: wraps to 0 in the last page. */
const pageAlign32 = (length: Bytes): Bytes => roundUp(length, PAGE_SIZE) % 2 ** 32;
const at = (address: number): string => `@0x${hex(address % 2 ** 32, 8)}`;
const len = (length: Bytes): string => `0x${hex(length, 8)}`;

/** The driver's state. Names are byte strings, addresses and lengths are bytes. */
export class Dmem {
  /** The kept list: what is allocated. */
  readonly kept = new KeptList();
  /** Names, head first. */
  fixed: string[] = [];
  /** A release spares entries whose whole name is on the fixed list. */
  fixedEnabled = false;
  /** A request of another length frees the entry and allocates anew. */
  reallocEnabled = false;
  /** dmem_retry_count, an unsigned int. */
  retryCount = RETRY_DEFAULT;
  readonly #memory: CoherentMemory;
  readonly #profile: MsysProfile;

  constructor(memory: CoherentMemory, profile: MsysProfile) {
    this.#memory = memory;
    this.#profile = profile;
  }

  /**
   * msys_request_dmem(). `length` is taken modulo 2^32, as the struct's field is. It prints what
   * the driver prints and sleeps through `sink`. An entry that is found is returned whole, whatever
   * length was asked for.
   */
  request(name: string, requested: Bytes, op: OpId, sink: Sink): RequestResult {
    const length = ((requested % 2 ** 32) + 2 ** 32) % 2 ** 32;
    const asked: DmemInfo = { name, length, phys: 0, kvirt: 0 };
    const refused = { info: asked, kept: false, retries: 0, cut: false };
    if (name === '' || name.length > NAME_MAX) {
      sink.printk('MSYS: Invalid DMEM name!! Either garbage or empty name!!');
      return { ...refused, ret: -ERRNO.EINVAL };
    }
    const suffix = this.#profile.bytesSuffix ? ' Bytes' : '';
    sink.printk(`MSYS: DMEM request: [${name}]:${len(length)}${suffix}`);
    const match = this.kept.findByPrefix(name);
    if (match && !(this.reallocEnabled && match.length !== length)) {
      sink.printk(
        `MSYS: DMEM kept entry found: name=${match.name}, phys=0x${hex(match.phys, 8)}, length=${len(match.length)}`,
      );
      return { ret: 0, info: infoOf(match), kept: true, retries: 0, cut: false };
    }
    if (match) this.#dropForRealloc(match, sink);
    return this.#allocate(asked, op, sink);
  }

  /** The old buffer goes before the new one is asked for: for a moment the name has none. */
  #dropForRealloc(match: DmemEntry, sink: Sink): void {
    sink.printk(`MSYS: dmem realloc ${match.name}`);
    this.#memory.free(pageAlign32(match.length), match.phys, sink);
    sink.printk(`MSYS: DMEM [${match.name}]${at(match.phys)} successfully released`);
    this.kept.remove(match);
  }

  /** With the default of 16 retries a failing request takes 17 tries and 16 seconds. */
  #allocate(asked: DmemInfo, op: OpId, sink: Sink): RequestResult {
    const { name, length } = asked;
    let retries = 0;
    let why: Refusal;
    for (;;) {
      const got = this.#memory.alloc(pageAlign32(length), { name, asked: length }, sink);
      if ('elsewhere' in got)
        return { ret: 0, info: asked, kept: false, retries, cut: false, why: 'elsewhere' };
      if ('phys' in got) {
        this.kept.add({ name, length, ...got, born: op });
        this.#saySuccess({ name, length, ...got }, retries, sink);
        return { ret: 0, info: { name, length, ...got }, kept: false, retries, cut: false };
      }
      why = got;
      if (retries >= this.retryCount || retries >= RETRY_PLAYED_MAX) break;
      sink.printk(`MSYS: retry ALLOC_DMEM ${retries} [${name}]:${len(length)}`);
      // sysctl_compaction_handler() moves movable pages elsewhere; it cannot move what CMA allocated.
      sink.sleep(1000);
      retries++;
    }
    const cut = retries < this.retryCount;
    if (!cut) {
      sink.printk('MSYS: unable to allocate direct memory');
      sink.printk(
        `MSYS: DMEM request: [${name}]:${len(length)} FAILED!! (retry=${asInt32(retries)})`,
      );
    }
    return { ret: -ERRNO.ENOMEM, info: asked, kept: false, retries, cut, why };
  }

  #saySuccess(info: DmemInfo, retries: number, sink: Sink): void {
    const head = `MSYS: DMEM request: [${info.name}]:${len(info.length)} success,`;
    sink.printk(
      retries > 0
        ? `${head} ${at(info.phys)} (retry=${retries})`
        : `${head} CPU phy:${at(info.phys)}, virt:${at(info.kvirt)}`,
    );
  }

  /** msys_release_dmem(): 0 whatever happens. Returns the entry that was freed, if any. */
  release(name: string, phys: PhysAddr, sink: Sink): DmemEntry | undefined {
    let match = name === '' ? undefined : this.kept.findByPrefix(name);
    const asked = `DMEM [${name}]${at(phys)}`;
    if (!match && phys !== 0) {
      sink.printk(`MSYS: WARNING!! ${asked} can not be found by name, try to find by phys address`);
      match = this.kept.findByStart(phys);
    }
    if (!match) {
      sink.printk(`MSYS: ${asked} not found, skipping release...`);
      return undefined;
    }
    const found = `[MSYS] DMEM [${match.name}]${at(match.phys)}`;
    if (this.fixedEnabled && this.fixed.includes(match.name)) {
      this.debug(`${found} is fixed, skipping release...`, sink);
      return undefined;
    }
    this.#memory.free(pageAlign32(match.length), match.phys, sink);
    this.debug(`${found} successfully released`, sink);
    this.kept.remove(match);
    return match;
  }

  /** msys_fix_dmem(): a name that is a prefix of one on the list is already there. */
  fix(name: string): void {
    const wanted = name.slice(0, NAME_MAX);
    if (wanted === '' || this.fixed.some((stored) => stored.startsWith(wanted))) return;
    this.fixed.unshift(wanted);
  }

  /** msys_unfix_dmem(): removes the newest whose name starts with it. */
  unfix(name: string): void {
    const wanted = name.slice(0, NAME_MAX);
    const index = wanted === '' ? -1 : this.fixed.findIndex((stored) => stored.startsWith(wanted));
    if (index >= 0) this.fixed.splice(index, 1);
  }

  /**
   * msys_find_dmem_by_name(): the whole name, at most 16 bytes compared; undefined if none has it.
   */
  findByName(name: string): DmemInfo | undefined {
    const entry = name === '' ? undefined : this.kept.findByName(name.slice(0, NAME_MAX + 1));
    return entry && infoOf(entry);
  }

  /** msys_find_dmem_by_phys(): the entry whose memory holds the address. */
  findByPhys(phys: PhysAddr): DmemInfo | undefined {
    const entry = phys === 0 ? undefined : this.kept.findByAddress(phys);
    return entry && infoOf(entry);
  }

  /** MSYS_PRINT(): only in a build with MSYS_DEBUG. */
  debug(text: string, sink: Sink): void {
    if (this.#profile.debug) sink.printk(text);
  }

  /** Throws on the first broken invariant of either list. */
  check(): void {
    this.kept.check();
    for (const name of this.fixed)
      if (name === '' || name.length > NAME_MAX) throw new Error(`fixed list: bad name "${name}"`);
  }
}

const infoOf = (entry: DmemEntry): DmemInfo => ({
  name: entry.name,
  length: entry.length,
  phys: entry.phys,
  kvirt: entry.kvirt,
});
