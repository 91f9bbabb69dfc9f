/**
 * Bytes one after the other: whole numbers in groups of seven bits, texts with their length in front.
 * Text is UTF-8 in which a lone surrogate keeps its three bytes, so that every string comes back as it was.
 */
import { unitsAsText } from '../../contract/long-lists.ts';
import { refuse } from '../refuse.ts';

/** Bytes of 2^53 - 1 in groups of seven bits. */
const MOST_GROUPS = 8;

/** It grows as it is written to; finish() gives the bytes. */
export class ByteWriter {
  readonly #out: number[] = [];

  /** 0 … 2^53 - 1. */
  number(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.#out.push((rest % 0x80) + 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#out.push(rest);
  }
  /** A double takes eight bytes, the highest first. */
  double(value: number): void {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    this.bytes(new Uint8Array(view.buffer));
  }
  /** Writes the bytes as they are, without their number. */
  bytes(bytes: Uint8Array): void {
    for (const byte of bytes) this.#out.push(byte);
  }
  /** Writes the number of UTF-8 bytes, then the bytes. */
  text(text: string): void {
    const bytes: number[] = [];
    for (const char of text) pushPoint(bytes, char.codePointAt(0)!);
    this.number(bytes.length);
    for (const byte of bytes) this.#out.push(byte);
  }
  /** Gives a copy of all that was written. */
  finish(): Uint8Array {
    return Uint8Array.from(this.#out);
  }
}

/** UTF-8 of one code point, surrogates included. */
function pushPoint(out: number[], point: number): void {
  const after = (shift: number) => 0x80 | ((point >>> shift) & 0x3f);
  if (point < 0x80) out.push(point);
  else if (point < 0x800) out.push(0xc0 | (point >>> 6), after(0));
  else if (point < 0x1_0000) out.push(0xe0 | (point >>> 12), after(6), after(0));
  else out.push(0xf0 | (point >>> 18), after(12), after(6), after(0));
}

/** ASCII and nothing else. A loop: a call for each of a million bytes takes longer than all the rest of it. */
function isPlain(bytes: Uint8Array): boolean {
  let all = 0;
  for (const byte of bytes) all |= byte;
  return all < 0x80;
}

/** Reads what ByteWriter wrote; refuses anything else as damaged. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Reads one byte; at the end of the bytes it refuses. */
  #next(): number {
    const byte = this.#bytes[this.#at++];
    return byte ?? refuse('link.malformed');
  }
  /** Refuses what is longer or larger than any number written. */
  number(): number {
    let value = 0;
    for (let group = 0; group < MOST_GROUPS; group += 1) {
      const byte = this.#next();
      value += (byte % 0x80) * 0x80 ** group;
      if (byte < 0x80) return Number.isSafeInteger(value) ? value : refuse('link.malformed');
    }
    return refuse('link.malformed');
  }
  /** A double takes eight bytes, the highest first. */
  double(): number {
    return new DataView(Uint8Array.from(this.bytes(8)).buffer).getFloat64(0);
  }
  /** A view of the next bytes, no copy; refused where there are not as many. */
  bytes(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) refuse('link.malformed');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
  /** Refuses what is no UTF-8 of this writer. */
  text(): string {
    const bytes = this.bytes(this.number());
    if (isPlain(bytes)) return unitsAsText(bytes);
    // No character takes more units here than bytes there.
    const units = new Uint16Array(bytes.length);
    let count = 0;
    for (let at = 0; at < bytes.length;) {
      const head = bytes[at]!;
      const after = head < 0x80 ? 0 : head < 0xc0 ? -1 : head < 0xe0 ? 1 : head < 0xf0 ? 2 : 3;
      if (after < 0 || at + after >= bytes.length) refuse('link.malformed');
      let point = after === 0 ? head : head & (0x3f >>> after);
      for (let i = 1; i <= after; i += 1) point = point * 64 + (bytes[at + i]! & 0x3f);
      if (point > 0x10_ffff) refuse('link.malformed');
      if (point > 0xffff) units[count++] = 0xd7c0 + (point >>> 10);
      units[count++] = point > 0xffff ? 0xdc00 + (point & 0x3ff) : point;
      at += after + 1;
    }
    return unitsAsText(units.subarray(0, count));
  }
  /** What has not been read yet. */
  rest(): Uint8Array {
    return this.#bytes.subarray(this.#at);
  }
  /** Nothing may be left. */
  end(): void {
    if (this.#at !== this.#bytes.length) refuse('link.malformed');
  }
}
