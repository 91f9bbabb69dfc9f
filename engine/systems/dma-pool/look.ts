/** What a CPU reads and writes in the blocks of DMA pools: peek, poke and devmem. */
import type { Command, Message, Result } from '../../contract/command.ts';
import type { Board } from '../../board/board.ts';
import type { Handle } from '../../board/handles.ts';
import { PoolBlock } from '../../contract/view.ts';
import { done, hexLines, nothing, refused, text } from '../../board/answer.ts';
import type { BoardPools } from './ground.ts';

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

/** What a poke writes. */
const WORD_BYTES = 4;

/** Low byte first. */
const littleEndian = (value: number, bytes: number): Uint8Array =>
  Uint8Array.from({ length: bytes }, (_, i) => Math.floor(value / 0x100 ** i) % 0x100);

/** peek and poke through a handle of a block; undefined: the pointer is not one of a DMA pool's. */
export function throughPointer(board: Board, command: Of<'peek' | 'poke'>): Result | undefined {
  const own = board.parts['dma-pool'];
  if (!own || command.ptr.by !== 'handle') return undefined;
  const handle = board.handles.pointer(command.ptr.handle, 'dma_pool_alloc');
  if (!('kind' in handle) || handle.kind !== 'pool_block') return undefined;
  return poolBytes(own, command, handle);
}

/** Through the pointer to a block; a C pointer keeps its value when the block is freed. */
function poolBytes(
  { pools }: BoardPools,
  command: Of<'peek' | 'poke'>,
  { phys = 0 }: Handle,
): Result {
  const { offset = 0 } = command;
  const at = phys + offset;
  const length = command.kind === 'peek' ? command.count : WORD_BYTES;
  // A kernel pointer may lead anywhere; where no memory is mapped the access is an oops.
  if (!pools.mapped(at, length)) return refused(undefined, 'dmaPool.notMapped', { offset, length });
  if (command.kind === 'peek') return text(hexLines(at, pools.memory.read(at, command.count)));
  const notes = writeNotes(pools, at);
  pools.write(at, littleEndian(command.value, WORD_BYTES));
  return notes.length === 0 ? nothing : done({ is: 'pool_void', notes });
}

/** A write to a block that nobody holds changes what the pool hands out next. */
function writeNotes(pools: BoardPools['pools'], at: number): Message[] {
  for (const pool of pools.all()) {
    const block = pool.blockAround(at);
    if (!block || (block.state & PoolBlock.KIND) !== PoolBlock.FREE) continue;
    const link = at - block.phys < pool.linkBytes;
    return [{ id: link ? 'dmaPool.note.linkWritten' : 'dmaPool.note.bodyWritten', args: {} }];
  }
  return [];
}

/** devmem at an address in a page of a DMA pool; undefined: there is none. */
export function poolDevmem(board: Board, command: Of<'devmem'>): Result | undefined {
  const own = board.parts['dma-pool'];
  if (!own?.holds(command.address)) return undefined;
  const { pools } = own;
  const { address, width = 32, value } = command;
  const bytes = width / 8;
  if (value === undefined) {
    const digits = [...pools.memory.read(address, bytes)].reverse();
    const hex = digits.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0'));
    return text(`0x${hex.join('')}\n`);
  }
  const notes = writeNotes(pools, address);
  pools.write(address, littleEndian(value, bytes));
  return notes.length === 0 ? nothing : done({ is: 'pool_void', notes });
}
