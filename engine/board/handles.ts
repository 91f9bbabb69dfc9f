/**
 * The names a person gives to what calls return: `a = cma_alloc(64)`. A handle is like a C pointer
 * with a memory: it knows what it still holds and when it was given back, so that a second release
 * can be answered instead of quietly freeing somebody else's pages.
 */
import type { HandleKind, Refusal } from '../contract/command.ts';
import { MAX_HANDLES } from '../contract/limits.ts';
import type { Bytes, OpId, PageCount, Pfn, PhysAddr, VirtAddr } from '../contract/units.ts';

/** How handles of one kind are made and given back. */
export interface HandleUse {
  /** The call that makes one. */
  readonly from: string;
  /** The call that takes it back. */
  readonly through: string;
  /** Whether it stands for page frames that CMA's and the DMA API's own calls take. */
  readonly frames: boolean;
}
/** Knows how handles of every kind there may be are used. */
export interface HandleUses {
  useOf(kind: HandleKind): HandleUse;
}

export interface Handle {
  readonly name: string;
  readonly kind: HandleKind;
  readonly born: OpId;
  /** First frame still held; meaningless for kind buddy. */
  readonly pfn: Pfn;
  readonly pages: PageCount;
  readonly bytes: Bytes;
  /** The user's address of a CMEM buffer that was mapped. */
  readonly virt?: VirtAddr;
  /** A DMA pool's number; of a block, the number of its pool. */
  readonly pool?: number;
  /** A block of a DMA pool: where it lies, and what its device was told. */
  readonly phys?: PhysAddr;
  readonly dma?: PhysAddr;
  /** Operation that gave the last page back; undefined while it holds something. */
  readonly released: OpId | undefined;
}

const refuse = (id: string, args: Record<string, string | number>): Refusal => ({
  errno: undefined,
  why: { id, args },
});

export class Handles {
  readonly #byName = new Map<string, Handle>();
  /** What entries() gave last, as long as nothing was bound since. */
  #entries: readonly Handle[] | undefined;

  /** Names of handles that still hold something, sorted. */
  live(): readonly string[] {
    const names: string[] = [];
    for (const handle of this.#byName.values())
      if (handle.released === undefined) names.push(handle.name);
    return names.sort((a, b) => (a < b ? -1 : 1));
  }

  /** Why `name` cannot be bound, if so. Binding a live name again is C's leak: allowed. */
  cannotBind(name: string): Refusal | undefined {
    if (this.#byName.has(name) || this.#byName.size < MAX_HANDLES) return undefined;
    return refuse('handle.limit', { name, max: MAX_HANDLES });
  }

  bind(handle: Handle): void {
    this.#entries = undefined;
    this.#byName.set(handle.name, handle);
  }

  /** The handle if it exists and still holds something, else why not; `by`: a call that makes such a handle. */
  find(name: string, by = 'cma_alloc'): Handle | Refusal {
    const handle = this.#byName.get(name);
    if (!handle) return refuse('handle.unknown', { name, by });
    if (handle.released !== undefined)
      return refuse('handle.released', { name, op: handle.released, pfn: handle.pfn });
    return handle;
  }

  /** The handle whatever became of it: a C pointer keeps its value when the buffer is freed. */
  pointer(name: string, by: string): Handle | Refusal {
    return this.#byName.get(name) ?? refuse('handle.unknown', { name, by });
  }

  /** The handle holds nothing from operation `op` on. */
  end(handle: Handle, op: OpId): void {
    this.bind({ ...handle, released: op });
  }

  /** The handle gave back its first `pages` pages at operation `op`. */
  shrink(handle: Handle, pages: PageCount, op: OpId): void {
    const left = handle.pages - pages;
    this.bind(
      left > 0 ? { ...handle, pfn: handle.pfn + pages, pages: left } : { ...handle, released: op },
    );
  }

  /** Others in place of these, as entries() gives them. */
  restore(saved: readonly Handle[]): void {
    if (saved === this.#entries) return;
    this.#byName.clear();
    for (const handle of saved) this.bind(handle);
    this.#entries = saved;
  }

  /** Sorted by name; the same array as long as nothing is bound: many checkpoints may hold one. */
  entries(): readonly Handle[] {
    return (this.#entries ??= [...this.#byName.values()].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ));
  }
}

export const isRefusal = (value: Handle | Refusal): value is Refusal => 'why' in value;
