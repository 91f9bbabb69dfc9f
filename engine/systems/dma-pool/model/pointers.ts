/** Kernel pointers of the linear map. */
import { HASHED } from '../../../contract/profile.ts';
import type { PhysAddr } from '../../../contract/units.ts';
import { hexLower } from '../../../contract/units.ts';
import type { Pointers } from './pages.ts';

const WORD = 0x1_0000_0000;

/**
 * Pointers that lie at a fixed distance from physical addresses, as in the kernel's linear map.
 * `mapped` covers all of the memory that Linux has.
 */
export class LinearPointers implements Pointers {
  readonly #virt: { readonly low: number; readonly high: number };
  readonly #phys: PhysAddr;
  readonly #bytes: number;
  readonly #digits: number;
  readonly #hashed: boolean;

  /** `virt` as two words: an address of arm64 is not exact as one number. */
  constructor(
    virt: { readonly low: number; readonly high: number },
    phys: PhysAddr,
    bytes: number,
    display: { readonly pointerBytes: 4 | 8; readonly hashed: boolean },
  ) {
    this.#virt = virt;
    this.#phys = phys;
    this.#bytes = bytes;
    this.#digits = 2 * display.pointerBytes;
    this.#hashed = display.hashed;
  }

  /** 32 bits each; the high word is 0 on a 32-bit kernel. */
  words(address: PhysAddr): { low: number; high: number } {
    const low = this.#virt.low + (address - this.#phys);
    const wrapped = ((low % WORD) + WORD) % WORD;
    return { low: wrapped, high: this.#virt.high + Math.floor(low / WORD) };
  }
  /** The reverse; it does not ask whether memory is there. */
  address(low: number, high: number): PhysAddr {
    return (high - this.#virt.high) * WORD + (low - this.#virt.low) + this.#phys;
  }
  /** Whether all bytes lie in the linear map. */
  mapped(address: PhysAddr, length: number): boolean {
    return address >= this.#phys && address + length <= this.#phys + this.#bytes;
  }
  /** %p: 8 or 16 digits, or what a hashing kernel shows. */
  text(address: PhysAddr): string {
    if (this.#hashed) return HASHED;
    const { low, high } = this.words(address);
    const lower = hexLower(low, 8);
    return this.#digits === 8 ? lower : hexLower(high, 8) + lower;
  }
}
