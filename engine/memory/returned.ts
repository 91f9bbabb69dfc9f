/**
 * Places that were given back, by size: of each size the last one is handed out again first. What it
 * holds is all there is to it: it is saved by ascending size, whatever the order in which sizes came.
 */
export type SavedReturned<Places> = readonly (readonly [size: number, places: Places])[];

export class Returned {
  /** The last one given back stands last. */
  readonly #places = new Map<number, number[]>();

  give(place: number, size: number): void {
    const places = this.#places.get(size);
    if (places) places.push(place);
    else this.#places.set(size, [place]);
  }
  take(size: number): number | undefined {
    return this.#places.get(size)?.pop();
  }
  clear(): void {
    this.#places.clear();
  }

  /** `pack`: the kind of array a checkpoint holds. */
  save<Places>(pack: (places: readonly number[]) => Places): SavedReturned<Places> {
    return [...this.#places]
      .filter(([, places]) => places.length > 0)
      .sort(([a], [b]) => a - b)
      .map(([size, places]) => [size, pack(places)]);
  }
  restore(saved: SavedReturned<Iterable<number>>): void {
    this.#places.clear();
    for (const [size, places] of saved) this.#places.set(size, [...places]);
  }
}
