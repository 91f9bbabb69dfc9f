/**
 * The part of a process' address space that CMEM knows: its mappings of /dev/cmem.
 *
 * Source of truth: mm/mmap.c of Linux 2.6.32 (do_mmap_pgoff, do_munmap, find_vma) and its bottom-up
 * search for room, which takes the lowest hole. Simplified: the program, its libraries and its heap are
 * not there, so that find_vma() of a NULL pointer meets the lowest mapping of CMEM's.
 */
import { ChunkIndex } from '../../../memory/bitmap/chunk-index.ts';
import {
  PAGE_SIZE,
  roundUp,
  type Bytes,
  type PhysAddr,
  type VirtAddr,
} from '../../../contract/units.ts';
import type { CmemFile } from './buffers.ts';

/** TASK_UNMAPPED_BASE, and TASK_SIZE of ARM with 3 GiB for the user and of arm64 with 39 bits. */
const MMAP_BASE = 0x4000_0000;
const taskSize = (bits: 32 | 64): number => (bits === 32 ? 0xbf00_0000 : 2 ** 39);

/** struct vm_area_struct of /dev/cmem: whole pages. */
export interface Mapping {
  /** Its first address in the process. */
  readonly start: VirtAddr;
  readonly length: Bytes;
  /** The physical address under `start`. */
  readonly phys: PhysAddr;
  /** The attribute of its pages, that of the buffer when it was allocated. */
  readonly cached: boolean;
  /** The open file, which the mapping holds. */
  readonly file: CmemFile;
}

/** Mappings and the holes between them, each found in logarithmic time. */
export class AddressSpace {
  readonly #areas = new ChunkIndex();
  readonly #mappings: (Mapping | undefined)[] = [];
  readonly #holes = new ChunkIndex();
  readonly #end: VirtAddr;

  constructor(bits: 32 | 64) {
    this.#end = taskSize(bits);
    this.#holes.insert(MMAP_BASE, this.#end - MMAP_BASE, 0);
  }

  /** What the kernel checks before it asks the driver; the errno if it goes no further. */
  refuses(length: Bytes, offset: PhysAddr): 'EINVAL' | 'ENOMEM' | undefined {
    if (offset % PAGE_SIZE !== 0 || length === 0) return 'EINVAL';
    return length < 0 || roundUp(length, PAGE_SIZE) > this.#end ? 'ENOMEM' : undefined;
  }
  /** Whether there is a hole of that length. */
  hasRoom(length: Bytes): boolean {
    return this.#holes.fit(roundUp(length, PAGE_SIZE)) !== 0;
  }

  /** Map at the lowest hole, which hasRoom() found to exist. */
  map(phys: PhysAddr, length: Bytes, cached: boolean, file: CmemFile): Mapping {
    const bytes = roundUp(length, PAGE_SIZE);
    const hole = this.#holes.fit(bytes);
    const start = this.#holes.address(hole);
    const left = this.#holes.size(hole) - bytes;
    if (left > 0) this.#holes.change(hole, start + bytes, left);
    else this.#holes.remove(hole);
    const mapping = { start, length: bytes, phys, cached, file };
    this.#enter(mapping);
    return mapping;
  }
  /** The mapping holds its file from now on. */
  #enter(mapping: Mapping): void {
    const { start, length } = mapping;
    const place = this.#areas.insert(start, length, this.#areas.atOrAbove(start));
    this.#mappings[place] = mapping;
    mapping.file.references += 1;
  }

  /** The mapping that holds an address. */
  at(address: VirtAddr): Mapping | undefined {
    const found = this.findVma(address);
    return found && found.start <= address ? found : undefined;
  }
  /** find_vma(): the lowest mapping that ends above an address, which may lie below its beginning. */
  findVma(address: VirtAddr): Mapping | undefined {
    const above = this.#areas.atOrAbove(address);
    const below = this.#areas.below(above);
    const place = below !== 0 && this.#areas.end(below) > address ? below : above;
    return place === 0 ? undefined : this.#mappings[place];
  }

  /** munmap(); the files that lost a mapping, each as often as it did. Undefined = EINVAL. */
  unmap(start: VirtAddr, length: Bytes): CmemFile[] | undefined {
    const bytes = roundUp(length, PAGE_SIZE);
    if (start % PAGE_SIZE !== 0 || bytes <= 0) return undefined;
    if (start > this.#end || bytes > this.#end - start) return undefined;
    const end = start + bytes;
    const dropped: CmemFile[] = [];
    for (;;) {
      const found = this.#firstBetween(start, end);
      if (found === undefined) return dropped;
      dropped.push(found.mapping.file);
      this.#cut(found.place, found.mapping, start, end);
    }
  }
  /** The lowest mapping with a byte in [start, end). */
  #firstBetween(
    start: VirtAddr,
    end: VirtAddr,
  ): { readonly place: number; readonly mapping: Mapping } | undefined {
    const areas = this.#areas;
    const above = areas.atOrAbove(start);
    const below = areas.below(above);
    const place = below !== 0 && areas.end(below) > start ? below : above;
    if (place === 0 || areas.address(place) >= end) return undefined;
    return { place, mapping: this.#mappings[place]! };
  }
  /** Take [start, end) out of a mapping; what sticks out on either side stays. */
  #cut(place: number, mapping: Mapping, start: VirtAddr, end: VirtAddr): void {
    this.#areas.remove(place);
    this.#mappings[place] = undefined;
    const last = mapping.start + mapping.length;
    const from = Math.max(start, mapping.start);
    const to = Math.min(end, last);
    this.#free(from, to - from);
    if (mapping.start < from) this.#enter({ ...mapping, length: from - mapping.start });
    if (to < last)
      this.#enter({
        ...mapping,
        start: to,
        length: last - to,
        phys: mapping.phys + to - mapping.start,
      });
  }
  /** The range becomes a hole, joined with those that it touches. */
  #free(start: VirtAddr, length: Bytes): void {
    const holes = this.#holes;
    const above = holes.atOrAbove(start);
    const below = holes.below(above);
    const joinsAbove = above !== 0 && holes.address(above) === start + length;
    const joinsBelow = below !== 0 && holes.end(below) === start;
    const whole = length + (joinsAbove ? holes.size(above) : 0);
    if (joinsBelow) {
      if (joinsAbove) holes.remove(above);
      holes.change(below, holes.address(below), holes.size(below) + whole);
    } else if (joinsAbove) holes.change(above, start, whole);
    else holes.insert(start, length, above);
  }

  /** Ascending. */
  mappings(): Mapping[] {
    const all: Mapping[] = [];
    for (let at = this.#areas.first; at !== 0; at = this.#areas.next(at))
      all.push(this.#mappings[at]!);
    return all;
  }
  /** Mappings as they were, without counting references anew. */
  restore(mappings: readonly Mapping[]): void {
    for (const mapping of mappings) {
      const { start, length, file } = mapping;
      const below = this.#holes.below(this.#holes.atOrAbove(start + 1));
      const from = this.#holes.address(below);
      const to = this.#holes.end(below);
      this.#holes.remove(below);
      if (from < start) this.#free(from, start - from);
      if (start + length < to) this.#free(start + length, to - start - length);
      this.#enter(mapping);
      file.references -= 1;
    }
  }

  /** Throws unless mappings and holes together are the whole address space. */
  check(): void {
    this.#areas.check();
    this.#holes.check();
    if (this.#areas.total + this.#holes.total !== this.#end - MMAP_BASE)
      throw new Error('mappings and holes do not add up');
  }
}
