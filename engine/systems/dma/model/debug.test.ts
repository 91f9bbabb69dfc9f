import { describe, expect, it } from 'vitest';
import { DmaDebug, type DebugVersion, type DmaEntry } from './debug.ts';

const OLD: DebugVersion = {
  pages: true,
  prefixFirst: false,
  syncsInside: true,
  checksMapError: true,
  errorAddress: 0xffff_ffff,
};
const NEW: DebugVersion = { ...OLD, pages: false, prefixFirst: true };
const A: DmaEntry = {
  device: 'nic.0',
  type: 'single',
  address: 0x1000,
  size: 256,
  direction: 'DMA_TO_DEVICE',
};
const said = (act: (debug: DmaDebug) => void, version = OLD): string[] => {
  const lines: string[] = [];
  const debug = new DmaDebug(version, (line) => lines.push(line));
  debug.allErrors = 1;
  act(debug);
  expect(debug.errorCount).toBe(lines.length);
  return lines.map((line) => line.replace(/^nic nic\.0: DMA-API: /, ''));
};
/** What is said when A, looked at, is unmapped in another way. */
const unmapped = (other: Partial<DmaEntry>, version = OLD, mapped: Partial<DmaEntry> = {}) =>
  said((debug) => {
    debug.mapped({ ...A, ...mapped });
    debug.looked('nic.0', 0x1000);
    debug.unmapped({ ...A, ...other });
  }, version);

describe('unmap', () => {
  it.each([
    ['as mapped', unmapped({}), []],
    [
      'not mapped',
      unmapped({ address: 0x1008 }),
      [
        'device driver tries to free DMA memory it has not allocated [device address=0x0000000000001008] [size=256 bytes]',
      ],
    ],
    [
      'an address that is an error',
      unmapped({ address: 0xffff_ffff }),
      ['device driver tries to free an invalid DMA memory address'],
    ],
    [
      'size',
      unmapped({ size: 128 }),
      [
        'device driver frees DMA memory with different size [device address=0x0000000000001000] [map size=256 bytes] [unmap size=128 bytes]',
      ],
    ],
    [
      'function',
      unmapped({ type: 'page' }),
      [
        'device driver frees DMA memory with wrong function [device address=0x0000000000001000] [size=256 bytes] [mapped as single] [unmapped as page]',
      ],
    ],
    ['which 5.x cannot tell', unmapped({ type: 'page' }, NEW), []],
    [
      'the CPU’s address of coherent memory',
      unmapped({ type: 'coherent', cpu: 2 }, OLD, { type: 'coherent', cpu: 1 }),
      [
        'device driver frees DMA memory with different CPU address [device address=0x0000000000001000] [size=256 bytes] [cpu alloc address=0x0000000000000001] [cpu free address=0x0000000000000002]',
      ],
    ],
    [
      'direction',
      unmapped({ direction: 'DMA_FROM_DEVICE' }),
      [
        'device driver frees DMA memory with different direction [device address=0x0000000000001000] [size=256 bytes] [mapped with DMA_TO_DEVICE] [unmapped with DMA_FROM_DEVICE]',
      ],
    ],
  ])('%s', (_, got, want) => expect(got).toEqual(want));

  it('several lines of one call, and the entry is gone', () => {
    const lines = said((debug) => {
      debug.mapped(A);
      debug.unmapped({ ...A, size: 1, type: 'coherent', direction: 'DMA_NONE' });
      expect(debug.save().entries.size).toHaveLength(0);
    });
    expect(lines.map((line) => line.split(' [')[0])).toEqual([
      'device driver frees DMA memory with different size',
      'device driver frees DMA memory with wrong function',
      'device driver frees DMA memory with different direction',
      'device driver failed to check map error[device address=0x0000000000001000]',
    ]);
  });
  it('several entries of one address: the perfect one, or none', () => {
    const lines = said((debug) => {
      debug.mapped(A);
      debug.mapped({ ...A, size: 512 });
      debug.looked('nic.0', 0x1000);
      debug.looked('nic.0', 0x1000);
      debug.unmapped({ ...A, size: 100 });
      debug.unmapped({ ...A, size: 512 });
      expect([...debug.save().entries.size]).toEqual([A.size]);
      debug.unmapped(A);
    });
    expect(lines).toEqual([expect.stringContaining('has not allocated')]);
  });
  it('another device’s mapping is not its own', () => {
    expect(
      said((debug) => {
        debug.mapped(A);
        debug.unmapped({ ...A, device: 'disk.0' });
      })[0],
    ).toMatch(/^disk disk\.0: DMA-API: device driver tries to free DMA memory it has not/);
  });
});

describe('sync', () => {
  const synced = (
    mapped: DmaEntry['direction'],
    direction: DmaEntry['direction'],
    toCpu: boolean,
    over: Partial<DmaEntry> = {},
  ) =>
    said((debug) => {
      debug.mapped({ ...A, direction: mapped });
      debug.synced({ ...A, direction, ...over }, toCpu);
    }).map((line) => line.split(' [')[0]);
  const different = 'device driver syncs DMA memory with different direction';
  const readOnly = 'device driver syncs device read-only DMA memory for cpu';
  const writeOnly = 'device driver syncs device write-only DMA memory to device';
  it.each([
    [synced('DMA_FROM_DEVICE', 'DMA_FROM_DEVICE', true), []],
    [synced('DMA_TO_DEVICE', 'DMA_TO_DEVICE', false), []],
    [synced('DMA_TO_DEVICE', 'DMA_FROM_DEVICE', true), [different, readOnly]],
    [synced('DMA_FROM_DEVICE', 'DMA_TO_DEVICE', false), [different, writeOnly]],
    [synced('DMA_TO_DEVICE', 'DMA_TO_DEVICE', true), []],
    [synced('DMA_BIDIRECTIONAL', 'DMA_TO_DEVICE', false), []],
    [synced('DMA_TO_DEVICE', 'DMA_TO_DEVICE', false, { address: 0x1080, size: 128 }), []],
    [
      synced('DMA_TO_DEVICE', 'DMA_TO_DEVICE', false, { address: 0x1080 }),
      ['device driver tries to sync DMA memory it has not allocated'],
    ],
    [
      synced('DMA_TO_DEVICE', 'DMA_TO_DEVICE', false, { address: 0x9000 }),
      ['device driver tries to sync DMA memory it has not allocated'],
    ],
  ])('%#', (got, want) => expect(got).toEqual(want));

  it('finds the mapping a range lies in, buckets back', () => {
    const lines = said((debug) => {
      debug.mapped({ ...A, size: 40_000 });
      debug.synced({ ...A, address: 0x1000 + 30_000, size: 10_000 }, false);
    });
    expect(lines).toEqual([]);
  });
  it('2.6.32 looks for the first byte, and then at the length', () => {
    const lines = said(
      (debug) => {
        debug.mapped(A);
        debug.synced({ ...A, address: 0x1080, size: 1 }, false);
        debug.synced({ ...A, size: 257 }, false);
      },
      { ...OLD, syncsInside: false },
    );
    expect(lines).toEqual([
      'device driver tries to sync DMA memory it has not allocated [device address=0x0000000000001080] [size=1 bytes]',
      'device driver syncs DMA memory outside allocated range [device address=0x0000000000001000] [allocation size=256 bytes] [sync offset+size=257]',
    ]);
  });
});

it('only the first error is printed, all are counted', () => {
  const lines: string[] = [];
  const debug = new DmaDebug(NEW, (line) => lines.push(line));
  for (let i = 0; i < 3; i += 1) debug.unmapped(A);
  expect([lines.length, debug.errorCount]).toEqual([1, 3]);
  expect(lines[0]).toMatch(/^DMA-API: nic nic\.0: device driver/);
  debug.numErrors = 1;
  debug.unmapped(A);
  debug.unmapped(A);
  expect([lines.length, debug.errorCount]).toEqual([2, 5]);
});
