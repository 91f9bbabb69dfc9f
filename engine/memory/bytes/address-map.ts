/**
 * A map from numbers to objects for keys that come and go: open addressing, and what is deleted leaves
 * nothing after. (A JavaScript Map keeps a deleted entry in its chain until the table is rebuilt: the
 * same address taken and given back again and again would be found ever more slowly.)
 */
const FREE = NaN;
const GOLDEN = 0x9e3779b1 | 0;
const MIX_HIGH = 0x85ebca6b | 0;

/** Keys are whole numbers up to 2^53; NaN is none. */
export class AddressMap<T> {
  #keys = new Float64Array(16).fill(FREE);
  #values: (T | undefined)[] = new Array<T | undefined>(16).fill(undefined);
  #size = 0;

  /** The number of entries. */
  get size(): number {
    return this.#size;
  }

  /** Gives the value under a key; undefined: the key is not there. */
  get(key: number): T | undefined {
    return this.#values[this.#entry(key)];
  }
  /** Enters a value under a key and replaces the one that was there. */
  set(key: number, value: T): void {
    let at = this.#entry(key);
    if (this.#keys[at] !== key) {
      this.#size += 1;
      if (2 * this.#size > this.#keys.length) {
        this.#grow();
        at = this.#entry(key);
      }
    }
    this.#keys[at] = key;
    this.#values[at] = value;
  }
  /** Entries that had to step over this one move up. */
  delete(key: number): void {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let hole = this.#entry(key);
    if (keys[hole] !== key) return;
    this.#size -= 1;
    for (let at = (hole + 1) & mask; !Number.isNaN(keys[at]!); at = (at + 1) & mask) {
      const home = hashOf(keys[at]!) & mask;
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      keys[hole] = keys[at]!;
      this.#values[hole] = this.#values[at];
      hole = at;
    }
    keys[hole] = FREE;
    this.#values[hole] = undefined;
  }

  /** In no order that means anything. */
  *values(): Generator<T, void> {
    for (const value of this.#values) if (value !== undefined) yield value;
  }

  /** Where the key stands or would stand. */
  #entry(key: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let at = hashOf(key) & mask;
    while (keys[at] !== key && !Number.isNaN(keys[at]!)) at = (at + 1) & mask;
    return at;
  }
  /** Twice the room; every entry finds a new place. */
  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#keys = new Float64Array(keys.length * 2).fill(FREE);
    this.#values = new Array<T | undefined>(keys.length * 2).fill(undefined);
    keys.forEach((key, at) => {
      if (Number.isNaN(key)) return;
      const to = this.#entry(key);
      this.#keys[to] = key;
      this.#values[to] = values[at];
    });
  }
}

/** Keys that differ in high bits only are spread as well. */
function hashOf(key: number): number {
  const high = Math.floor(key / 0x1_0000_0000);
  const hash = Math.imul((key >>> 0) ^ Math.imul(high, MIX_HIGH), GOLDEN);
  return hash ^ (hash >>> 15);
}
