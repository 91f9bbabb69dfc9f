/**
 * The lines that the buttons of the CMEM plate type: what one would type on the board. Every
 * knowledge of how the language spells CMEM stands here.
 */
import { hex } from '../../../engine/contract/units.ts';
import { currentProcess } from '../../session/cmem-script.ts';
import type { ScriptLine } from '../../session/transcript/transcript.ts';

/** The seed's example as it loads: its own line has a comma where a blank must be. */
export const SEED_INSMOD =
  'insmod cmemk.ko phys_start=0x83C00000 phys_end=0x88000000 ' +
  'pools=50x512,2x4096,2x8192,2x16384,1x32768,1x51200,1x102400,1x4096000';
export const RMMOD = 'rmmod cmemk';

/** The name that a script gave to what it allocated: a pointer, or a physical address (the Phys calls). */
export interface Pointer {
  readonly name: string;
  readonly physical: boolean;
}
/** What a button acts on. */
export interface CmemTarget {
  readonly phys: number;
  readonly size: number;
  readonly heap: boolean;
  /** Process that allocated it; empty = unknown. */
  readonly process: string;
  readonly pointer: Pointer | undefined;
}
export const CMEM_VERBS = ['free', 'cacheWb', 'cacheInv', 'cacheWbInv'] as const;
export type CmemVerb = (typeof CMEM_VERBS)[number];

/**
 * The line for a button; undefined where there is none: a cache call takes a pointer, and a buffer
 * of which no pointer has a name can only be freed by its address.
 */
export const cmemLine = (
  verb: CmemVerb,
  target: CmemTarget,
  script: readonly ScriptLine[],
): string | undefined => {
  const call = verb === 'free' ? freeCall(target) : cacheCall(verb, target);
  return call === undefined ? undefined : inProcess(target.process, call, script);
};

const freeCall = ({ pointer, heap, phys }: CmemTarget): string => {
  if (pointer?.physical === true) return `CMEM_freePhys(${pointer.name})`;
  // Drivers up to 2.25.00 free as the caller says, not as the buffer was allocated.
  if (pointer !== undefined) return `CMEM_free(${pointer.name}${heap ? ', CMEM_HEAP' : ''})`;
  return `ioctl(CMEM_IOCFREE${heap ? 'HEAP' : ''}PHYS, address=0x${hex(phys, 8)})`;
};

const cacheCall = (verb: CmemVerb, { pointer, size }: CmemTarget): string | undefined =>
  pointer === undefined || pointer.physical ? undefined : `CMEM_${verb}(${pointer.name}, ${size})`;

/** Only its owner may free a buffer: go to that process and come back. */
const inProcess = (process: string, line: string, script: readonly ScriptLine[]): string => {
  const now = currentProcess(script);
  if (process === '' || process === now) return line;
  return `proc ${process}\n${line}\nproc ${now}`;
};

const GIVEN = /^\s*([A-Za-z_]\w*)\s*=\s*CMEM_(?:alloc|registerAlloc)(?:Pool)?(Phys)?2?\(/;

/** The name that the line of an operation gave to what it allocated. */
export const pointerOf = (script: readonly ScriptLine[], op: number): Pointer | undefined => {
  for (let i = script.length - 1; i >= 0; i -= 1) {
    const line = script[i]!;
    if (line.op !== op || line.comment) continue;
    const [, name, physical] = GIVEN.exec(line.text) ?? [];
    return name === undefined ? undefined : { name, physical: physical !== undefined };
  }
  return undefined;
};
