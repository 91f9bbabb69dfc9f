/** CMEM's answers as results: values, refusals, and what is said when a kernel dies. */
import type { Board } from '../../board/board.ts';
import type { Message, Result, Where } from '../../contract/command.ts';
import type { Answer, Pointer, Stop } from './model/answer.ts';
import type { Cmem } from './model/cmem.ts';
import type { CmemEvent } from './protocol.ts';
import type { LibraryAnswer } from './model/library.ts';
import type { CmemSink } from './model/sink.ts';
import { isRefusal } from '../../board/handles.ts';
import { fromByteString } from '../../memory/bytes/cstring.ts';
import type { Recorder } from '../../board/recorder.ts';
import {
  bytesToPages,
  pfnToPhys,
  physToPfn,
  type Bytes,
  type OpId,
  type PhysAddr,
  type VirtAddr,
} from '../../contract/units.ts';
import { done, number, refused } from '../../board/answer.ts';

/** One call under way: the board's CMEM, who calls, and where its words go. */
export interface CmemCall {
  readonly board: Board;
  readonly cmem: Cmem;
  readonly op: OpId;
  readonly sink: CmemSink;
}

/** Lines and facts of the model go to the operation under way. */
export const cmemSink = (recorder: Recorder): CmemSink => ({
  printk: (text) => recorder.printk(text),
  stderr: (text) => recorder.stderr(text),
  fact: (fact: CmemEvent) => recorder.event(fact),
  listening: recorder.listening,
});

const DEATHS = { hang: 'cmem.hang', oops: 'cmem.oops', wild: 'cmem.wild' } as const;

/** The kernel did not come back; the person may go on, this instance of the driver may not. */
export const died = ({ stopped, why }: Stop): Result =>
  refused(undefined, DEATHS[stopped], { ...why.args, reason: why.id });

/** Names and texts of parameters are byte strings. */
export const readable = ({ id, args = {} }: Message): Message => ({
  id,
  args: Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' ? fromByteString(value) : value,
    ]),
  ),
});

/** A library call: what it returned, or why that is its way to say no. */
export function returned<T>(answer: LibraryAnswer<T>, value: (returned: T) => Result): Result {
  if ('stopped' in answer) return died(answer);
  const { errno, why } = answer;
  return why ? { ok: false, refusal: { errno, why } } : value(answer.returned);
}
/** A system call. */
export function answered<T>(answer: Answer<T>, value: (value: T) => Result): Result {
  if ('stopped' in answer) return died(answer);
  return 'failed' in answer ? { ok: false, refusal: answer.failed } : value(answer.value);
}
/** What a call returns that has nothing to tell: 0. */
export const zero = (): Result => number(0);

/** Give a name to what a call handed out. */
export function bindCmem(
  { board, op }: CmemCall,
  name: string | undefined,
  phys: PhysAddr,
  mapped: { readonly virt?: VirtAddr; readonly bytes: Bytes },
): void {
  if (name === undefined) return;
  const { bytes, virt } = mapped;
  const pages = bytesToPages(bytes);
  const at = { pfn: physToPfn(phys), pages, bytes, ...(virt === undefined ? {} : { virt }) };
  board.handles.bind({ name, kind: 'cmem', born: op, ...at, released: undefined });
}

/** A mapped buffer: the handle keeps the pointer, which stays when the buffer is freed. */
export function pointerResult(
  call: CmemCall,
  into: string | undefined,
  pointer: Pointer | undefined,
): Result {
  // Every NULL comes with its reason, see returned().
  if (!pointer) throw new Error('NULL without a reason');
  const { virt, phys, length: bytes, cached } = pointer;
  bindCmem(call, into, phys, { virt, bytes });
  return done({ is: 'pointer', virt, phys, bytes, cached, handle: into });
}
/** A physical address: nothing is mapped, so neither pointer nor cache attribute is known. */
export function physResult(
  call: CmemCall,
  into: string | undefined,
  phys: PhysAddr,
  bytes?: Bytes,
): Result {
  bindCmem(call, into, phys, { bytes: bytes ?? 0 });
  const unmapped = { virt: undefined, cached: undefined } as const;
  return done({ is: 'pointer', ...unmapped, phys, bytes, handle: into });
}

/**
 * The number a C program would pass; a handle keeps it when its buffer is freed. `wanted` chooses
 * the pointer or the physical address of a handle, and `offset` bytes are added. Refused without an
 * errno: a handle of another system.
 */
export function numberAt(
  board: Board,
  where: Where,
  wanted: 'virt' | 'phys',
  offset = 0,
): number | Result {
  if (where.by === 'address') return where.address + offset;
  const handle = board.handles.pointer(where.handle, 'CMEM_alloc');
  if (isRefusal(handle)) return { ok: false, refusal: handle };
  const { name, kind, pfn, virt } = handle;
  if (kind !== 'cmem') return refused(undefined, 'cmem.noHandle', { name, from: kind });
  const phys = pfnToPhys(pfn);
  return offset + (wanted === 'virt' ? (virt ?? phys) : phys);
}
