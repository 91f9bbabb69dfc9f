/**
 * The quick form: a name, a size and a way to ask, made into the line a board engineer would type.
 * Also the line that gives a block back, by the way in which it was taken.
 */
import { bytesToPages, KiB, MiB } from '../../engine/contract/units.ts';

export const WAYS = ['msys', 'dma', 'cma', 'pool', 'heap'] as const;
export type Way = (typeof WAYS)[number];

/** What of a board decides which ways there are. */
export interface WayBoard {
  readonly msys?: unknown;
  readonly noCma?: true;
  readonly cmem?: unknown;
}
/** The ways that a board has, the one to propose first. */
export const waysOf = (board: WayBoard | undefined): readonly Way[] =>
  WAYS.filter((way) => {
    if (way === 'msys') return board?.msys !== undefined;
    const ofCmem = way === 'pool' || way === 'heap';
    return ofCmem ? board?.cmem !== undefined : board?.noCma !== true;
  });
export const SIZE_UNITS = { B: 1, KiB, MiB } as const;
export type SizeUnit = keyof typeof SIZE_UNITS;

export interface QuickDraft {
  readonly way: Way;
  readonly name: string;
  readonly size: string;
  readonly unit: SizeUnit;
  /** Alignment order for cma_alloc. */
  readonly align: string;
  /** CMEM: mapped CMEM_CACHED. */
  readonly cached: boolean;
}

export type QuickProblem =
  'name-empty' | 'name-msys' | 'name-handle' | 'size' | 'size-small' | 'align';

/** Bytes, or undefined unless the text is a whole number, decimal or 0x, of at least one byte. */
export function quickBytes(draft: Pick<QuickDraft, 'size' | 'unit'>): number | undefined {
  const text = draft.size.trim();
  if (!/^(0x[0-9a-f]+|[0-9]+(\.[0-9]+)?)$/i.test(text)) return undefined;
  const bytes = Number(text) * SIZE_UNITS[draft.unit];
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** sysfs cuts at white space and keeps 14 characters of a name. */
const MSYS_NAME = /^[!-~]{1,14}$/;
/** A handle is a C name of at most 31 characters. */
const HANDLE = /^[A-Za-z_][A-Za-z0-9_]{0,30}$/;

export function quickProblems(
  draft: QuickDraft,
): Partial<Record<'name' | 'size' | 'align', QuickProblem>> {
  const name = draft.name.trim();
  const bytes = quickBytes(draft);
  const wrong: QuickProblem = draft.way === 'msys' ? 'name-msys' : 'name-handle';
  return {
    ...(name === ''
      ? { name: 'name-empty' }
      : (draft.way === 'msys' ? MSYS_NAME : HANDLE).test(name)
        ? {}
        : { name: wrong }),
    ...(bytes === undefined ? { size: 'size' } : bytes < 1 ? { size: 'size-small' } : {}),
    ...(draft.way !== 'cma' || /^([0-9]|1[0-9])$/.test(draft.align.trim())
      ? {}
      : { align: 'align' }),
  };
}

const asNumber = (bytes: number): string => {
  if (bytes % MiB === 0) return `${bytes / MiB}M`;
  return bytes % KiB === 0 ? `${bytes / KiB}K` : String(bytes);
};

/** The line, once nothing is wrong with the draft. */
export function quickLine(draft: QuickDraft): string {
  const name = draft.name.trim();
  const bytes = quickBytes(draft) ?? 0;
  switch (draft.way) {
    case 'msys':
      return `echo ${shellWord(name)} ${bytes} > /sys/class/mstar/msys/dmem_alloc`;
    case 'dma':
      return `${name} = dma_alloc_coherent(${asNumber(bytes)})`;
    case 'cma':
      return `${name} = cma_alloc(${bytesToPages(bytes)}, align=${Number(draft.align)})`;
    case 'pool':
    case 'heap': {
      const flags = `${draft.way === 'heap' ? ', CMEM_HEAP' : ''}${draft.cached ? ', CMEM_CACHED' : ''}`;
      return `${name} = CMEM_alloc(${asNumber(bytes)}${flags})`;
    }
  }
}

const shellWord = (word: string): string =>
  /^[A-Za-z0-9_.:@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** `buf1`, `buf2`, …: the first that is not taken. */
export function freshName(taken: ReadonlySet<string>, stem = 'buf'): string {
  for (let n = 1; ; n += 1) if (!taken.has(`${stem}${n}`)) return `${stem}${n}`;
}
