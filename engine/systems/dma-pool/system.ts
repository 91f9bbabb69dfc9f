/** All of the DMA pools. */
import type { Board } from '../../board/board.ts';
import type { BoardTree } from '../../board/tree.ts';
import { fromByteString } from '../../memory/bytes/cstring.ts';
import { digestOf } from '../../memory/digest.ts';
import type { System } from '../contract.ts';
import { NO_POOLS } from './columns.ts';
import { poolCall } from './exec.ts';
import { poolsOf, type SavedBoardPools } from './ground.ts';
import { poolDevmem, throughPointer } from './look.ts';
import { poolStates } from './state.ts';
import { boardPoolsBytes } from './weight.ts';

/** Nothing of it is there before the first call. */
export const system: System<'dma-pool'> = {
  id: 'dma-pool',
  boot: () => undefined,
  initcall: undefined,
  exec: {
    dma_pool_create: poolCall,
    dma_pool_alloc: poolCall,
    dma_pool_zalloc: poolCall,
    dma_pool_free: poolCall,
    dma_pool_destroy: poolCall,
  },
  // Blocks of DMA pools are the kernel's; every other pointer is a process'.
  intercepts: { peek: throughPointer, poke: throughPointer, devmem: poolDevmem },
  handles: {
    pool: { from: 'dma_pool_create', through: 'dma_pool_destroy', frames: false },
    pool_block: { from: 'dma_pool_alloc', through: 'dma_pool_free', frames: false },
  },
  follow: (board) => {
    const next = board.parts['dma-pool']?.follow(board.columns);
    if (next && next !== board.columns) board.adopt(next);
  },
  count: undefined,
  bytes: ({ parts: { 'dma-pool': own } }, phys, length) =>
    own?.holds(phys) ? own.pools.memory.read(phys, length) : undefined,
  room: undefined,
  check: ({ parts }) => parts['dma-pool']?.pools.check(),
  save: ({ parts }) => parts['dma-pool']?.save(),
  restore,
  weigh: boardPoolsBytes,
  state: (board) => ({ dmaPools: poolStates(board) }),
  hidden: ({ parts: { 'dma-pool': own } }) => [
    { place: 4, name: 'pools', value: own && digestOf(own.save()) },
  ],
  numberOf: { pool: ({ id }) => id, pool_block: ({ phys }) => phys },
  files: addFiles,
};

/** A checkpoint without pools takes them, and their columns, away again. */
function restore(board: Board, saved: SavedBoardPools | undefined): void {
  if (saved) poolsOf(board).restore(saved);
  else if (board.parts['dma-pool']) {
    board.parts['dma-pool'] = undefined;
    board.adopt(board.columns.with(NO_POOLS));
  }
}

/** A platform device has `pools` as long as it has a DMA pool. */
function addFiles(tree: BoardTree, { parts: { 'dma-pool': own } }: Board): void {
  for (const device of own?.pools.devices() ?? [])
    tree.addFile(`/sys/devices/platform/${fromByteString(device)}/pools`, {
      mode: 0o444,
      show: () => own?.pools.show(device) ?? '',
    });
}
