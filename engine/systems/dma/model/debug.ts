/**
 * CONFIG_DMA_API_DEBUG: every mapping is written down, and whoever unmaps or syncs is compared with it.
 *
 * Source of truth: lib/dma-debug.c of 2.6.32 and 4.x, kernel/dma/debug.c of 5.9 and later: check_unmap(),
 * check_sync(), __hash_bucket_find(), err_printk().
 * Simplified: the WARNING header and the stacks around a line are left out, entries never run out, the
 * overlap of cache lines is not counted, and there are no scatter-gather lists.
 */
import { DMA_DIRECTIONS, type DmaDirection } from '../protocol.ts';
import type { Bytes, PhysAddr, VirtAddr } from '../../../contract/units.ts';
import { hexLower } from '../../../contract/units.ts';

/** enum of lib/dma-debug.c, without scatter-gather lists and resources. */
export type MapType = 'single' | 'page' | 'coherent';

/** What differs between kernels. */
export interface DebugVersion {
  /** Mappings of pages and of buffers are told apart (up to 4.x). */
  readonly pages: boolean;
  /** "DMA-API: " stands in front of driver and device (5.x), not after. */
  readonly prefixFirst: boolean;
  /** A sync is looked up by where it lies (3.x on), not by its first byte alone. */
  readonly syncsInside: boolean;
  /** A mapping whose address was never asked for its error is one (3.9 on). */
  readonly checksMapError: boolean;
  /** What a mapping that failed has for an address; undefined where it is beyond 2^53. */
  readonly errorAddress: PhysAddr | undefined;
}

/** struct dma_debug_entry as far as it is compared. */
export interface DmaEntry {
  /** Its name; the part before the dot is printed as the driver's. */
  readonly device: string;
  readonly type: MapType;
  /** The device's address of the first byte. */
  readonly address: PhysAddr;
  /** As the driver passed it. */
  readonly size: Bytes;
  readonly direction: DmaDirection;
  /** Coherent: what the CPU calls it. */
  readonly cpu?: VirtAddr;
}
/** An entry, and whether the driver has looked at it. */
interface Kept extends DmaEntry {
  /** The driver has not asked yet whether the mapping failed: MAP_ERR_NOT_CHECKED. */
  unchecked: boolean;
}

const TYPES: readonly MapType[] = ['single', 'page', 'coherent'];

/** One element an entry, bucket by bucket. */
interface SavedEntries {
  readonly devices: readonly string[];
  /** Index of `devices`, of TYPES, of DMA_DIRECTIONS. */
  readonly device: Uint32Array;
  readonly type: Uint8Array;
  readonly direction: Uint8Array;
  readonly address: Float64Array;
  readonly size: Float64Array;
  /** NaN: not known. */
  readonly cpu: Float64Array;
  readonly unchecked: Uint8Array;
}
/** What makes two of these of one version the same. */
export interface SavedDmaDebug {
  readonly entries: SavedEntries;
  /** error_count of debugfs. */
  readonly errorCount: number;
  /** num_errors: errors that are still printed. */
  readonly numErrors: number;
  /** all_errors: not 0, all of them are printed. */
  readonly allErrors: number;
}

/** HASH_FN_SHIFT: addresses of 8 KiB share a bucket. */
const BUCKET = 8192;
const llx = (value: number): string => `0x${hexLower(value, 16)}`;

/** The books of one machine; `print` takes a line without a level. */
export class DmaDebug {
  readonly #version: DebugVersion;
  readonly #print: (line: string) => void;
  /** By device and bucket, the oldest first. */
  readonly #buckets = new Map<string, Kept[]>();
  /** The entries as save() gave them last, as long as they are the same. */
  #saved: SavedEntries | undefined;
  /** Every error that was found, printed or not. */
  errorCount = 0;
  /** Errors that are still printed; all of them if `allErrors` is not 0. Both are u32 of debugfs. */
  numErrors = 1;
  allErrors = 0;

  constructor(version: DebugVersion, print: (line: string) => void) {
    this.#version = version;
    this.#print = print;
  }

  /**
   * debug_dma_map_page() and debug_dma_alloc_coherent(). Up to 4.x a page is told apart from a
   * buffer.
   */
  mapped(entry: DmaEntry): void {
    const type = this.#type(entry.type);
    this.#keep({ ...entry, type, unchecked: type !== 'coherent' });
  }
  #keep(kept: Kept): void {
    this.#saved = undefined;
    const key = keyOf(kept.device, kept.address);
    const bucket = this.#buckets.get(key);
    if (bucket) bucket.push(kept);
    else this.#buckets.set(key, [kept]);
  }
  /** debug_dma_mapping_error(): the driver looked whether it has an address. */
  looked(device: string, address: PhysAddr): void {
    for (const entry of this.#buckets.get(keyOf(device, address)) ?? [])
      if (entry.address === address && entry.unchecked) {
        this.#saved = undefined;
        entry.unchecked = false;
        return;
      }
  }

  /** check_unmap(): several lines may come of one call; the entry is gone afterwards. */
  unmapped(asked: DmaEntry): void {
    const ref = { ...asked, type: this.#type(asked.type) };
    const entry = this.#find(ref);
    const { address, size, device } = ref;
    if (!entry) {
      const invalid = address === this.#version.errorAddress;
      this.#error(
        device,
        invalid
          ? 'device driver tries to free an invalid DMA memory address'
          : `device driver tries to free DMA memory it has not allocated [device address=${llx(address)}] [size=${size} bytes]`,
      );
      return;
    }
    const at = `[device address=${llx(address)}]`;
    const frees = `device driver frees DMA memory with`;
    if (size !== entry.size)
      this.#error(
        device,
        `${frees} different size ${at} [map size=${entry.size} bytes] [unmap size=${size} bytes]`,
      );
    const held = `${at} [size=${size} bytes]`;
    if (ref.type !== entry.type)
      this.#error(
        device,
        `${frees} wrong function ${held} [mapped as ${entry.type}] [unmapped as ${ref.type}]`,
      );
    else if (ref.type === 'coherent' && ref.cpu !== entry.cpu)
      this.#error(
        device,
        `${frees} different CPU address ${held} [cpu alloc address=${llx(entry.cpu ?? 0)}] [cpu free address=${llx(ref.cpu ?? 0)}]`,
      );
    if (ref.direction !== entry.direction)
      this.#error(
        device,
        `${frees} different direction ${held} [mapped with ${entry.direction}] [unmapped with ${ref.direction}]`,
      );
    if (entry.unchecked && this.#version.checksMapError)
      this.#error(
        device,
        `device driver failed to check map error${held} [mapped as ${entry.type}]`,
      );
    this.#remove(entry);
  }

  /** check_sync(): `toCpu` for dma_sync_*_for_cpu. */
  synced(ref: Omit<DmaEntry, 'type' | 'cpu'>, toCpu: boolean): void {
    const { address, size, device, direction } = ref;
    const entry = this.#version.syncsInside ? this.#containing(ref) : this.#beginning(ref);
    const syncs = 'device driver syncs';
    if (!entry) {
      this.#error(
        device,
        `device driver tries to sync DMA memory it has not allocated [device address=${llx(address)}] [size=${size} bytes]`,
      );
      return;
    }
    if (size > entry.size)
      this.#error(
        device,
        `${syncs} DMA memory outside allocated range [device address=${llx(address)}] [allocation size=${entry.size} bytes] [sync offset+size=${size}]`,
      );
    if (entry.direction === 'DMA_BIDIRECTIONAL') return;
    const both = `[device address=${llx(address)}] [size=${entry.size} bytes] [mapped with ${entry.direction}] [synced with ${direction}]`;
    if (direction !== entry.direction)
      this.#error(device, `${syncs} DMA memory with different direction ${both}`);
    if (toCpu && entry.direction !== 'DMA_FROM_DEVICE' && direction !== 'DMA_TO_DEVICE')
      this.#error(device, `${syncs} device read-only DMA memory for cpu ${both}`);
    if (!toCpu && entry.direction !== 'DMA_TO_DEVICE' && direction !== 'DMA_FROM_DEVICE')
      this.#error(device, `${syncs} device write-only DMA memory to device ${both}`);
  }

  /** From 5.x on mappings of pages are `single` too. */
  #type(type: MapType): MapType {
    return type === 'page' && !this.#version.pages ? 'single' : type;
  }

  /** Among entries of the same address the best fit, but only a perfect one where there are several. */
  #find(ref: DmaEntry): Kept | undefined {
    const bucket = this.#buckets.get(keyOf(ref.device, ref.address)) ?? [];
    const same = bucket.filter(({ address }) => address === ref.address);
    const perfect = same.find(
      ({ size, type, direction }) =>
        size === ref.size && type === ref.type && direction === ref.direction,
    );
    return perfect ?? (same.length === 1 ? same[0] : undefined);
  }
  /** The entry that begins at an address: 2.6.32 looks no further. */
  #beginning({ device, address }: Omit<DmaEntry, 'type' | 'cpu'>): Kept | undefined {
    const bucket = this.#buckets.get(keyOf(device, address)) ?? [];
    return bucket.find((kept) => kept.address === address);
  }
  /** The entry that a range lies in; it may begin in an earlier bucket. */
  #containing({ device, address, size }: Omit<DmaEntry, 'type' | 'cpu'>): Kept | undefined {
    for (let from = address; from > address - MAX_RANGE && from >= 0; from -= BUCKET) {
      const bucket = this.#buckets.get(keyOf(device, from)) ?? [];
      const entry = bucket.find(
        (kept) => kept.address <= address && address + size <= kept.address + kept.size,
      );
      if (entry) return entry;
    }
    return undefined;
  }
  #remove(entry: Kept): void {
    this.#saved = undefined;
    const key = keyOf(entry.device, entry.address);
    const left = this.#buckets.get(key)!.filter((kept) => kept !== entry);
    if (left.length > 0) this.#buckets.set(key, left);
    else this.#buckets.delete(key);
  }

  /** err_printk(): all are counted, the first ones printed. */
  #error(device: string, text: string): void {
    this.errorCount += 1;
    if (this.numErrors === 0 && this.allErrors === 0) return;
    if (this.allErrors === 0) this.numErrors -= 1;
    const who = `${device.split('.')[0]} ${device}: `;
    this.#print(this.#version.prefixFirst ? `DMA-API: ${who}${text}` : `${who}DMA-API: ${text}`);
  }

  /** Entries that are the same in many checkpoints are one object in all of them. */
  save(): SavedDmaDebug {
    const { errorCount, numErrors, allErrors } = this;
    return { entries: (this.#saved ??= this.#columns()), errorCount, numErrors, allErrors };
  }
  #columns(): SavedEntries {
    const kept = [...this.#buckets.values()].flat();
    const devices = [...new Set(kept.map(({ device }) => device))];
    const numbers = new Map(devices.map((device, at) => [device, at]));
    return {
      devices,
      device: Uint32Array.from(kept, ({ device }) => numbers.get(device)!),
      type: Uint8Array.from(kept, ({ type }) => TYPES.indexOf(type)),
      direction: Uint8Array.from(kept, ({ direction }) => DMA_DIRECTIONS.indexOf(direction)),
      address: Float64Array.from(kept, ({ address }) => address),
      size: Float64Array.from(kept, ({ size }) => size),
      cpu: Float64Array.from(kept, ({ cpu }) => cpu ?? NaN),
      unchecked: Uint8Array.from(kept, ({ unchecked }) => Number(unchecked)),
    };
  }
  /** Entries that are the object saved last need not be built again. */
  restore({ entries, errorCount, numErrors, allErrors }: SavedDmaDebug): void {
    Object.assign(this, { errorCount, numErrors, allErrors });
    if (entries === this.#saved) return;
    this.#buckets.clear();
    const { devices, device, type, direction, address, size, cpu, unchecked } = entries;
    for (let at = 0; at < device.length; at++)
      this.#keep({
        device: devices[device[at]!]!,
        type: TYPES[type[at]!]!,
        direction: DMA_DIRECTIONS[direction[at]!]!,
        address: address[at]!,
        size: size[at]!,
        ...(Number.isNaN(cpu[at]) ? {} : { cpu: cpu[at]! }),
        unchecked: unchecked[at] === 1,
      });
    this.#saved = entries;
  }
}

/** dma_get_max_seg_size(): as far back as bucket_find_contain() looks. */
const MAX_RANGE = 65_536;
const keyOf = (device: string, address: PhysAddr): string =>
  `${device}@${Math.floor(address / BUCKET)}`;
