/**
 * Blocks of two memories: those that both have, where they had another place or size, and those that
 * only one has. Blocks with a name are the same if their names are, in the order of their births where
 * a name comes more than once; blocks without one if they lie at the same place with the same length.
 */
import { HEADER, NAME_BYTES } from '../../engine/contract/view.ts';
import type { MachineView } from '../../engine/contract/view.ts';

export interface BlockDifferences {
  readonly left: number;
  readonly right: number;
  readonly onlyLeft: number;
  readonly onlyRight: number;
  /** On both, at another address. */
  readonly moved: number;
  /** On both, with another number of pages or bytes. */
  readonly resized: number;
}

interface Block {
  readonly op: number;
  readonly pfn: number;
  readonly pages: number;
  readonly bytes: number;
}

const decoder = new TextDecoder('latin1');
const byBirth = (a: Block, b: Block): number => a.op - b.op || a.pfn - b.pfn;

function blocksOf({ columns }: MachineView): ReadonlyMap<string, Block[]> {
  const { blockPages, blockPfn, blockBytes, blockOp, blockName, header } = columns;
  const high = Math.min(header[HEADER.blockHigh] ?? 0, blockPages.length);
  const blocks = new Map<string, Block[]>();
  for (let slot = 0; slot < high; slot += 1) {
    const pages = blockPages[slot]!;
    if (pages === 0) continue;
    const [pfn, bytes, op] = [blockPfn[slot]!, blockBytes[slot]!, blockOp[slot]!];
    const from = slot * NAME_BYTES;
    const end = blockName.indexOf(0, from);
    // A copy: text is not decoded out of shared memory.
    const name = decoder.decode(blockName.slice(from, Math.min(end, from + NAME_BYTES)));
    const key = name === '' ? `\0${pfn}\0${pages}` : name;
    const known = blocks.get(key);
    if (known) known.push({ op, pfn, pages, bytes });
    else blocks.set(key, [{ op, pfn, pages, bytes }]);
  }
  for (const known of blocks.values()) known.sort(byBirth);
  return blocks;
}

const sum = (blocks: ReadonlyMap<string, readonly Block[]>): number =>
  [...blocks.values()].reduce((count, { length }) => count + length, 0);

export function blockDifferences(a: MachineView, b: MachineView): BlockDifferences {
  const [inA, inB] = [blocksOf(a), blocksOf(b)];
  let [both, moved, resized] = [0, 0, 0];
  for (const [key, left] of inA) {
    const right = inB.get(key) ?? [];
    const pairs = Math.min(left.length, right.length);
    both += pairs;
    for (let i = 0; i < pairs; i += 1) {
      const [one, other] = [left[i]!, right[i]!];
      if (one.pfn !== other.pfn) moved += 1;
      if (one.pages !== other.pages || one.bytes !== other.bytes) resized += 1;
    }
  }
  const [left, right] = [sum(inA), sum(inB)];
  return { left, right, onlyLeft: left - both, onlyRight: right - both, moved, resized };
}
