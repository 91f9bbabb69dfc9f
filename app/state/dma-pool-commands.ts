/**
 * The lines that the buttons of the DMA pools' plate type. Every knowledge of how the language spells
 * pools stands here.
 */
import { hex } from '../../engine/units.ts';
import type { ScriptLine } from './transcript.ts';

/** The pool of a USB host's transfer descriptors, as a first pool to make. */
export const FIRST_POOL = 'p = dma_pool_create("ehci_qtd", 96, 32, 4096)';
/** Its form. */
export const POOL_FORM = 'dma_pool_create';

/** A short name that nothing has yet: a … z, a1 … z1 and so on. */
export const nextName = (taken: (name: string) => boolean): string => {
  for (let round = 0; ; round += 1)
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
      const name = round === 0 ? letter : `${letter}${round}`;
      if (!taken(name)) return name;
    }
};

export const allocLine = (pool: string, name: string): string =>
  `${name} = dma_pool_alloc(${pool})`;
/** By the pointer's name if it has one, else by where it points. */
export const freeLine = (pool: string, phys: number, block: string | undefined): string =>
  `dma_pool_free(${pool}, ${block ?? `0x${hex(phys, 8)}`})`;

const BOARD = /^\s*board\s+(\S+)(.*)$/;

/** Place of the line that booted the board that runs now; -1 if the script does not say. */
const bootAt = (script: readonly ScriptLine[]): number =>
  script.findLastIndex(({ comment, text }) => !comment && BOARD.test(text));

/** The line that boots the same board with the DMA pool of another kernel. */
export const boardLine = (script: readonly ScriptLine[], board: string, kernel: string): string => {
  const [, name = board, options = ''] = BOARD.exec(script[bootAt(script)]?.text ?? '') ?? [];
  const others = options.replace(/\s+dma_pool=\S+/, '').trim();
  return ['board', name, others, `dma_pool=${kernel}`].filter((word) => word !== '').join(' ');
};

/** What was done on this board since it booted, line by line; undefined if that is not known. */
export const linesSinceBoot = (script: readonly ScriptLine[]): readonly string[] | undefined => {
  const at = bootAt(script);
  if (at < 0) return undefined;
  return script.slice(at + 1).flatMap(({ comment, text }) => (comment ? [] : [text]));
};
