/** Bytes behind pointers and addresses: whoever has them there answers. */
import type { Board } from '../board.ts';
import type { Command, Result } from '../command.ts';
import type { Recorder } from '../recorder.ts';
import type { OpId } from '../units.ts';
import type { CmemRouted } from './cmem-door.ts';
import { noCmem } from './no-cmem.ts';

type Look = Extract<Command, { readonly kind: 'peek' | 'poke' | 'devmem' }>;

/** Blocks of DMA pools are the kernel's; every other pointer is a process'. */
export function throughMemory(board: Board, command: Look, op: OpId, sink: Recorder): Result {
  const { pools, systems } = board;
  if (pools && command.kind === 'devmem' && pools.holds(command.address))
    return systems.dmaPool.poolDevmem(pools, command);
  if (pools && command.kind !== 'devmem' && command.ptr.by === 'handle') {
    const handle = board.handles.pointer(command.ptr.handle);
    if ('kind' in handle && handle.kind === 'pool_block')
      return systems.dmaPool.poolBytes(pools, command, handle);
  }
  return cmemOrNot(board, command, op, sink);
}

/** CMEM's commands, where the board has it. */
export const cmemOrNot = (board: Board, command: CmemRouted, op: OpId, sink: Recorder): Result =>
  board.cmem ? board.systems.cmem.execCmem(board, command, op, sink) : noCmem(board);
