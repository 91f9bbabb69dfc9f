/**
 * The busy buffers of all lists, found by physical address. The driver walks its lists; here a table
 * by page number leads to the buffer, and where several begin at one address (buffers of size 0, or of
 * a corrupted heap) the one that the walk would meet first is taken.
 */
import { AddressMap } from '../../../memory/bytes/address-map.ts';
import { ChunkIndex } from '../../../memory/bitmap/chunk-index.ts';
import { PAGE_SIZE, type Bytes, type PhysAddr } from '../../../contract/units.ts';
import type { PoolBuffer } from './buffers.ts';

/** The order of the driver's walk: pool objects as they stand, each list from its head. */
const earlier = (a: PoolBuffer, b: PoolBuffer): PoolBuffer => {
  const homes = a.list!.home - b.list!.home;
  return homes < 0 || (homes === 0 && a.position < b.position) ? a : b;
};
/** Sorts buffers by the order of the driver's walk. */
export const byWalk = (a: PoolBuffer, b: PoolBuffer): number => (earlier(a, b) === a ? -1 : 1);

/** Exact addresses cost one look-up, ranges a logarithmic one. */
export class BusyIndex {
  readonly #byPage = new AddressMap<PoolBuffer | PoolBuffer[]>();
  /** Built when somebody first asks for a range: buffers that do not touch each other, by address. */
  #extents: Extents | undefined;

  /** The buffer is on a busy list already: its place decides which is met first. */
  add(buffer: PoolBuffer): void {
    const page = buffer.phys / PAGE_SIZE;
    const there = this.#byPage.get(page);
    if (there === undefined) this.#byPage.set(page, buffer);
    else if (Array.isArray(there)) there.push(buffer);
    else this.#byPage.set(page, [there, buffer]);
    this.#extents?.add(buffer);
  }
  /** Forgets a buffer, which must be there. */
  remove(buffer: PoolBuffer): void {
    const page = buffer.phys / PAGE_SIZE;
    const there = this.#byPage.get(page);
    if (!Array.isArray(there)) this.#byPage.delete(page);
    else if (there.length === 1) this.#byPage.delete(page);
    else there.splice(there.indexOf(buffer), 1);
    this.#extents?.remove(buffer);
  }

  /** The first busy buffer that begins at exactly this address. */
  at(phys: PhysAddr): PoolBuffer | undefined {
    const there = this.#byPage.get(phys / PAGE_SIZE);
    return Array.isArray(there) ? there.reduce(earlier) : there;
  }

  /** The first busy buffer that holds all of [phys, phys + length). */
  holding(phys: PhysAddr, length: Bytes): PoolBuffer | undefined {
    this.#extents ??= new Extents(this.all());
    return this.#extents.holding(phys, length);
  }

  /** Gives every busy buffer, in no order that means anything. */
  *all(): Generator<PoolBuffer, void> {
    for (const there of this.#byPage.values())
      if (Array.isArray(there)) yield* there;
      else yield there;
  }
  /** The number of busy buffers, counted anew: only checks ask for it. */
  get size(): number {
    let size = 0;
    for (const there of this.#byPage.values()) size += Array.isArray(there) ? there.length : 1;
    return size;
  }
}

/** Buffers as disjoint ranges, and a set of those that are not disjoint. */
class Extents {
  readonly #index = new ChunkIndex();
  readonly #buffers: (PoolBuffer | undefined)[] = [];
  readonly #places = new Map<PoolBuffer, number>();
  /** Buffers that touch another one: only in a corrupted heap, and buffers of size 0. */
  readonly #odd = new Set<PoolBuffer>();

  constructor(buffers: Iterable<PoolBuffer>) {
    for (const buffer of buffers) this.add(buffer);
  }

  add(buffer: PoolBuffer): void {
    const { phys, size } = buffer;
    const above = this.#index.atOrAbove(phys);
    const below = this.#index.below(above);
    const apart =
      size > 0 &&
      (above === 0 || phys + size <= this.#index.address(above)) &&
      (below === 0 || this.#index.end(below) <= phys);
    if (!apart) {
      this.#odd.add(buffer);
      return;
    }
    const place = this.#index.insert(phys, size, above);
    this.#buffers[place] = buffer;
    this.#places.set(buffer, place);
  }
  remove(buffer: PoolBuffer): void {
    if (this.#odd.delete(buffer)) return;
    const place = this.#places.get(buffer)!;
    this.#places.delete(buffer);
    this.#index.remove(place);
  }

  holding(phys: PhysAddr, length: Bytes): PoolBuffer | undefined {
    const above = this.#index.atOrAbove(phys + 1);
    const place = this.#index.below(above);
    let found = place === 0 ? undefined : this.#buffers[place];
    if (found && phys + length > found.phys + found.size) found = undefined;
    // Nothing at the edge of two buffers lies in both.
    const before =
      length === 0 && place !== 0 ? this.#buffers[this.#index.previous(place)] : undefined;
    if (before && before.phys + before.size === phys)
      found = found ? earlier(found, before) : before;
    for (const buffer of this.#odd)
      if (buffer.phys <= phys && phys + length <= buffer.phys + buffer.size)
        found = found ? earlier(found, buffer) : buffer;
    return found;
  }
}
