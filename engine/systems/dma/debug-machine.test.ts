import { describe, expect, it } from 'vitest';
import { ALL_SYSTEMS } from '../../machine/all-systems.ts';
import { lineText, parse, printOutcome } from '../../language/index.ts';
import { createMachine } from '../../machine/machine.ts';

/** What the lines showed, the kernel's in front of Carveout's, the last line's only. */
function shown(...lines: string[]): string[] {
  const machine = createMachine(ALL_SYSTEMS);
  let last: string[] = [];
  for (const line of lines) {
    const { statements, errors } = parse(line);
    expect(errors).toEqual([]);
    const { command } = statements[0]!;
    const outcome = machine.exec(command);
    machine.check();
    const printed = printOutcome(command, outcome).map((text) => lineText(text, 'en'));
    const kernel = outcome.log.filter(({ channel }) => channel === 'printk');
    last = [...kernel.map(({ text }) => text), ...printed];
  }
  return last;
}
const BOARD = 'board ssd202 CONFIG_DMA_API_DEBUG=y CONFIG_CMA_DEBUG=n';
const MAP = 'm = dma_map_single(0x21000000, 256, DMA_TO_DEVICE)';
const ASK = 'dma_mapping_error(m)';

describe('dma-debug on a board', () => {
  it('says nothing to a driver that does it right', () => {
    expect(shown(BOARD, MAP)).toEqual(['m = phys 0x21000000, 256 bytes']);
    expect(shown(BOARD, MAP, ASK)).toEqual(['returned 0']);
    expect(shown(BOARD, MAP, ASK, 'dma_unmap_single(m, 256, DMA_TO_DEVICE)')).toEqual([]);
    const sync = 'dma_sync_single_for_device(m, 128, DMA_TO_DEVICE, offset=64)';
    expect(shown(BOARD, MAP, sync)).toEqual([]);
  });
  it('mapped as single, unmapped as page', () => {
    expect(shown(BOARD, MAP, ASK, 'dma_unmap_page(m, 256, DMA_TO_DEVICE)')).toEqual([
      'carveout carveout.0: DMA-API: device driver frees DMA memory with wrong function [device address=0x0000000021000000] [size=256 bytes] [mapped as single] [unmapped as page]',
    ]);
  });
  it('the words stand elsewhere in 5.x and later, and page is single', () => {
    const board = 'board generic CONFIG_DMA_API_DEBUG=y';
    const map = 'm = dma_map_single(0x101000000, 256, DMA_TO_DEVICE, dev="nic.1")';
    const ask = 'dma_mapping_error(m, dev="nic.1")';
    const unmap = 'dma_unmap_page(m, 128, DMA_TO_DEVICE, dev="nic.1")';
    expect(shown(board, map, ask, unmap)).toEqual([
      'DMA-API: nic nic.1: device driver frees DMA memory with different size [device address=0x0000000101000000] [map size=256 bytes] [unmap size=128 bytes]',
    ]);
  });
  it('coherent memory given back in the wrong way', () => {
    const take = 'a = dma_alloc_coherent(4K)';
    expect(shown(BOARD, take, 'dma_unmap_single(a, 4K, DMA_BIDIRECTIONAL)')[0]).toMatch(
      /wrong function .*\[mapped as coherent\] \[unmapped as single\]/,
    );
    expect(shown(BOARD, take, 'dma_free_coherent(a, 8K)')[0]).toMatch(
      /different size .*\[map size=4096 bytes\] \[unmap size=8192 bytes\]/,
    );
    expect(shown(BOARD, take, 'dma_free_coherent(a)')).toEqual([]);
    const atomic = [`${BOARD} coherent_pool=256K`, 'a = dma_alloc_coherent(4K, GFP_ATOMIC)'];
    expect(shown(...atomic, 'dma_free_coherent(a)')).toEqual([]);
  });
  it('pages of a DMA pool are coherent mappings of its device', () => {
    const pool = ['p = dma_pool_create("q", 64, dev="nic.0")', 'a = dma_pool_alloc(p)'];
    const unmap = 'dma_unmap_single(0x26400000, 4K, DMA_BIDIRECTIONAL, dev="nic.0")';
    expect(shown(BOARD, ...pool, unmap)[0]).toMatch(/mapped as coherent/);
    expect(shown(BOARD, ...pool, 'dma_pool_free(p, a)', 'dma_pool_destroy(p)')).toEqual([
      'returned: 1 page; leaked: 0',
    ]);
  });
  it('prints the first error and counts the others', () => {
    const wrong = 'dma_unmap_single(0x1234, 16, DMA_NONE)';
    expect(shown(BOARD, wrong).length).toBe(1);
    expect(shown(BOARD, wrong, wrong)).toEqual([
      expect.stringMatching(/^dma-debug counted 1 error without printing/),
    ]);
    const api = '/sys/kernel/debug/dma-api';
    expect(shown(BOARD, wrong, wrong, `cat ${api}/error_count`)).toEqual(['2']);
    expect(shown(BOARD, wrong, `echo 1 > ${api}/all_errors`, wrong)[0]).toMatch(
      /has not allocated/,
    );
    expect(shown(BOARD, wrong, `echo 1 > ${api}/num_errors`, wrong)[0]).toMatch(
      /has not allocated/,
    );
    expect(shown(BOARD, `echo 5 > ${api}/num_errors`, `cat ${api}/num_errors`)).toEqual(['5']);
    expect(shown(BOARD, `cat ${api}/all_errors`)).toEqual(['0']);
    // Kernels from 5.x on look at what they are given.
    const late = 'board generic CONFIG_DMA_API_DEBUG=y';
    expect(shown(late, `echo x > ${api}/num_errors`)[0]).toMatch(/Invalid argument/);
  });
  it('an address that is an error', () => {
    const unmap = 'dma_unmap_single(0xffffffff, 16, DMA_NONE)';
    expect(shown(BOARD, unmap)[0]).toMatch(/tries to free an invalid DMA memory address$/);
    expect(shown(BOARD, 'dma_mapping_error(0xffffffff)')).toEqual(['returned 1']);
  });
});

it('a kernel without it lets everything pass', () => {
  expect(shown('board ssd202', MAP, 'dma_unmap_page(m, 1, DMA_NONE)')).toEqual([]);
  expect(shown('board ssd202', 'cat /sys/kernel/debug/dma-api/error_count')[0]).toMatch(/No such/);
  expect(shown('board ssd202', 'dma_unmap_single(x, 1, DMA_NONE)')[0]).toMatch(/no handle "x"/);
});
