/** All of CMEM that a board needs, in one piece: see ../systems.ts. */
import type { Board } from '../board.ts';
import type { Result } from '../command.ts';
import { cmemProfileOf } from '../cmem/board.ts';
import { Cmem } from '../cmem/cmem.ts';
import { CmemRows } from '../cmem/rows.ts';
import { heapRoom, summed, type RoomSink } from '../metrics/room.ts';
import type { BoardProfile } from '../profile.ts';
import type { Recorder } from '../recorder.ts';
import type { OpId } from '../units.ts';
import { cmemLibrary, type CmemCommand } from './cmem.ts';
import { cmemRaw, type RawCommand } from './cmem-raw.ts';
import { insmod, process, rmmod, type ModuleCommand } from './module.ts';

export type CmemRouted = CmemCommand | RawCommand | ModuleCommand;

/** Undefined: the board has no cmemk.ko. */
export function installCmem(
  board: BoardProfile,
): { readonly cmem: Cmem; readonly rows: CmemRows } | undefined {
  const profile = cmemProfileOf(board);
  if (!profile) return undefined;
  const cmem = new Cmem(profile);
  return { cmem, rows: new CmemRows(cmem) };
}

/** The room in all heaps together; three NaN without a heap, or where a list has no end. */
export function heapsRoom(cmem: Cmem, sink: RoomSink): void {
  const heaps = (cmem.system.module?.blocks ?? []).flatMap(({ heap }) => heap ?? []);
  const rooms = heaps.flatMap((heap) => heapRoom(heap.end - heap.base, heap.figures) ?? []);
  const known = rooms.length > 0 && rooms.length === heaps.length;
  const { total, free, longest } = known ? summed(rooms) : { total: NaN, free: NaN, longest: NaN };
  sink(total, free, longest);
}

export function execCmem(board: Board, command: CmemRouted, op: OpId, sink: Recorder): Result {
  switch (command.kind) {
    case 'insmod':
    case 'modprobe':
      return insmod(board, command, sink);
    case 'rmmod':
      return rmmod(board, command, sink);
    case 'proc':
    case 'fork':
    case 'kill':
      return process(board, command, sink);
    case 'open':
    case 'close':
    case 'ioctl':
    case 'mmap':
    case 'munmap':
    case 'peek':
    case 'poke':
    case 'devmem':
      return cmemRaw(board, command, op, sink);
    default:
      return cmemLibrary(board, command, op, sink);
  }
}
