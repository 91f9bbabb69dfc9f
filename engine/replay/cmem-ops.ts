/** One operation of a CMEM trace: its fields, the call they stand for, and the answer in its words. */
import type { Answer, Failed, Stop } from '../systems/cmem/model/answer.ts';
import type { Cmem } from '../systems/cmem/model/cmem.ts';
import type { AllocParams, LibraryAnswer } from '../systems/cmem/model/library.ts';
import type { CmemSink } from '../systems/cmem/model/sink.ts';
import { fromByteString } from '../memory/bytes/cstring.ts';
import { TraceError, type Json } from './trace.ts';

/** Fields of an answer, named as in a trace. */
export type CmemAnswer = Readonly<Record<string, unknown>>;

/** Chunks that a state lists one by one. */
const LISTED_CHUNKS = 64;

const number = (op: Json, key: string): number => {
  const value = op[key];
  if (typeof value !== 'number') throw new TraceError(`${key} is ${JSON.stringify(value)}`);
  return value;
};
/** The letter c stands for CMEM_CACHED. */
const cachedIn = (op: Json): boolean => op['flags'] === 'c';
/** null in a trace stands for a NULL pointer: the library takes its defaults. */
const paramsIn = (op: Json): AllocParams | undefined =>
  op['params'] === null
    ? undefined
    : {
        type: op['type'] === 'heap' ? 'heap' : 'pool',
        cached: cachedIn(op),
        alignment: typeof op['align'] === 'number' ? op['align'] : 1,
      };

/** The driver's death as a trace has it. */
const died = ({ stopped }: Stop): CmemAnswer =>
  stopped === 'wild' ? { stopped } : { [stopped]: true };
const errOf = ({ failed }: Failed): CmemAnswer => ({ err: failed.errno ?? 'declined' });

/** A raw system call: what it gave in the trace's words, or err. */
function raw<T>(answer: Answer<T>, words: (value: T) => CmemAnswer): CmemAnswer {
  if ('stopped' in answer) return died(answer);
  return 'failed' in answer ? errOf(answer) : words(answer.value);
}
/** A library call that returns 0 or -1. */
function status(answer: LibraryAnswer<number>): CmemAnswer {
  if ('stopped' in answer) return died(answer);
  return answer.errno ? { rv: answer.returned, err: answer.errno } : { rv: answer.returned };
}

/**
 * Carry out an operation. `pointers` holds what earlier operations returned, by their number; later
 * ones name them as `h`.
 */
export function doCmemOp(
  cmem: Cmem,
  op: Json,
  pointers: Map<number, number>,
  sink: CmemSink | undefined,
): CmemAnswer {
  switch (op['op']) {
    case 'state':
      return stateOf(cmem);
    case 'proc':
      return { text: fromByteString(cmem.proc() ?? '') };
    case 'open':
    case 'close':
    case 'init':
    case 'exit':
    case 'libExit':
    case 'kill':
      return lifeOf(cmem, op, sink);
    case 'alloc':
    case 'allocPool':
    case 'registerAlloc':
    case 'free':
    case 'unregister':
    case 'getPhys':
      return libraryOp(cmem, op, pointers, sink);
    default:
      return rawOp(cmem, op, sink);
  }
}

/** Begins and ends processes, opens and closes the device. */
function lifeOf(cmem: Cmem, op: Json, sink: CmemSink | undefined): CmemAnswer {
  const p = number(op, 'p');
  const process = cmem.process(p);
  switch (op['op']) {
    case 'open': {
      const opened = cmem.system.open(process, sink);
      if ('stopped' in opened) return died(opened);
      return { rv: 'value' in opened ? opened.value : -1 };
    }
    case 'close': {
      const closed = cmem.system.close(process, fdOf(cmem, p), sink);
      if ('stopped' in closed) return died(closed);
      return { rv: 'value' in closed ? 0 : -1 };
    }
    case 'init':
      return status(cmem.library(p, sink).init());
    case 'kill': {
      const stopped = cmem.kill(p, sink);
      return stopped ? died(stopped) : { rv: 0 };
    }
    default:
      return status(cmem.library(p, sink).exit());
  }
}
/** A trace's process has one descriptor; -1 if it is closed. */
const fdOf = (cmem: Cmem, p: number): number => cmem.process(p).latestFd;

/** Calls a function of the library. */
function libraryOp(
  cmem: Cmem,
  op: Json,
  pointers: Map<number, number>,
  sink: CmemSink | undefined,
): CmemAnswer {
  const library = cmem.library(number(op, 'p'), sink);
  const pointer = (): number =>
    (pointers.get(number(op, 'h')) ?? 0) + (op['off'] === undefined ? 0 : number(op, 'off'));
  switch (op['op']) {
    case 'free':
    case 'unregister':
      return status(library.free(pointer(), paramsIn(op)));
    case 'getPhys': {
      const got = library.getPhys(pointer());
      if ('stopped' in got) return died(got);
      return got.errno ? { phys: got.returned, err: got.errno } : { phys: got.returned };
    }
  }
  const got =
    op['op'] === 'alloc'
      ? library.alloc(number(op, 'blk'), number(op, 'size'), paramsIn(op))
      : op['op'] === 'allocPool'
        ? library.allocPool(number(op, 'blk'), number(op, 'pool'), paramsIn(op))
        : library.registerAlloc(number(op, 'phys'));
  if ('stopped' in got) return died(got);
  if (!got.returned) return { null: true, err: got.noSyscall ? 'E0' : (got.errno ?? 'declined') };
  if (typeof op['i'] === 'number') pointers.set(op['i'], got.returned.virt);
  return { phys: got.returned.phys };
}

/** Ioctls and mmap, through the process' descriptor. */
function rawOp(cmem: Cmem, op: Json, sink: CmemSink | undefined): CmemAnswer {
  const { system } = cmem;
  const p = number(op, 'p');
  const process = cmem.process(p);
  const fd = fdOf(cmem, p);
  switch (op['op']) {
    case 'ioHeap': {
      const [block, size, align] = [number(op, 'blk'), number(op, 'size'), number(op, 'align')];
      const asked = { block, size, align };
      return raw(system.allocHeap(process, fd, asked, cachedIn(op), sink), (phys) => ({ phys }));
    }
    case 'ioPool': {
      const asked = { block: number(op, 'blk'), pool: number(op, 'pool') };
      return raw(system.allocPool(process, fd, asked, cachedIn(op), sink), (got) => ({ ...got }));
    }
    case 'ioFreePhys': {
      const how = { phys: number(op, 'phys'), heap: false, byPhys: true };
      const words = system.version.virtual ? (got: object) => ({ ...got }) : () => ({});
      return raw(system.free(process, fd, how, sink), words);
    }
    case 'ioRegister':
      return raw(system.register(process, fd, number(op, 'phys'), sink), (size) => ({ size }));
    case 'getPool': {
      const asked = { block: number(op, 'blk'), size: number(op, 'size') };
      return raw(system.getPool(process, fd, asked, sink), (pool) => ({ pool }));
    }
    case 'getSize': {
      const asked = { block: number(op, 'blk'), pool: number(op, 'pool') };
      return raw(system.getSize(process, fd, asked, sink), (size) => ({ size }));
    }
    case 'getBlock':
      return raw(system.getBlock(process, fd, number(op, 'blk'), sink), (got) => ({ ...got }));
    case 'numBlocks':
      return raw(system.getNumBlocks(process, fd, sink), (size) => ({ size }));
    case 'version':
      return raw(system.getVersion(process, fd, sink), (size) => ({ size }));
    case 'mmap':
      return raw(
        system.mmap(process, fd, number(op, 'phys'), number(op, 'len'), sink),
        ({ cached }) => ({ map: cached ? 'cached' : 'noncached' }),
      );
    default:
      return { unknown: `operation ${JSON.stringify(op['op'])}` };
  }
}

/** Pools and heaps in the trace's figures, and the digest. */
function stateOf(cmem: Cmem): CmemAnswer {
  const { module } = cmem.system;
  if (!module) return { pools: [], heap: [] };
  const heap = cmem.heaps().map(({ block: b, busy, figures }) => {
    if (!figures) return { b, busy, corrupt: true };
    const { chunks, free, largest } = figures;
    const shown = { b, busy, chunks, free, largest };
    if (chunks > LISTED_CHUNKS) return shown;
    const list = module.blocks[b]!.heap!.chunks() ?? [];
    return { ...shown, list: list.map(({ address, size }) => [address, size]) };
  });
  const pools = cmem.pools().map(({ block, pool, free, busy }) => [block, pool, free, busy]);
  return { pools, heap, sha256: cmem.digest() };
}
