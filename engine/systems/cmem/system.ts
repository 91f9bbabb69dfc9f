/** All of TI's CMEM. */
import type { Board } from '../../board/board.ts';
import type { BoardTree } from '../../board/tree.ts';
import { heapRoom, summed, type RoomSink } from '../../verdict/room.ts';
import type { Bytes, PhysAddr } from '../../contract/units.ts';
import type { System } from '../contract.ts';
import { cmemProfileOf } from './board.ts';
import { restoreCmem, saveCmem } from './checkpoint.ts';
import { Cmem } from './model/cmem.ts';
import { cmemExec } from './answers.ts';
import type { BoardCmem } from './part.ts';
import { CmemRows } from './rows.ts';
import { cmemHidden, cmemState } from './state.ts';
import { cmemBytes } from './weight.ts';

/** There as long as the module is. */
const PROC_CMEM = '/proc/cmem';

/** A board whose profile names no CMEM version has no part of it. */
export const system: System<'cmem'> = {
  id: 'cmem',
  boot: ({ profile }): BoardCmem | undefined => {
    const own = cmemProfileOf(profile);
    if (!own) return undefined;
    const cmem = new Cmem(own);
    return { cmem, rows: new CmemRows(cmem) };
  },
  initcall: undefined,
  exec: cmemExec,
  intercepts: undefined,
  handles: { cmem: { from: 'CMEM', through: 'CMEM_free', frames: false } },
  follow: (board) => {
    const next = board.parts.cmem?.rows.follow(board.columns);
    if (next && next !== board.columns) board.adopt(next);
  },
  count: undefined,
  bytes: bytesOf,
  room: roomOf,
  check: ({ parts }) => parts.cmem?.cmem.check(),
  save: ({ parts: { cmem } }) => cmem && saveCmem(cmem.cmem),
  restore: ({ parts: { cmem } }, saved) => {
    if (saved && cmem) restoreCmem(cmem.cmem, saved);
  },
  weigh: cmemBytes,
  state: (board) => ({ cmem: cmemState(board) }),
  hidden: ({ parts: { cmem } }) => [
    { place: 7, name: 'cmem', value: cmem && cmemHidden(cmem.cmem) },
  ],
  numberOf: { extent: ({ phys }) => phys, freed: ({ pool }) => pool },
  files: addFiles,
};

/** Only addresses of a block are CMEM's; a range is read as one even where it leaves the block. */
function bytesOf({ parts }: Board, phys: PhysAddr, length: Bytes): Uint8Array | undefined {
  const cmem = parts.cmem?.cmem;
  const block = cmem?.system.module?.blocks.find(({ start, end }) => phys >= start && phys < end);
  return block && cmem?.memory.read(phys, length);
}

/** The room in all heaps together; three NaN without a heap, or where a list has no end. */
function roomOf({ parts }: Board, sink: RoomSink): void {
  const blocks = parts.cmem?.cmem.system.module?.blocks ?? [];
  const heaps = blocks.flatMap(({ heap }) => heap ?? []);
  const rooms = heaps.flatMap((heap) => heapRoom(heap.end - heap.base, heap.figures) ?? []);
  const known = rooms.length > 0 && rooms.length === heaps.length;
  const { total, free, longest } = known ? summed(rooms) : { total: NaN, free: NaN, longest: NaN };
  sink(total, free, longest);
}

/** A dead driver keeps its file, but nobody answers a read of it. */
function addFiles(tree: BoardTree, { parts }: Board): void {
  const cmem = parts.cmem?.cmem;
  if (!cmem?.system.module) return;
  tree.addFile(PROC_CMEM, {
    mode: 0o444,
    show: () => cmem.proc() ?? '',
    silent: () => {
      const { stopped } = cmem.system;
      return stopped && { id: 'cmem.stopped', args: { how: stopped.stopped } };
    },
    oddity: (shown) => cmem.oddity(shown),
  });
}
