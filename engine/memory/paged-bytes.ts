/**
 * Bytes of a physical address space that are used by the page: what was never written is 0. A page is
 * 4 KiB and is there from its first write on. Where headers lie far apart SparseBytes is smaller.
 * Addresses are numbers up to 2^53, words are little-endian whatever the machine.
 */
import { AddressMap } from './address-map.ts';

const PAGE = 4096;

export class PagedBytes {
  readonly #pages = new AddressMap<Uint8Array>();
  /** The page used last: neighbours come in a row. */
  #number = -1;
  #page: Uint8Array | undefined;

  byte(address: number): number {
    const offset = address % PAGE;
    return this.#find((address - offset) / PAGE)?.[offset] ?? 0;
  }
  setByte(address: number, value: number): void {
    const offset = address % PAGE;
    this.#make((address - offset) / PAGE)[offset] = value;
  }

  /** 32 bits, little-endian, at any address. */
  word(address: number): number {
    const at = address % PAGE;
    if (at > PAGE - 4)
      return (
        this.byte(address) +
        this.byte(address + 1) * 0x100 +
        this.byte(address + 2) * 0x1_0000 +
        this.byte(address + 3) * 0x100_0000
      );
    const page = this.#find((address - at) / PAGE);
    if (!page) return 0;
    return (page[at]! | (page[at + 1]! << 8) | (page[at + 2]! << 16) | (page[at + 3]! << 24)) >>> 0;
  }
  setWord(address: number, value: number): void {
    const at = address % PAGE;
    if (at > PAGE - 4) {
      for (let i = 0; i < 4; i += 1) this.setByte(address + i, (value >>> (8 * i)) & 0xff);
      return;
    }
    const page = this.#make((address - at) / PAGE);
    page[at] = value;
    page[at + 1] = value >>> 8;
    page[at + 2] = value >>> 16;
    page[at + 3] = value >>> 24;
  }

  read(address: number, length: number): Uint8Array {
    const out = new Uint8Array(length);
    eachPart(address, length, (number, from, to, done) => {
      const page = this.#find(number);
      if (page) out.set(page.subarray(from, to), done);
    });
    return out;
  }
  write(address: number, bytes: Uint8Array): void {
    eachPart(address, bytes.length, (number, from, to, done) => {
      this.#make(number).set(bytes.subarray(done, done + to - from), from);
    });
  }
  /** memset(). Whole pages that become 0 cost nothing afterwards. */
  fill(address: number, length: number, value: number): void {
    eachPart(address, length, (number, from, to) => {
      if (value === 0 && to - from === PAGE) this.#drop(number);
      else if (value !== 0 || this.#find(number)) this.#make(number).fill(value, from, to);
    });
  }

  /** Offset of the first byte of [address, address + length) that is not `value`; -1 if all are. */
  firstOther(address: number, length: number, value: number): number {
    for (let i = 0; i < length; i += 1) if (this.byte(address + i) !== value) return i;
    return -1;
  }

  #find(number: number): Uint8Array | undefined {
    if (number !== this.#number) {
      this.#number = number;
      this.#page = this.#pages.get(number);
    }
    return this.#page;
  }
  #make(number: number): Uint8Array {
    const found = this.#find(number);
    if (found) return found;
    const page = new Uint8Array(PAGE);
    this.#pages.set(number, page);
    this.#page = page;
    return page;
  }
  #drop(number: number): void {
    if (this.#number === number) this.#page = undefined;
    this.#pages.delete(number);
  }
}

/** The parts of a range that lie in one page each; `done` bytes lie before a part. */
function eachPart(
  address: number,
  length: number,
  part: (number: number, from: number, to: number, done: number) => void,
): void {
  for (let done = 0; done < length;) {
    const from = (address + done) % PAGE;
    const to = Math.min(PAGE, from + length - done);
    part((address + done - from) / PAGE, from, to, done);
    done += to - from;
  }
}
