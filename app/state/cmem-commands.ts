/**
 * The lines that the buttons of the CMEM plate type: what one would type on the board. Every
 * knowledge of how the language spells CMEM stands here.
 */
import type { ScriptLine } from './transcript.ts';

/** The seed's example as it loads: its own line has a comma where a blank must be. */
export const SEED_INSMOD =
  'insmod cmemk.ko phys_start=0x83C00000 phys_end=0x88000000 ' +
  'pools=50x512,2x4096,2x8192,2x16384,1x32768,1x51200,1x102400,1x4096000';
export const RMMOD = 'rmmod cmemk';

/** What a button acts on. */
export interface CmemTarget {
  readonly phys: number;
  readonly size: number;
  /** Process that allocated it; empty = unknown. */
  readonly process: string;
  /** Name that the script gave its pointer, if it did. */
  readonly handle: string | undefined;
}
export const CMEM_VERBS = ['free', 'cacheWb', 'cacheInv', 'cacheWbInv'] as const;
export type CmemVerb = (typeof CMEM_VERBS)[number];

const hexText = (value: number): string => `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;

/**
 * The line for a button; undefined where there is none: a cache call takes a pointer, and a buffer
 * of which no pointer has a name can only be freed by its address.
 */
export const cmemLine = (
  verb: CmemVerb,
  target: CmemTarget,
  script: readonly ScriptLine[],
): string | undefined => {
  const { handle, process, phys, size } = target;
  const call =
    handle === undefined
      ? verb === 'free'
        ? `ioctl(CMEM_IOCFREE | CMEM_PHYS, ${hexText(phys)})`
        : undefined
      : verb === 'free'
        ? `CMEM_free(${handle})`
        : `CMEM_${verb}(${handle}, ${size})`;
  return call === undefined ? undefined : inProcess(process, call, script);
};

const PROC = /^\s*proc\s+([A-Za-z_]\w*)\s*$/;
const FIRST_PROCESS = 'p1';

/** The process that the last `proc` line entered. */
export const currentProcess = (script: readonly ScriptLine[]): string =>
  script.reduce(
    (now, line) => (line.comment ? now : (PROC.exec(line.text)?.[1] ?? now)),
    FIRST_PROCESS,
  );

/** Only its owner may free a buffer: go to that process and come back. */
const inProcess = (process: string, line: string, script: readonly ScriptLine[]): string => {
  const now = currentProcess(script);
  if (process === '' || process === now) return line;
  return `proc ${process}\n${line}\nproc ${now}`;
};

const GIVEN = /^\s*([A-Za-z_]\w*)\s*=\s*CMEM_(?:alloc|allocPool|registerAlloc)\w*\(/;

/** The name that the line of an operation gave to what it allocated. */
export const handleOf = (script: readonly ScriptLine[], op: number): string | undefined => {
  for (let i = script.length - 1; i >= 0; i -= 1) {
    const line = script[i]!;
    if (line.op === op && !line.comment) return GIVEN.exec(line.text)?.[1];
  }
  return undefined;
};
