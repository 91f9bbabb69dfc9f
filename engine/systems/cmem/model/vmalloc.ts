/**
 * Physical and virtual address space as the driver asks the kernel for it: /proc/iomem and ioremap().
 *
 * Source of truth: kernel/resource.c (__request_region) and mm/vmalloc.c (__get_vm_area_node) of
 * Linux 2.6.32 on ARM: an area is aligned to the power of two above its size, between a page and
 * 16 MiB, and a guard page follows it. Simplified: nobody else ioremaps anything.
 */
import {
  PAGE_SIZE,
  roundUp,
  type Bytes,
  type PhysAddr,
  type VirtAddr,
} from '../../../contract/units.ts';

interface Range {
  readonly base: number;
  readonly end: number;
}

/** Regions of /proc/iomem that are busy. */
export class Iomem {
  #regions: Range[];

  constructor(busy: readonly { readonly base: PhysAddr; readonly size: Bytes }[]) {
    this.#regions = busy.map(({ base, size }) => ({ base, end: base + size }));
  }

  /** request_mem_region(): false if the range is empty, runs backwards or touches a busy one. */
  request(base: PhysAddr, end: PhysAddr): boolean {
    if (end <= base) return false;
    if (this.#regions.some((region) => region.base < end && base < region.end)) return false;
    this.#regions.push({ base, end });
    return true;
  }
  /** release_mem_region(): only the very same range goes. */
  release(base: PhysAddr, end: PhysAddr): boolean {
    const at = this.#regions.findIndex((region) => region.base === base && region.end === end);
    if (at >= 0) this.#regions.splice(at, 1);
    return at >= 0;
  }

  save(): readonly Range[] {
    return [...this.#regions];
  }
  restore(saved: readonly Range[]): void {
    this.#regions = [...saved];
  }
}

const LEAST_ALIGN = PAGE_SIZE;
const MOST_ALIGN = 2 ** 24;

/** The vmalloc area, for the ioremaps of one module. */
export class Vmalloc {
  #free: VirtAddr;
  readonly #end: VirtAddr;

  constructor(start: VirtAddr, end: VirtAddr) {
    this.#free = start;
    this.#end = end;
  }

  /** ioremap_nocache(); undefined = no room. */
  ioremap(size: Bytes): VirtAddr | undefined {
    let align = LEAST_ALIGN;
    while (align <= size && align < MOST_ALIGN) align *= 2;
    const base = roundUp(this.#free, align);
    if (base + size > this.#end) return undefined;
    this.#free = base + size + PAGE_SIZE;
    return base;
  }
}
