/** The allocator itself: pieces one after the other, given back all at once. */
import { roundUp, type Bytes, type PhysAddr } from '../../../contract/units.ts';

/** Pieces begin at multiples of a cache line. */
const LINE = 64;

export interface Piece {
  readonly phys: PhysAddr;
  readonly bytes: Bytes;
}
export interface SavedBump {
  readonly pieces: readonly Piece[];
  readonly resets: number;
}

export class Bump {
  readonly base: PhysAddr;
  readonly end: PhysAddr;
  pieces: readonly Piece[] = [];
  /** How often everything was given back: no state shows it, but a digest must. */
  resets = 0;

  constructor(base: PhysAddr, end: PhysAddr) {
    this.base = base;
    this.end = end;
  }

  /** Where the next piece would begin. */
  get next(): PhysAddr {
    const last = this.pieces.at(-1);
    return last ? last.phys + roundUp(last.bytes, LINE) : this.base;
  }
  /** Undefined: there is no room. */
  alloc(bytes: Bytes): Piece | undefined {
    const phys = this.next;
    if (bytes <= 0 || phys + bytes > this.end) return undefined;
    const piece = { phys, bytes };
    this.pieces = [...this.pieces, piece];
    return piece;
  }
  reset(): void {
    this.pieces = [];
    this.resets += 1;
  }

  check(): void {
    let last = this.base;
    for (const { phys, bytes } of this.pieces) {
      if (phys < last || phys % LINE !== 0) throw new Error('pieces overlap');
      last = phys + bytes;
    }
    if (last > this.end) throw new Error('a piece lies outside the carve-out');
  }
}
