/**
 * From a board to what CMEM's answers depend on: where Linux's memory ends, where ioremap() begins.
 *
 * Source of truth: arch/arm/mach-davinci/include/mach/hardware.h and vmalloc.h of Linux 2.6.32; the
 * 2.x samples of real boards print kernels' ends that are mem= above 0x80000000.
 */
import type { BoardProfile, CmemBoardProfile } from '../../contract/profile.ts';
import { MiB, roundDown, type Bytes, type PhysAddr } from '../../contract/units.ts';
import { plainProfile, type CmemProfile } from './model/version.ts';

/** VMALLOC_OFFSET: the hole between the linear map and the vmalloc area, which begins at a multiple of it. */
const VMALLOC_OFFSET = 8 * MiB;
/** VMALLOC_END of DaVinci: 2 MiB below where its registers are mapped. */
const VMALLOC_END = 0xfea0_0000;
const PAGE_OFFSET = 0xc000_0000;

/**
 * Undefined: the board has no cmemk.ko. The kernel's RAM ends where `mem=` of the board's CMEM
 * profile says.
 */
export function cmemProfileOf(board: BoardProfile): CmemProfile | undefined {
  const { cmem, arch, release, physOffset } = board;
  if (!cmem) return undefined;
  const bits = arch === 'arm' ? 32 : 64;
  const linux = linuxRam(board, cmem);
  return plainProfile(cmem.version, {
    bits,
    ramBase: physOffset,
    pageOffset: PAGE_OFFSET,
    kernelRam: cmem.mem,
    vmallocStart: roundDown(PAGE_OFFSET + cmem.mem + VMALLOC_OFFSET, VMALLOC_OFFSET),
    vmallocEnd: VMALLOC_END,
    busy: linux,
    builtFor: /^\d+\.\d+\.\d+/.exec(release)?.[0] ?? release,
  });
}

/** "System RAM" of /proc/iomem. */
function linuxRam(
  board: BoardProfile,
  { mem }: CmemBoardProfile,
): readonly { readonly base: PhysAddr; readonly size: Bytes }[] {
  const [first, ...others] = board.banks;
  return first ? [{ base: first.base, size: Math.min(mem, first.size) }, ...others] : [];
}
