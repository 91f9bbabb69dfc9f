/**
 * The state of the driver as text and figures: what golden traces compare. The text names, for every
 * configured block, each pool with its free and busy list from the head, then the heap's busy list and
 * its chunks. Users stand newest first, as the driver's list has them.
 */
import { sha256Hex } from '../../../memory/digest.ts';
import type { PoolBuffer } from './buffers.ts';
import type { Heap } from './heap/heap.ts';
import type { CmemModule } from './module.ts';

/** Blocks that were configured, whether or not they could be set up. */
export const configured = ({ blocks, version }: CmemModule): number[] =>
  [...blocks.keys()].filter((b) => {
    const { start, end, virt } = blocks[b]!;
    return start !== 0 && end !== 0 && (!version.virtual || virt !== undefined);
  });

const usersOf = ({ users }: PoolBuffer): string =>
  users
    .map(({ file }) => file.process)
    .reverse()
    .join(',');
const flag = ({ cached }: PoolBuffer): string => (cached ? 'c' : 'n');

/**
 * One line begins with a letter for what it holds: block, pool, free, used, heap, list of chunks.
 */
export function digestText(module: CmemModule): string {
  let text = '';
  for (const b of configured(module)) {
    const block = module.blocks[b]!;
    text += `B${b}\n`;
    for (let p = 0; p < block.pools; p += 1) {
      const { count, size, asked, free, busy } = module.pool(b, p);
      text += `P${p} ${count} ${size} ${asked}\nF`;
      for (const { id, phys } of free) text += ` ${id}:${phys}`;
      text += '\nU';
      for (const buffer of busy)
        text += ` ${buffer.id}:${buffer.phys}:${flag(buffer)}:${usersOf(buffer)}`;
      text += '\n';
    }
    if (!block.heap) continue;
    text += 'H';
    for (const buffer of module.pool(b, block.heapPool).busy)
      text += ` ${buffer.phys}:${buffer.size}:${flag(buffer)}:${usersOf(buffer)}`;
    text += `\nL${chunkText(block.heap)}\n`;
  }
  return text;
}

/** A list without end is not shown at all. */
function chunkText(heap: Heap): string {
  const chunks = heap.chunks();
  if (!chunks) return ' CORRUPT';
  return chunks.map(({ address, size }) => ` ${address}+${size}`).join('');
}

/** sha256 of that text, in hex. */
export const driverDigest = (module: CmemModule): string => sha256Hex(digestText(module));
