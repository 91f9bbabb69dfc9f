/**
 * Bytes of a physical address space that are used in stretches: what was never written is 0. A piece
 * of 64 KiB is there from its first write on: few enough of them that finding one stays in the cache
 * however many there are. Where headers lie far apart SparseBytes is smaller.
 * Addresses are numbers up to 2^53, words are little-endian whatever the machine.
 */
import { AddressMap } from './address-map.ts';
import { packPage, unpackPage, type PackedPage } from './packed-page.ts';

const PIECE = 65_536;
const PAGE_SHIFT = 12;
const PAGES = PIECE >>> PAGE_SHIFT;

interface Piece {
  /** Its address divided by PIECE. */
  readonly number: number;
  readonly bytes: Uint8Array;
  /** A bit a page: written since `saved`. */
  written: number;
  saved: SavedPiece;
}
/** What a piece holds. One that nobody wrote to is the same object in many checkpoints. */
export interface SavedPiece {
  readonly number: number;
  readonly pages: readonly (PackedPage | undefined)[];
}

/** Reads never make a piece; writes do. */
export class PagedBytes {
  readonly #pieces = new AddressMap<Piece>();
  /** The one used last: neighbours come in a row. */
  #number = -1;
  #piece: Piece | undefined;

  /** Reads one byte; 0 where nobody wrote. */
  byte(address: number): number {
    const offset = address % PIECE;
    return this.#find((address - offset) / PIECE)?.bytes[offset] ?? 0;
  }
  /** Writes the low eight bits of the value. */
  setByte(address: number, value: number): void {
    const offset = address % PIECE;
    this.#make((address - offset) / PIECE, offset, offset + 1)[offset] = value;
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
    const piece = this.#find((address - at) / PIECE)?.bytes;
    if (!piece) return 0;
    return (
      (piece[at]! | (piece[at + 1]! << 8) | (piece[at + 2]! << 16) | (piece[at + 3]! << 24)) >>> 0
    );
  }
  /** 32 bits, little-endian, at any address. */
  setWord(address: number, value: number): void {
    const at = address % PIECE;
    if (at > PIECE - 4) {
      for (let i = 0; i < 4; i += 1) this.setByte(address + i, (value >>> (8 * i)) & 0xff);
      return;
    }
    const piece = this.#make((address - at) / PIECE, at, at + 4);
    piece[at] = value;
    piece[at + 1] = value >>> 8;
    piece[at + 2] = value >>> 16;
    piece[at + 3] = value >>> 24;
  }

  /** Reads a copy of the bytes, 0 where nobody wrote. */
  read(address: number, length: number): Uint8Array {
    const out = new Uint8Array(length);
    eachPart(address, length, (number, from, to, done) => {
      const piece = this.#find(number);
      if (piece) out.set(piece.bytes.subarray(from, to), done);
    });
    return out;
  }
  /** Writes bytes from an address on, over several pieces if need be. */
  write(address: number, bytes: Uint8Array): void {
    eachPart(address, bytes.length, (number, from, to, done) => {
      this.#make(number, from, to).set(bytes.subarray(done, done + to - from), from);
    });
  }
  /** memset(). Whole pieces that become 0 cost nothing afterwards. */
  fill(address: number, length: number, value: number): void {
    eachPart(address, length, (number, from, to) => {
      if (value === 0 && to - from === PIECE) this.#drop(number);
      else if (value !== 0 || this.#find(number))
        this.#make(number, from, to).fill(value, from, to);
    });
  }

  /** Offset of the first byte of [address, address + length) that is not `value`; -1 if all are. */
  firstOther(address: number, length: number, value: number): number {
    for (let i = 0; i < length; i += 1) if (this.byte(address + i) !== value) return i;
    return -1;
  }

  /** For a checkpoint: ascending, without those that hold nothing but 0. */
  save(): readonly SavedPiece[] {
    const pieces = [...this.#pieces.values()].sort((a, b) => a.number - b.number);
    return pieces.map(savedOf).filter(({ pages }) => pages.some(Boolean));
  }
  /** Pages that hold what they should already are not touched. */
  restore(saved: readonly SavedPiece[]): void {
    const wanted = new Set(saved.map(({ number }) => number));
    const gone = [...this.#pieces.values()].filter(({ number }) => !wanted.has(number));
    for (const { number } of gone) this.#pieces.delete(number);
    this.#number = -1;
    for (const one of saved) {
      let piece = this.#pieces.get(one.number);
      if (!piece) {
        piece = emptyPiece(one.number);
        this.#pieces.set(one.number, piece);
      }
      become(piece, one);
    }
  }

  #find(number: number): Piece | undefined {
    if (number !== this.#number) {
      this.#number = number;
      this.#piece = this.#pieces.get(number);
    }
    return this.#piece;
  }
  /** The bytes of a piece of which [from, to) will be written. */
  #make(number: number, from: number, to: number): Uint8Array {
    let piece = this.#find(number);
    if (!piece) {
      piece = emptyPiece(number);
      this.#pieces.set(number, piece);
      this.#piece = piece;
    }
    piece.written |= (2 << ((to - 1) >>> PAGE_SHIFT)) - (1 << (from >>> PAGE_SHIFT));
    return piece.bytes;
  }
  /** The piece holds nothing but 0 from now on. */
  #drop(number: number): void {
    if (this.#number === number) this.#piece = undefined;
    this.#pieces.delete(number);
  }
}

const emptyPiece = (number: number): Piece => ({
  number,
  bytes: new Uint8Array(PIECE),
  written: 0,
  saved: { number, pages: new Array<undefined>(PAGES).fill(undefined) },
});
/** A page of a piece as words, no copy. */
const pageOf = ({ bytes }: Piece, page: number): Uint32Array =>
  new Uint32Array(bytes.buffer, page << PAGE_SHIFT, 1 << (PAGE_SHIFT - 2));

/** A page that nobody wrote to is the same object as in the checkpoint before. */
function savedOf(piece: Piece): SavedPiece {
  const { number, written, saved } = piece;
  if (written === 0) return saved;
  const pages = saved.pages.map((page, at) =>
    (written >>> at) & 1 ? packPage(pageOf(piece, at)) : page,
  );
  piece.written = 0;
  return (piece.saved = { number, pages });
}
/** Only pages that differ are unpacked. */
function become(piece: Piece, wanted: SavedPiece): void {
  const { written, saved } = piece;
  for (let at = 0; at < PAGES; at += 1)
    if ((written >>> at) & 1 || saved.pages[at] !== wanted.pages[at])
      unpackPage(wanted.pages[at], pageOf(piece, at));
  piece.written = 0;
  piece.saved = wanted;
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
