/**
 * Bytes of a physical address space of which almost nothing was ever written: what was not is 0.
 *
 * Lines of 16 bytes lie one after the other in a slab; a hash table leads from an address divided
 * by 16 to its place in the slab. A line this short is what a heap header takes: headers lie 4 KiB
 * or more apart, and thirty thousand of them must not cost thirty thousand pages. Addresses are
 * numbers up to 2^53, words are little-endian whatever the machine.
 */
const LINE = 16;
const FREE = -1;
/** Spreads consecutive and page-aligned line numbers alike over the table. */
const GOLDEN = 0x9e3779b1 | 0;
const MIX_HIGH = 0x85ebca6b | 0;
const FIRST_CAPACITY = 64;

/** Lines that hold a byte other than 0. */
export interface SavedBytes {
  /** Address of each line, ascending. */
  readonly at: readonly number[];
  /** LINE bytes for each. */
  readonly bytes: Uint8Array;
}

/** Reads never make a line; writes do, and no line is given up again. */
export class SparseBytes {
  /** Line number of each entry of the table; FREE = none. */
  #keys = new Float64Array(FIRST_CAPACITY).fill(FREE);
  /** Where in the slab the line of each entry begins. */
  #places = new Int32Array(FIRST_CAPACITY);
  #slab = new Uint8Array(FIRST_CAPACITY * LINE);
  #view = new DataView(this.#slab.buffer);
  #lines = 0;

  /** Lines that were ever written. */
  get lines(): number {
    return this.#lines;
  }

  /** Reads one byte; 0 where nobody wrote. */
  byte(address: number): number {
    const place = this.#find(Math.floor(address / LINE));
    return place < 0 ? 0 : this.#slab[place + (address % LINE)]!;
  }
  /** Writes the low eight bits of the value. */
  setByte(address: number, value: number): void {
    // Placing a line may replace the slab: it comes before the slab is named.
    const place = this.#place(Math.floor(address / LINE));
    this.#slab[place + (address % LINE)] = value;
  }

  /** 32 bits, little-endian, at any address. */
  word(address: number): number {
    const offset = address % LINE;
    if (offset > LINE - 4) {
      const [a, b, c, d] = this.read(address, 4);
      return a! + b! * 0x100 + c! * 0x1_0000 + d! * 0x100_0000;
    }
    const place = this.#find((address - offset) / LINE);
    return place < 0 ? 0 : this.#view.getUint32(place + offset, true);
  }
  /** 32 bits, little-endian, at any address. */
  setWord(address: number, value: number): void {
    const offset = address % LINE;
    if (offset > LINE - 4) {
      for (let i = 0; i < 4; i += 1)
        this.setByte(address + i, Math.floor(value / 0x100 ** i) % 0x100);
      return;
    }
    const place = this.#place((address - offset) / LINE);
    this.#view.setUint32(place + offset, value, true);
  }

  /** Reads a copy of the bytes, 0 where nobody wrote. */
  read(address: number, length: number): Uint8Array {
    const out = new Uint8Array(length);
    for (let i = 0; i < length; i += 1) out[i] = this.byte(address + i);
    return out;
  }
  write(address: number, bytes: ArrayLike<number>): void {
    for (let i = 0; i < bytes.length; i += 1) this.setByte(address + i, bytes[i]!);
  }

  /** Line addresses that hold a byte other than 0, ascending. */
  written(): number[] {
    const out: number[] = [];
    this.#keys.forEach((key, at) => {
      if (key !== FREE && !this.#isZero(this.#places[at]!)) out.push(key * LINE);
    });
    return out.sort((a, b) => a - b);
  }
  #isZero(place: number): boolean {
    for (let i = 0; i < LINE; i += 1) if (this.#slab[place + i] !== 0) return false;
    return true;
  }

  /** Gives copies of all lines that hold something, ascending by address. */
  save(): SavedBytes {
    const at = this.written();
    const bytes = new Uint8Array(at.length * LINE);
    at.forEach((address, i) => bytes.set(this.read(address, LINE), i * LINE));
    return { at, bytes };
  }
  /** Takes over saved lines; what was there before is gone. */
  restore(saved: SavedBytes): void {
    this.#keys = new Float64Array(FIRST_CAPACITY).fill(FREE);
    this.#places = new Int32Array(FIRST_CAPACITY);
    this.#slab = new Uint8Array(FIRST_CAPACITY * LINE);
    this.#view = new DataView(this.#slab.buffer);
    this.#lines = 0;
    saved.at.forEach((address, i) =>
      this.write(address, saved.bytes.subarray(i * LINE, (i + 1) * LINE)),
    );
  }

  /** Entry of the table that holds a line or is where it would go. */
  #entry(line: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    const high = Math.floor(line / 0x1_0000_0000);
    const hash = Math.imul((line >>> 0) ^ Math.imul(high, MIX_HIGH), GOLDEN);
    let at = (hash ^ (hash >>> 15)) & mask;
    while (keys[at] !== line && keys[at] !== FREE) at = (at + 1) & mask;
    return at;
  }
  /** Place of a line in the slab; -1 if it was never written. */
  #find(line: number): number {
    const at = this.#entry(line);
    return this.#keys[at] === FREE ? -1 : this.#places[at]!;
  }
  /** Place of a line in the slab, which is made if need be. */
  #place(line: number): number {
    let at = this.#entry(line);
    if (this.#keys[at] === line) return this.#places[at]!;
    if (2 * (this.#lines + 1) > this.#keys.length) {
      this.#grow();
      at = this.#entry(line);
    }
    const place = this.#lines * LINE;
    this.#keys[at] = line;
    this.#places[at] = place;
    this.#lines += 1;
    return place;
  }
  /** Twice the room in table and slab. */
  #grow(): void {
    const keys = this.#keys;
    const places = this.#places;
    const slab = this.#slab;
    this.#keys = new Float64Array(keys.length * 2).fill(FREE);
    this.#places = new Int32Array(keys.length * 2);
    this.#slab = new Uint8Array(slab.length * 2);
    this.#slab.set(slab);
    this.#view = new DataView(this.#slab.buffer);
    keys.forEach((key, at) => {
      if (key === FREE) return;
      const to = this.#entry(key);
      this.#keys[to] = key;
      this.#places[to] = places[at]!;
    });
  }
}
