/** What a board has of every option of a `board` line, written as the line would write it: for forms. */
import { BOARD_OPTIONS, isHere } from './boards.ts';
import type { BoardOption } from './boards.ts';
import { poolKernelOf } from '../contract/profile.ts';
import type { BoardProfile } from '../contract/profile.ts';
import { GiB, KiB, MiB } from '../contract/units.ts';
import type { Bytes } from '../contract/units.ts';

const yesText = (value: boolean | undefined): string => (value === true ? 'y' : 'n');

/** Bytes with the largest suffix that they are a multiple of. */
function sizeOption(bytes: Bytes): string {
  const units = [
    ['G', GiB],
    ['M', MiB],
    ['K', KiB],
  ] as const;
  const found = units.find(([, unit]) => bytes > 0 && bytes % unit === 0);
  return found ? `${bytes / found[1]}${found[0]}` : String(bytes);
}

/** By the option's name; undefined: the board has nothing of the kind. */
const NOW: Readonly<Record<string, (board: BoardProfile) => string | undefined>> = {
  kernel: (board) => board.kernel,
  mem: (board) =>
    sizeOption(board.noCma && board.cmem ? board.cmem.mem : (board.banks[0]?.size ?? 0)),
  cmem: (board) => board.cmem?.version,
  cma: (board) => board.cma,
  CONFIG_CMA_ALIGNMENT: (board) => String(board.cmaAlignment),
  order_per_bit: (board) => String(board.orderPerBit),
  coherent_pool: (board) => (board.arch === 'arm' ? sizeOption(board.coherentPool) : undefined),
  CONFIG_CMA_DEBUG: (board) => yesText(board.cmaDebug),
  dma_pool: (board) => board.poolKernel ?? poolKernelOf(board.release),
  CONFIG_SLUB_DEBUG_ON: (board) => yesText(board.slubDebug),
  CONFIG_DMA_API_DEBUG: (board) => yesText(board.dmaApiDebug),
  CONFIG_MSYS_DMEM_SYSFS_ALL: (board) => board.msys && yesText(board.msys.sysfsAll),
  MSYS_DEBUG: (board) => board.msys && yesText(board.msys.debug),
};

/** What a board has of every option that it takes, in the options' order. */
export const optionsNow = (
  board: BoardProfile,
): readonly { readonly option: BoardOption; readonly value: string }[] =>
  BOARD_OPTIONS.flatMap((option) => {
    const value = isHere(board, option) ? NOW[option.name]?.(board) : undefined;
    return value === undefined ? [] : [{ option, value }];
  });
