import { describe, expect, it } from 'vitest';
import { poolBuild } from '../../../test/pool-lines.ts';
import { LinearPointers } from './pointers.ts';
import { PoolText, activeText, hexDump, poolsText } from './text.ts';
import type { PoolKernel } from './version.ts';

const pointers = (bytes: 4 | 8, hashed = false): LinearPointers =>
  new LinearPointers(
    { low: 0xc000_0000, high: bytes === 8 ? 0xffff_0000 : 0 },
    0x2000_0000,
    2 ** 28,
    {
      pointerBytes: bytes,
      hashed,
    },
  );

describe('lines by kernel', () => {
  const badDma = (kernel: PoolKernel, bytes: 4 | 8 = 8) =>
    new PoolText(
      poolBuild(kernel, { pointerBytes: bytes, dmaAddrBytes: bytes }),
      pointers(bytes),
      'q',
    ).badDma(0x2000_0040, 0x2000_0080);
  it.each([
    ['2.6.32', badDma('2.6.32'), 'dma_pool_free q, ffff0000c0000040/20000080 (bad dma)'],
    ['4.x', badDma('4.x', 4), 'dma_pool_free q, c0000040/20000080 (bad dma)'],
    ['5.15', badDma('5.15'), 'dma_pool_free q, ffff0000c0000040/0x0000000020000080 (bad dma)'],
    ['6.4', badDma('6.4', 4), 'pool_block_err q, c0000040/0x20000080 (bad dma)'],
  ])('%s', (_, got, want) => expect(got).toBe(want));
});

it('pointers are hashed where the kernel hashes them', () => {
  expect(pointers(8, true).text(0x2000_0000)).toBe('<hashed>');
});
it('a pointer is an address and back, beyond 2^53 too', () => {
  for (const address of [0x2000_0000, 0x2fff_fff8, 0x6000_0000]) {
    const { low, high } = pointers(8).words(address);
    expect(pointers(8).address(low, high)).toBe(address);
  }
  expect(pointers(8).words(0x6000_0000)).toEqual({ low: 0, high: 0xffff_0001 });
  expect([pointers(8).mapped(0x2000_0000, 4), pointers(8).mapped(0x2fff_fffe, 4)]).toEqual([
    true,
    false,
  ]);
});

it('a hex dump fills up its last line', () => {
  const bytes = Uint8Array.from({ length: 18 }, (_, i) => 0x40 + i);
  expect(hexDump(bytes)).toEqual([
    '00000000: 40 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f  @ABCDEFGHIJKLMNO',
    `00000010: 50 51${' '.repeat(44)}PQ`,
  ]);
});

describe('the file pools', () => {
  const pool = { name: 'x', active: 0, total: 0, size: 64, pages: 0 };
  it('is cut in the middle of a line at 4,095 characters', () => {
    const text = poolsText(
      Array.from({ length: 200 }, () => pool),
      poolBuild('4.x'),
    );
    expect(text.length).toBe(4095);
    expect(text.endsWith('\n')).toBe(false);
  });
  it('a count below 0 is as wide as the kernel’s word', () => {
    expect(activeText(-1, poolBuild('6.4'))).toBe('18446744073709551615');
    expect(activeText(-1, poolBuild('6.4', { pointerBytes: 4 }))).toBe('4294967295');
    expect(activeText(7, poolBuild('6.4'))).toBe('7');
  });
});
