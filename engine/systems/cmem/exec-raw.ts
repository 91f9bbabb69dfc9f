/** /dev/cmem past the library: descriptors, requests, mappings, and bytes that a pointer leads to. */
import type { Board } from '../../board/board.ts';
import type { Command, Result } from '../../contract/command.ts';
import { IOC_MAGIC, warnOfMagic } from './model/ioctl.ts';
import { int32, sizeT } from './model/number.ts';
import type { CmemProcess } from './model/process.ts';
import { CMEM_IOCTLS, type CmemIoctl } from './protocol.ts';
import type { Recorder } from '../../board/recorder.ts';
import { hex, type OpId } from '../../contract/units.ts';
import { done, hexLines, nothing, number, text } from '../../board/answer.ts';
import {
  answered,
  numberAt,
  physResult,
  pointerResult,
  zero,
  type CmemCall,
} from './exec-answer.ts';
import { cmemCall } from './exec.ts';

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;
/** System calls, ioctls and memory accesses that a program makes without the library. */
export type RawCommand = Of<
  'open' | 'close' | 'ioctl' | 'mmap' | 'munmap' | 'peek' | 'poke' | 'devmem'
>;

/**
 * One system call of the process that calls, or one word of physical memory. Errors are those of
 * the kernel: EBADF for a descriptor that is not open, EFAULT for a pointer that leads nowhere, and
 * those of the driver; a driver that is dead refuses everything without an errno.
 */
export function cmemRaw(board: Board, command: RawCommand, op: OpId, recorder: Recorder): Result {
  const call = cmemCall(board, op, recorder);
  if ('ok' in call) return call;
  const blocked = board.cannotTake('into' in command ? command.into : undefined);
  if (blocked) return { ok: false, refusal: blocked };
  const { system } = call.cmem;
  const process = call.cmem.process(board.process);
  switch (command.kind) {
    case 'open':
      return answered(system.open(process, call.sink), number);
    case 'close':
      return answered(system.close(process, int32(command.fd), call.sink), zero);
    case 'ioctl':
      return ioctl(call, process, command);
    case 'devmem':
      return devmem(call, command);
    default:
      return throughPointer(call, process, command);
  }
}

/** Calls whose first argument is an address; mmap maps through the descriptor opened last. */
function throughPointer(
  call: CmemCall,
  process: CmemProcess,
  command: Of<'mmap' | 'munmap' | 'peek' | 'poke'>,
): Result {
  const { board, cmem, sink } = call;
  const { bits } = cmem.profile;
  const where = command.kind === 'mmap' ? command.phys : command.ptr;
  const wanted = command.kind === 'mmap' ? 'phys' : 'virt';
  const at = numberAt(board, where, wanted, command.offset);
  if (typeof at !== 'number') return at;
  switch (command.kind) {
    case 'mmap': {
      const size = sizeT(command.size, bits);
      return answered(cmem.system.mmap(process, process.latestFd, at, size, sink), (pointer) =>
        pointerResult(call, command.into, pointer),
      );
    }
    case 'munmap':
      return answered(cmem.system.munmap(process, at, sizeT(command.size, bits), sink), zero);
    case 'peek':
      return answered(cmem.peek(process.id, at, command.count), (bytes) =>
        text(hexLines(at, bytes)),
      );
    case 'poke':
      return answered(cmem.poke(process.id, at, littleEndian(command.value, 4)), () => nothing);
  }
}

/** The low byte comes first, as the ARM cores of these boards store words. */
const littleEndian = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, i) => Math.floor(value / 0x100 ** i) % 0x100);

/** devmem maps /dev/mem: no driver is asked, so that a write may hit a heap's header. */
function devmem({ cmem }: CmemCall, { address, width = 32, value }: Of<'devmem'>): Result {
  const bytes = width / 8;
  if (value === undefined) {
    const digits = [...cmem.memory.read(address, bytes)].reverse().map((byte) => hex(byte, 2));
    return text(`0x${digits.join('')}\n`);
  }
  cmem.write(address, littleEndian(value, bytes));
  return nothing;
}

/** The type and number of a request, and the flags that stand in its upper half. */
function requestOf(request: CmemIoctl | number): {
  readonly name: CmemIoctl | undefined;
  readonly type: number;
} {
  if (typeof request !== 'number') return { name: request, type: IOC_MAGIC };
  const type = Math.floor(request / 0x100) % 0x100;
  const bare = request - type * 0x100;
  return { name: CMEM_IOCTLS.find((name) => CODES[name] === bare), type };
}
/** Flags of cmem.h as they stand from 2.25 on, with the magic number 0xfe beside them. */
const CACHED = 0x8_0000;
const HEAP = 0x4_0000;
const PHYS = 0x10_0000;
/** Number and flags of cmem.h, without the magic number between them. */
const CODES: Readonly<Record<CmemIoctl, number>> = {
  CMEM_IOCALLOC: 1,
  CMEM_IOCALLOCCACHED: 1 + CACHED,
  CMEM_IOCALLOCHEAP: 2,
  CMEM_IOCALLOCHEAPCACHED: 2 + CACHED,
  CMEM_IOCFREE: 3,
  CMEM_IOCFREEHEAP: 3 + HEAP,
  CMEM_IOCFREEPHYS: 3 + PHYS,
  CMEM_IOCFREEHEAPPHYS: 3 + HEAP + PHYS,
  CMEM_IOCGETPHYS: 4,
  CMEM_IOCGETSIZE: 5,
  CMEM_IOCGETPOOL: 6,
  CMEM_IOCCACHEWB: 7 + 0x1_0000,
  CMEM_IOCCACHEINV: 7 + 0x2_0000,
  CMEM_IOCCACHEWBINV: 7 + 0x3_0000,
  CMEM_IOCGETVERSION: 8,
  CMEM_IOCGETBLOCK: 9,
  CMEM_IOCREGUSER: 10,
  CMEM_IOCGETNUMBLOCKS: 11,
};

/** A request of another type is logged and carried out all the same, by its number. */
function ioctl(call: CmemCall, process: CmemProcess, command: Of<'ioctl'>): Result {
  const { board, cmem, sink } = call;
  const { system } = cmem;
  const { name, type } = requestOf(command.request);
  const fd = command.fd === undefined ? process.latestFd : int32(command.fd);
  if (name === undefined) return answered(system.otherIoctl(process, fd, type, sink), zero);
  const byVirt = name === 'CMEM_IOCFREE' || name === 'CMEM_IOCFREEHEAP' || /GETPHYS$/.test(name);
  const none = { by: 'address', address: 0 } as const;
  const address = command.address ?? none;
  const at = numberAt(board, address, byVirt ? 'virt' : 'phys', command.offset);
  if (typeof at !== 'number') return at;
  if (type !== IOC_MAGIC && process.file(fd) && !system.stopped) warnOfMagic(sink, type);
  return requested(call, process, command, { name, fd, at });
}

/** One request of the driver, its arguments taken from the fields that it has a use for. */
function requested(
  call: CmemCall,
  process: CmemProcess,
  command: Of<'ioctl'>,
  { name, fd, at }: { readonly name: CmemIoctl; readonly fd: number; readonly at: number },
): Result {
  const { cmem, sink } = call;
  const { system } = cmem;
  const { into } = command;
  const cached = name.endsWith('CACHED');
  const block = int32(command.blockid ?? 0);
  const pool = int32(command.poolid ?? 0);
  const size = sizeT(command.size ?? 0, cmem.profile.bits);
  const align = sizeT(command.align ?? 0, cmem.profile.bits);
  switch (name) {
    case 'CMEM_IOCALLOC':
    case 'CMEM_IOCALLOCCACHED':
      return answered(system.allocPool(process, fd, { block, pool }, cached, sink), (got) =>
        physResult(call, into, got.phys, got.size),
      );
    case 'CMEM_IOCALLOCHEAP':
    case 'CMEM_IOCALLOCHEAPCACHED':
      return answered(system.allocHeap(process, fd, { block, size, align }, cached, sink), (phys) =>
        physResult(call, into, phys),
      );
    case 'CMEM_IOCFREE':
    case 'CMEM_IOCFREEHEAP': {
      const how = { virt: at, heap: name === 'CMEM_IOCFREEHEAP' };
      return answered(system.freeVirt(process, fd, how, sink), (got) =>
        done({ is: 'freed', ...got }),
      );
    }
    case 'CMEM_IOCFREEPHYS':
    case 'CMEM_IOCFREEHEAPPHYS': {
      const how = { phys: at, heap: name === 'CMEM_IOCFREEHEAPPHYS', byPhys: true };
      // 4.x writes nothing back for a physical address.
      return answered(system.free(process, fd, how, sink), (got) =>
        system.version.virtual ? done({ is: 'freed', ...got }) : zero(),
      );
    }
    case 'CMEM_IOCGETPHYS':
      return answered(system.getPhys(process, fd, at, sink), (phys) =>
        physResult(call, undefined, phys),
      );
    case 'CMEM_IOCGETSIZE':
      return answered(system.getSize(process, fd, { block, pool }, sink), number);
    case 'CMEM_IOCGETPOOL':
      return answered(system.getPool(process, fd, { block, size }, sink), number);
    case 'CMEM_IOCCACHEWB':
    case 'CMEM_IOCCACHEINV':
    case 'CMEM_IOCCACHEWBINV':
      return answered(system.cache(process, fd, sink), zero);
    case 'CMEM_IOCGETVERSION':
      return answered(system.getVersion(process, fd, sink), number);
    case 'CMEM_IOCGETBLOCK':
      return answered(system.getBlock(process, fd, block, sink), (got) =>
        done({ is: 'extent', ...got }),
      );
    case 'CMEM_IOCREGUSER':
      return answered(system.register(process, fd, at, sink), number);
    case 'CMEM_IOCGETNUMBLOCKS':
      return answered(system.getNumBlocks(process, fd, sink), number);
  }
}
