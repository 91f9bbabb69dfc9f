/**
 * What happened to a heap's free chunks since somebody last looked, so that whoever draws them touches
 * only those: addresses of headers that were written or went, and what stood in a header before
 * somebody other than the driver wrote over it.
 */
import type { PhysAddr } from '../../../../contract/units.ts';

/** The two words of a header. */
export interface HeaderWords {
  readonly next: bigint;
  readonly size: bigint;
}

export class HeapChanges {
  readonly #touched = new Set<PhysAddr>();
  /** Nothing that was known holds: the list has to be read from its head. */
  #all = true;
  /** Headers as the driver left them, by address of those that somebody else wrote to. */
  readonly #left = new Map<PhysAddr, HeaderWords>();

  touch(header: PhysAddr): void {
    if (!this.#all) this.#touched.add(header);
  }
  everything(): void {
    this.#all = true;
    this.#touched.clear();
  }
  /** Hand over what changed; 'everything' = read the whole list. */
  take(): ReadonlySet<PhysAddr> | 'everything' {
    const taken = this.#all ? 'everything' : new Set(this.#touched);
    this.#all = false;
    this.#touched.clear();
    return taken;
  }

  /** Somebody is about to write over this header. */
  keep(header: PhysAddr, words: HeaderWords): void {
    if (!this.#left.has(header)) this.#left.set(header, words);
    this.touch(header);
  }
  /** The driver wrote the whole header itself. */
  mend(header: PhysAddr): void {
    this.#left.delete(header);
  }
  /** The driver wrote one word of a header that somebody else wrote to before. */
  driverWrote(header: PhysAddr, word: keyof HeaderWords, value: bigint | number): void {
    const left = this.#left.get(header);
    if (left) this.#left.set(header, { ...left, [word]: BigInt(value) });
  }
  /** Headers that somebody wrote over, as the driver left them: for a checkpoint. */
  get left(): ReadonlyMap<PhysAddr, HeaderWords> {
    return this.#left;
  }
  restoreLeft(left: Iterable<readonly [PhysAddr, HeaderWords]>): void {
    this.#left.clear();
    for (const [header, words] of left) this.#left.set(header, words);
  }

  /** Whether a header says something else than the driver left there. */
  corrupt(header: PhysAddr, { next, size }: HeaderWords): boolean {
    const left = this.#left.get(header);
    return left !== undefined && (left.next !== next || left.size !== size);
  }
}
