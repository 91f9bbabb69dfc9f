/** The header in the first bytes of a free chunk: its bytes as they lie in memory, and what they say. */
import { hexLower } from '../../../../engine/contract/units.ts';
import { CMEM_WORDS } from '../../../../engine/contract/view.ts';
import type { CmemHeapLayout, MachineView } from '../../../../engine/contract/view.ts';
import type { HeapRows } from '../draw/heap-index.ts';

export interface HeaderView {
  /** Two hexadecimal digits a byte, a space between bytes, two between the fields. */
  readonly bytes: string;
  /** The pointer to the next chunk and the size, as hexadecimal text without 0x. */
  readonly next: string;
  readonly size: string;
  /** Where the pointer leads: the end of the list, a free chunk, or somewhere else. */
  readonly leads: 'end' | 'chunk' | 'astray';
  /** Physical address that the pointer means; undefined for NULL. */
  readonly target: number | undefined;
}

const bytesOf = (word: number): string =>
  (hexLower(word, 8).match(/../g) ?? []).reverse().join(' ');

/** A little-endian number of one or two words. */
const field = (words: readonly number[]): string =>
  [...words]
    .reverse()
    .map((word) => hexLower(word, 8))
    .join('');

export function headerOf(
  view: MachineView,
  heap: CmemHeapLayout,
  row: number,
  { chain }: Pick<HeapRows, 'chain'>,
): HeaderView {
  const from = row * CMEM_WORDS;
  const words = [...view.columns.cmemWords.subarray(from, from + CMEM_WORDS)];
  const nextWords = words.slice(0, heap.nextBytes / 4);
  const sizeWords = words.slice(nextWords.length, nextWords.length + heap.sizeBytes / 4);
  const next = field(nextWords);
  const pointer = Number(`0x${next}`);
  const target = pointer === 0 ? undefined : pointer - heap.pointerOffset;
  const leadsToChunk = chain.some((hole) => view.columns.cmemPhys[hole] === target);
  return {
    bytes: [nextWords, sizeWords].map((part) => part.map(bytesOf).join(' ')).join('  '),
    next,
    size: field(sizeWords),
    leads: target === undefined ? 'end' : leadsToChunk ? 'chunk' : 'astray',
    target,
  };
}
