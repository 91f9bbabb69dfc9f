/**
 * The units of the engine and the only conversions between them.
 *
 * Addresses and sizes are plain numbers (exact to 2^53), never bit-shifted: a shift
 * would cut them to 32 bits. A brand keeps a page count from being used as a byte count.
 */
declare const unit: unique symbol;
type Unit<Name extends string> = number & { readonly [unit]?: Name };

/** A size in bytes. */
export type Bytes = Unit<'Bytes'>;
/** A number of pages of the board's page size. */
export type PageCount = Unit<'PageCount'>;
/** Page frame number: physical address divided by the page size. */
export type Pfn = Unit<'Pfn'>;
/** Physical address in bytes, as the CPU sees it. */
export type PhysAddr = Unit<'PhysAddr'>;
/** Kernel virtual address in bytes. */
export type VirtAddr = Unit<'VirtAddr'>;
/** Power of two: `2 ** order` pages. */
export type Order = Unit<'Order'>;
/** Number of an operation in the journal, from 1; 0 is the freshly booted board. */
export type OpId = Unit<'OpId'>;

/** Page size of every profile so far: 4 KiB. */
export const PAGE_SIZE: Bytes = 4096;

export const pagesToBytes = (pages: PageCount): Bytes => pages * PAGE_SIZE;
/** PAGE_ALIGN then divide: the pages that hold `bytes`. */
export const bytesToPages = (bytes: Bytes): PageCount => Math.ceil(bytes / PAGE_SIZE);
export const pfnToPhys = (pfn: Pfn): PhysAddr => pfn * PAGE_SIZE;
export const physToPfn = (phys: PhysAddr): Pfn => Math.floor(phys / PAGE_SIZE);

/** Round up to a multiple of `step` (any positive integer, not only powers of two). */
export const roundUp = (value: number, step: number): number => Math.ceil(value / step) * step;
export const roundDown = (value: number, step: number): number => Math.floor(value / step) * step;

export const KiB = 1024;
export const MiB = 1024 * KiB;
export const GiB = 1024 * MiB;

/** Upper-case hexadecimal without prefix, padded with zeros: `%08X`. */
export const hex = (value: number, digits = 1): string =>
  value.toString(16).toUpperCase().padStart(digits, '0');
/** Lower-case hexadecimal without prefix: `%lx`. */
export const hexLower = (value: number, digits = 1): string =>
  value.toString(16).padStart(digits, '0');
