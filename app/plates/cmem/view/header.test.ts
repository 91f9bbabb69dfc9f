import { expect, it } from 'vitest';
import { CMEM_WORDS } from '../../../../engine/contract/view.ts';
import type { CmemHeapLayout, MachineView } from '../../../../engine/contract/view.ts';
import { headerOf } from './header.ts';

/** Two holes, rows 0 and 1, at these addresses; the words are those of row 0. */
const viewOf = (words: readonly number[]): MachineView => {
  const cmemWords = new Uint32Array(2 * CMEM_WORDS);
  cmemWords.set(words);
  const cmemPhys = Float64Array.of(0x83c00000, 0x83c02000);
  return { columns: { cmemWords, cmemPhys } } as unknown as MachineView;
};
const chain = Uint32Array.of(0, 1);
const HEAP = { base: 0x83c00000, size: 2 ** 20 };
const V2: CmemHeapLayout = { ...HEAP, nextBytes: 4, sizeBytes: 4, pointerOffset: 0x40400000 };
const V4: CmemHeapLayout = { ...HEAP, nextBytes: 8, sizeBytes: 8, pointerOffset: 0 };

it.each([
  ['a chunk', V2, [0xc4002000, 0x1000], 'chunk', 0x83c02000, '00 20 00 c4  00 10 00 00'],
  ['the end', V2, [0, 0x1000], 'end', undefined, '00 00 00 00  00 10 00 00'],
  ['garbage', V2, [0x58585858, 0x58], 'astray', 0x18185858, '58 58 58 58  58 00 00 00'],
  [
    'a 64-bit chunk',
    V4,
    [0x83c02000, 0, 0x1000, 1],
    'chunk',
    0x83c02000,
    '00 20 c0 83 00 00 00 00  00 10 00 00 01 00 00 00',
  ],
] as const)('%s', (_, heap, words, leads, target, bytes) => {
  const header = headerOf(viewOf(words), heap, 0, { chain });
  expect(header).toMatchObject({ leads, target, bytes });
});

it('says numbers of 64 bits exactly', () => {
  const header = headerOf(viewOf([0xffffffff, 0xdeadbeef, 1, 0x80000000]), V4, 0, { chain });
  expect([header.next, header.size]).toEqual(['deadbeefffffffff', '8000000000000001']);
});
