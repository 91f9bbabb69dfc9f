/** Which model answers which command: one exhaustive switch, no registry. */
import type { Board } from '../board.ts';
import type { Command, Result } from '../command.ts';
import type { Recorder } from '../recorder.ts';
import type { OpId } from '../units.ts';
import { cmaAlloc, cmaRelease, markPages, noCma } from './cma.ts';
import { declare, declareMulti } from './declare.ts';
import { dmaAllocCoherent, dmaFreeCoherent } from './dma.ts';
import { cmemOrNot, throughMemory } from './memory.ts';
import { msys } from './msys.ts';

/** `board`, `workload` and `expect` are the machine's own: they are not one operation of a board. */
type Routed = Exclude<Command, { kind: 'board' | 'workload' | 'expect' }>;

/** What a kernel without CMA has not got. */
const OF_CMA = /^(?:cma_|dma_(?:alloc|free)_|(?:un)?(?:pin|lend)$)/;

export function route(board: Board, command: Routed, op: OpId, sink: Recorder): Result {
  if (board.profile.noCma && OF_CMA.test(command.kind)) return noCma(board);
  switch (command.kind) {
    case 'cat':
    case 'ls':
    case 'echo':
    case 'dmesg':
      return board.systems.shell.execShell(board, command, op, sink);
    case 'cma_declare_contiguous':
      return declare(board, command, sink);
    case 'cma_declare_contiguous_multi':
      return declareMulti(board, command, sink);
    case 'cma_alloc':
      return cmaAlloc(board, command, op, sink);
    case 'cma_release':
      return cmaRelease(board, command, op, sink);
    case 'dma_alloc_coherent':
      return dmaAllocCoherent(board, command, op, sink);
    case 'dma_free_coherent':
      return dmaFreeCoherent(board, command, op, sink);
    case 'msys_request_dmem':
    case 'msys_release_dmem':
    case 'msys_fix_dmem':
    case 'msys_unfix_dmem':
    case 'msys_find_dmem_by_name':
    case 'msys_find_dmem_by_phys':
      return msys(board, command, op, sink);
    case 'pin':
    case 'unpin':
    case 'lend':
    case 'unlend':
      return markPages(board, command);
    case 'dma_pool_create':
    case 'dma_pool_alloc':
    case 'dma_pool_zalloc':
    case 'dma_pool_free':
    case 'dma_pool_destroy':
      return board.systems.dmaPool.poolCall(board, board.withPools(), command, op, sink);
    case 'dma_map_single':
    case 'dma_map_page':
    case 'dma_unmap_single':
    case 'dma_unmap_page':
    case 'dma_sync_single_for_cpu':
    case 'dma_sync_single_for_device':
    case 'dma_mapping_error':
      return board.systems.dmaPool.streamCall(board, command, op, sink);
    case 'peek':
    case 'poke':
    case 'devmem':
      return throughMemory(board, command, op, sink);
    default:
      return cmemOrNot(board, command, op, sink);
  }
}
