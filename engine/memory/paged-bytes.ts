/**
 * Bytes of a physical address space that are used in stretches: what was never written is 0. A piece
 * of 64 KiB is there from its first write on: few enough of them that finding one stays in the cache
 * however many there are. Where headers lie far apart SparseBytes is smaller.
 * Addresses are numbers up to 2^53, words are little-endian whatever the machine.
 */
import { AddressMap } from './address-map.ts';

const PIECE = 65_536;

export class PagedBytes {
  readonly #pieces = new AddressMap<Uint8Array>();
  /** The one used last: neighbours come in a row. */
  #number = -1;
  #piece: Uint8Array | undefined;

  byte(address: number): number {
    const offset = address % PIECE;
    return this.#find((address - offset) / PIECE)?.[offset] ?? 0;
  }
  setByte(address: number, value: number): void {
    const offset = address % PIECE;
    this.#make((address - offset) / PIECE)[offset] = value;
  }

  /** 32 bits, little-endian, at any address. */
  word(address: number): number {
    const at = address % PIECE;
    if (at > PIECE - 4)
      return (
        this.byte(address) +
        this.byte(address + 1) * 0x100 +
        this.byte(address + 2) * 0x1_0000 +
        this.byte(address + 3) * 0x100_0000
      );
    const piece = this.#find((address - at) / PIECE);
    if (!piece) return 0;
    return (
      (piece[at]! | (piece[at + 1]! << 8) | (piece[at + 2]! << 16) | (piece[at + 3]! << 24)) >>> 0
    );
  }
  setWord(address: number, value: number): void {
    const at = address % PIECE;
    if (at > PIECE - 4) {
      for (let i = 0; i < 4; i += 1) this.setByte(address + i, (value >>> (8 * i)) & 0xff);
      return;
    }
    const piece = this.#make((address - at) / PIECE);
    piece[at] = value;
    piece[at + 1] = value >>> 8;
    piece[at + 2] = value >>> 16;
    piece[at + 3] = value >>> 24;
  }

  read(address: number, length: number): Uint8Array {
    const out = new Uint8Array(length);
    eachPart(address, length, (number, from, to, done) => {
      const piece = this.#find(number);
      if (piece) out.set(piece.subarray(from, to), done);
    });
    return out;
  }
  write(address: number, bytes: Uint8Array): void {
    eachPart(address, bytes.length, (number, from, to, done) => {
      this.#make(number).set(bytes.subarray(done, done + to - from), from);
    });
  }
  /** memset(). Whole pieces that become 0 cost nothing afterwards. */
  fill(address: number, length: number, value: number): void {
    eachPart(address, length, (number, from, to) => {
      if (value === 0 && to - from === PIECE) this.#drop(number);
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
      this.#piece = this.#pieces.get(number);
    }
    return this.#piece;
  }
  #make(number: number): Uint8Array {
    const found = this.#find(number);
    if (found) return found;
    const piece = new Uint8Array(PIECE);
    this.#pieces.set(number, piece);
    this.#piece = piece;
    return piece;
  }
  #drop(number: number): void {
    if (this.#number === number) this.#piece = undefined;
    this.#pieces.delete(number);
  }
}

/** The parts of a range that lie in one piece each; `done` bytes lie before a part. */
function eachPart(
  address: number,
  length: number,
  part: (number: number, from: number, to: number, done: number) => void,
): void {
  for (let done = 0; done < length;) {
    const from = (address + done) % PIECE;
    const to = Math.min(PIECE, from + length - done);
    part((address + done - from) / PIECE, from, to, done);
    done += to - from;
  }
}
