/** TI's CMEM as a program calls it: the functions of its library. */
import type { Board } from '../../board/board.ts';
import type { Command, Result, Where } from '../../contract/command.ts';
import type { AllocParams, CmemLibrary } from './model/library.ts';
import { int32, sizeT } from './model/number.ts';
import { isRefusal } from '../../board/handles.ts';
import type { Recorder } from '../../board/recorder.ts';
import type { OpId } from '../../contract/units.ts';
import { done, number, refused } from '../../board/answer.ts';
import {
  cmemSink,
  numberAt,
  physResult,
  pointerResult,
  returned,
  zero,
  type CmemCall,
} from './exec-answer.ts';
import { noCmem } from './none.ts';

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;
type AllocCommand = Of<
  | 'CMEM_alloc'
  | 'CMEM_alloc2'
  | 'CMEM_allocPhys'
  | 'CMEM_allocPhys2'
  | 'CMEM_allocPool'
  | 'CMEM_allocPool2'
  | 'CMEM_allocPoolPhys'
  | 'CMEM_allocPoolPhys2'
>;
type BufferCommand = Of<
  | 'CMEM_registerAlloc'
  | 'CMEM_map'
  | 'CMEM_free'
  | 'CMEM_unregister'
  | 'CMEM_freePhys'
  | 'CMEM_unmap'
  | 'CMEM_getPhys'
  | 'CMEM_cacheWb'
  | 'CMEM_cacheInv'
  | 'CMEM_cacheWbInv'
>;
type QueryCommand = Of<
  | 'CMEM_init'
  | 'CMEM_exit'
  | 'CMEM_getVersion'
  | 'CMEM_getNumBlocks'
  | 'CMEM_getBlock'
  | 'CMEM_getBlockAttrs'
  | 'CMEM_getPool'
  | 'CMEM_getPool2'
  | 'CMEM_cacheWbInvAll'
>;
/** The functions of TI's library; what goes past it is exec-raw.ts'. */
export type CmemCommand = AllocCommand | BufferCommand | QueryCommand;

/** A function that the library of this board does not have: the program would not link. */
function notInVersion(board: Board, kind: CmemCommand['kind']): Result | undefined {
  const version = board.parts.cmem!.cmem.system.version;
  const physCalls = /Phys2?$|^CMEM_(map|unmap|cacheWbInvAll)$/.test(kind);
  const missing =
    (physCalls && kind !== 'CMEM_getPhys' && !version.physCalls) ||
    (/^CMEM_get(NumBlocks|BlockAttrs)$/.test(kind) && !version.numBlocks);
  return missing
    ? refused(undefined, 'cmem.notInVersion', { version: version.id, call: kind })
    : undefined;
}

/** A CMEM call, or why there is nobody to call. */
export function cmemCall(board: Board, op: OpId, recorder: Recorder): CmemCall | Result {
  const cmem = board.parts.cmem?.cmem;
  if (!cmem) return noCmem(board);
  const { module } = cmem.system;
  if (module) module.op = op;
  return { board, cmem, op, sink: cmemSink(recorder) };
}

/**
 * One library call of the process that calls. A function that returns NULL, 0 or -1 to say no
 * refuses: with the errno of the system call that failed, without one where the library itself said
 * no or Carveout declines. Arguments are cut to the C types that they have in cmem.h.
 */
export function cmemLibrary(
  board: Board,
  command: CmemCommand,
  op: OpId,
  recorder: Recorder,
): Result {
  const call = cmemCall(board, op, recorder);
  if ('ok' in call) return call;
  const missing = notInVersion(board, command.kind);
  if (missing) return missing;
  const into = 'into' in command ? command.into : undefined;
  const blocked = board.cannotTake(into);
  if (blocked) return { ok: false, refusal: blocked };
  const library = call.cmem.library(board.process, call.sink);
  if ('ptr' in command || 'phys' in command) return withBuffer(call, library, command);
  if ('size' in command || 'poolid' in command) {
    if (command.kind === 'CMEM_getPool' || command.kind === 'CMEM_getPool2')
      return query(call, library, command);
    return allocate(call, library, command);
  }
  return query(call, library, command);
}

/** CMEM_DEFAULTPARAMS where nothing is said. */
const paramsOf = (call: CmemCall, command: Partial<AllocParams>): AllocParams => ({
  type: command.type ?? 'pool',
  cached: command.cached ?? false,
  alignment: sizeT(command.alignment ?? 1, call.cmem.profile.bits),
});

/**
 * The alloc functions: the ones with a pointer map the buffer, the others give its physical
 * address.
 */
function allocate(call: CmemCall, library: CmemLibrary, command: AllocCommand): Result {
  const { bits } = call.cmem.profile;
  const params = paramsOf(call, command);
  const block = 'blockid' in command ? int32(command.blockid) : 0;
  const { into } = command;
  switch (command.kind) {
    case 'CMEM_alloc':
    case 'CMEM_alloc2':
      return returned(library.alloc(block, sizeT(command.size, bits), params), (pointer) =>
        pointerResult(call, into, pointer),
      );
    case 'CMEM_allocPool':
    case 'CMEM_allocPool2':
      return returned(library.allocPool(block, int32(command.poolid), params), (pointer) =>
        pointerResult(call, into, pointer),
      );
    case 'CMEM_allocPhys':
    case 'CMEM_allocPhys2':
      return returned(library.allocPhys(block, sizeT(command.size, bits), params), (phys) =>
        physResult(call, into, phys),
      );
    case 'CMEM_allocPoolPhys':
    case 'CMEM_allocPoolPhys2':
      return returned(library.allocPoolPhys(block, int32(command.poolid), params), (phys) =>
        physResult(call, into, phys),
      );
  }
}

/** The functions that are told of a buffer by a pointer or a physical address. */
function withBuffer(call: CmemCall, library: CmemLibrary, command: BufferCommand): Result {
  const { bits } = call.cmem.profile;
  const [where, wanted] =
    'ptr' in command ? ([command.ptr, 'virt'] as const) : ([command.phys, 'phys'] as const);
  const at = numberAt(call.board, where, wanted, 'offset' in command ? command.offset : 0);
  if (typeof at !== 'number') return at;
  switch (command.kind) {
    case 'CMEM_registerAlloc':
      return returned(library.registerAlloc(at), (pointer) =>
        pointerResult(call, command.into, pointer),
      );
    case 'CMEM_map':
      return returned(library.map(at, sizeT(command.size, bits)), (pointer) =>
        pointerResult(call, command.into, pointer),
      );
    case 'CMEM_free':
    case 'CMEM_unregister': {
      const freed = returned(library.free(at, paramsOf(call, command)), zero);
      return gone(call, command, freed);
    }
    case 'CMEM_freePhys':
      return gone(call, { ...command, ptr: command.phys }, returned(library.freePhys(at), zero));
    case 'CMEM_unmap':
      return returned(library.unmap(at, sizeT(command.size, bits)), zero);
    case 'CMEM_getPhys':
      return returned(library.getPhys(at), (phys) => physResult(call, undefined, phys));
    case 'CMEM_cacheWb':
    case 'CMEM_cacheInv':
    case 'CMEM_cacheWbInv':
      return returned(library.cache(), zero);
  }
}
/** The handle holds nothing any more; its number stays, as a C pointer's does. */
function gone(
  { board, op }: CmemCall,
  { ptr, offset = 0 }: { readonly ptr: Where; readonly offset?: number },
  freed: Result,
): Result {
  if (!freed.ok || ptr.by !== 'handle' || offset !== 0) return freed;
  const handle = board.handles.pointer(ptr.handle, 'CMEM_alloc');
  if (!isRefusal(handle)) board.handles.end(handle, op);
  return freed;
}

/** A block's bounds as a value; -1 stays a number, as C returns it. */
const extent = (got: { readonly phys: number; readonly size: number } | -1): Result =>
  got === -1 ? number(got) : done({ is: 'extent', ...got });

/** The functions that change no buffer; CMEM_cacheWbInvAll among them, as no cache is modelled. */
function query(call: CmemCall, library: CmemLibrary, command: QueryCommand): Result {
  const { bits } = call.cmem.profile;
  switch (command.kind) {
    case 'CMEM_init':
      return returned(library.init(), zero);
    case 'CMEM_exit':
      return returned(library.exit(), zero);
    case 'CMEM_getVersion':
      return returned(library.getVersion(), number);
    case 'CMEM_getNumBlocks':
      return returned(library.getNumBlocks(), number);
    case 'CMEM_getBlock':
      return returned(library.getBlock(0), extent);
    case 'CMEM_getBlockAttrs':
      return returned(library.getBlock(int32(command.blockid)), extent);
    case 'CMEM_getPool':
      return returned(library.getPool(0, sizeT(command.size, bits)), number);
    case 'CMEM_getPool2':
      return returned(library.getPool(int32(command.blockid), sizeT(command.size, bits)), number);
    case 'CMEM_cacheWbInvAll':
      return returned(library.cache(), zero);
  }
}
