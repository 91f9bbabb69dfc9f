/** Addresses and page frame numbers as the maps write them: hexadecimal in capitals. */
import { hex } from '../../engine/contract/units.ts';

/** `0x26400000`: at least eight digits, as the kernel writes physical addresses. */
export const addressText = (address: number): string => `0x${hex(address, 8)}`;
/** `0x26450`: a page frame number. */
export const pfnText = (pfn: number): string => `0x${hex(pfn)}`;
