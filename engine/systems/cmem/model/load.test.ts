import { describe, expect, it } from 'vitest';
import { MAX_CMEM_BUFFERS } from '../../../contract/limits.ts';
import { cmem, CmemCase } from '../../../test/cmem-lines.ts';
import { plainProfile, type CmemProfile, type CmemVersionId } from './version.ts';

const BLOCK = 'phys_start=0x83C00000 phys_end=0x88000000';
const SEED = 'pools=50x512,2x4096,2x8192,2x16384,1x32768,1x51200,1x102400,1x4096000';

/** What a load returns, and its last line. */
function load(version: CmemVersionId, args: string, over: Partial<CmemProfile> = {}): string[] {
  const made = new CmemCase(plainProfile(version, over));
  return [made.load(args), made.klog.at(-1) ?? ''];
}

describe('the seed', () => {
  it('lies as its tables say: pools from the top down, number 0 highest, the heap below', () => {
    const { machine } = cmem('2.26', `${BLOCK} ${SEED}`);
    const module = machine.system.module!;
    const pools = Array.from({ length: 8 }, (_, i) => module.pool(0, i));
    const rows = pools.map(({ count, size, free }) => {
      const all = [...free].map(({ phys }) => phys.toString(16));
      return [count, Number(size), all[0], all.at(-1)];
    });
    expect(rows).toEqual([
      [50, 4096, '87fff000', '87fce000'],
      [2, 4096, '87fcd000', '87fcc000'],
      [2, 8192, '87fca000', '87fc8000'],
      [2, 16384, '87fc4000', '87fc0000'],
      [1, 32768, '87fb8000', '87fb8000'],
      [1, 53248, '87fab000', '87fab000'],
      [1, 102400, '87f92000', '87f92000'],
      [1, 4096000, '87baa000', '87baa000'],
    ]);
    const { heap } = module.blocks[0]!;
    expect([heap!.base, heap!.end - heap!.base]).toEqual([0x83c00000, 0x3faa000]);
  });
  it('as printed, with its comma, fails as the driver fails, and the reason is told', () => {
    const args = 'phys_start=0x83C00000,phys_end=0x88000000 pools=50x512';
    const noEnds =
      'CMEMK Error: pools specified: must specify both phys_start and phys_end, exiting...';
    expect(load('2.26', args)).toEqual(['-22 cmem.commaInAddress', noEnds]);
    expect(load('4.20', args)[0]).toBe('oops cmem.nullEndComma');
  });
});

describe('2.26 refuses', () => {
  it.each<[string, string, string, Partial<CmemProfile>?]>([
    [
      'pools=1x1',
      '-22 cmem.noEnds',
      'CMEMK Error: pools specified: must specify both phys_start and phys_end, exiting...',
    ],
    [
      'phys_start=0 phys_end=0x1000',
      '-22 cmem.startZero',
      'CMEMK Error:   (minimum phsyical address is 0x1000)',
    ],
    [
      'phys_start=x phys_end=0x1000',
      '-22 cmem.startZero',
      'CMEMK Error:   (minimum phsyical address is 0x1000)',
    ],
    [
      `${BLOCK} phys_start_1=0 phys_end_1=1`,
      '-22 cmem.startZero',
      'CMEMK Error:   (minimum phsyical address is 0x1000)',
    ],
    [
      'phys_start=0x88000000 phys_end=0x83C00000',
      '-14 cmem.blockEmpty',
      'CMEMK Error: Failed to request_mem_region(0x88000000, -71303168)',
    ],
    [
      BLOCK,
      '-22 cmem.overlapsKernel',
      'CMEMK Error: CMEM phys_start (0x83c00000) overlaps kernel (0x80000000 -> 0x83c01000)',
      { kernelRam: 0x3c01000 },
    ],
    [
      BLOCK,
      '-14 cmem.regionBusy',
      'CMEMK Error: Failed to request_mem_region(0x83c00000, 71303168)',
      { busy: [{ base: 0x87fff000, size: 4096 }] },
    ],
    [
      BLOCK,
      '-14 cmem.noVmalloc',
      'CMEMK Error: Failed to ioremap_nocache(0x83c00000, 71303168)',
      { vmallocEnd: 0xcc3fffff },
    ],
    [`${BLOCK} pools=1x`, '0', 'cmemk initialized'],
    [`${BLOCK} pools=1`, '-22 cmem.badPool', '  File cmemk.c'],
    [
      `${BLOCK} pools=2x4096,17408x4096`,
      '-12 cmem.poolTooBig',
      'CMEMK Error: Failed to alloc pool of size 4096 and number of buffers 17408',
    ],
    [
      `${BLOCK} pools=1x2147483647`,
      '-12 cmem.poolTooBig',
      'CMEMK Error: Failed to alloc pool of size 2147483647 and number of buffers 1',
    ],
  ])('%s', (args, rv, line, over) => expect(load('2.26', args, over)).toEqual([rv, line]));

  it('an overlap only of the start, unless it is allowed', () => {
    const kernelRam = 0x4000000;
    const low = 'phys_start=0x1000 phys_end=0x8000';
    expect(load('2.26', low)[0]).toBe('-22 cmem.overlapsKernel');
    const made = new CmemCase(plainProfile('2.26', { kernelRam }));
    expect(made.load(`${low} allowOverlap=1`)).toBe('0');
    expect(made.klog).toContain(
      'CMEM phys_start (0x1000) overlaps kernel (0x80000000 -> 0x84000000)',
    );
    expect(load('2.26', 'phys_start=0x84000000 phys_end=0x84001000', { kernelRam })[0]).toBe('0');
  });
});

describe('4.20 refuses', () => {
  it.each([
    [
      'phys_start=0 phys_end=0x1000 pools=1x1',
      '-22 cmem.noEnds',
      'CMEMK Error: pools specified: must specify both phys_start and phys_end, exiting...',
    ],
    ['phys_start=0 phys_end=0x1000 pools=0x1', '0', 'cmemk initialized'],
    ['pools=1x1', '0', 'cmemk initialized'],
    [
      'phys_start=0x88000000 phys_end=0x83C00000',
      '-22 cmem.blockBackwards',
      'CMEMK Error: phys_end (0x83c00000) < phys_start (0x88000000)',
    ],
    [
      `${BLOCK} pools=1x4294967296`,
      '-12 cmem.poolTooBig',
      'CMEMK Error: Failed to alloc pool of size 0x4294967296 and number of buffers 1',
    ],
    [`${BLOCK} phys_start_2=1`, 'oops cmem.nullEnd', 'CMEMK module: reference Linux version 4.1.0'],
    [
      'phys_start=0x1000 phys_end=0x40000000000000',
      'declined cmem.tooFar',
      'CMEMK module: reference Linux version 4.1.0',
    ],
  ])('%s', (args, rv, line) => expect(load('4.20', args)).toEqual([rv, line]));

  it('and leaves the regions of other blocks busy when their lengths differ', () => {
    const made = new CmemCase(plainProfile('4.20'));
    const bad = `${BLOCK} phys_start_1=0x90000000 phys_end_1=0x90100000 pools_1=1x2000000`;
    expect(made.load(bad)).toBe('-12 cmem.poolTooBig');
    expect(made.klog.at(-1)).toBe(
      'Trying to free nonexistent resource <0000000083c00000-0000000083cfffff>',
    );
    expect(made.load(BLOCK)).toBe('-14 cmem.regionBusy');
    expect(made.load('phys_start=0x90000000 phys_end=0x90100000')).toBe('0');
  });
});

describe('what nobody can hold is declined', () => {
  it.each([
    [`${MAX_CMEM_BUFFERS}x0`, '0'],
    [`${MAX_CMEM_BUFFERS + 1}x0`, 'declined cmem.tooManyBuffers'],
    ['2147483647x4096', '-12 cmem.poolTooBig'],
  ])('pools=%s', (pools, rv) => expect(load('2.26', `${BLOCK} pools=${pools}`)[0]).toBe(rv));
});

describe('loading and unloading', () => {
  it('is refused twice, and while somebody has the device open', () => {
    const made = cmem('2.26', BLOCK);
    expect(made.load(BLOCK)).toBe('-17 cmem.loadedAlready');
    made.do('0 open');
    expect(made.machine.rmmod(made)).toMatchObject({ rv: -11 });
    made.do('0 close');
    expect(made.machine.rmmod(made)).toEqual({ rv: 0 });
    expect(made.klog.at(-1)).toBe('cmemk unregistered');
    expect(made.machine.rmmod(made)).toMatchObject({ rv: -2 });
    expect(made.do('0 open')).toEqual(['ENOENT']);
    expect(made.load(BLOCK)).toBe('0');
  });
  it('2.26 writes 0 to the first int of every page, and leaves the rest of the bytes', () => {
    const made = cmem('2.26', BLOCK);
    made.machine.write(0x83c0_5000, [1, 2, 3, 4, 5, 6]);
    made.machine.rmmod(made);
    made.load(BLOCK);
    expect([...made.machine.memory.read(0x83c0_5000, 6)]).toEqual([0, 0, 0, 0, 5, 6]);
  });
  it('says the loader’s own line only where a board has one', () => {
    expect(load('2.26', 'x=1')).toEqual([
      '-2 cmem.unknownParameter',
      "cmemk: Unknown parameter `x'",
    ]);
    expect(load('2.26', 'x=1', { loaderText: false })[1]).toBe('');
  });
});

describe('blocks', () => {
  const TWO = 'phys_start_1=0x90000000 phys_end_1=0x90040000';
  it('2.26 ignores block 1 without block 0; 4.20 stops setting up there', () => {
    for (const version of ['2.26', '4.20'] as const) {
      const made = cmem(version, TWO);
      expect(made.do('0 open', '0 ioBlocks', '0 ioBlock 0')).toEqual(['3', '0', 'EINVAL']);
    }
  });
  it('4.20 passes over a block that is missing in the middle', () => {
    const made = cmem('4.20', `${BLOCK} phys_start_2=0x90000000 phys_end_2=0x90040000`);
    expect(
      made.do('0 open', '0 ioBlocks', '0 ioBlock 1', '0 ioBlock 2', '0 ioHeap 1 blk=2'),
    ).toEqual(['3', '2', 'phys=0 size=0', 'EINVAL', '0x90000000']);
  });
  it('pools_1 without block 1 kills whoever walks past it', () => {
    const made = cmem('2.26', `${BLOCK} pools=1x4096 pools_1=1x4096`);
    expect(made.do('0 open', '0 ioPool 0', '0 ioFree 0x87fff000')).toEqual([
      '3',
      'phys=0x87fff000 size=4096',
      'pool=0 size=4096',
    ]);
    expect(made.do('0 ioFree 0x87fff000', '0 ioPool 0')).toEqual([
      'dies: oops',
      'declined cmem.stopped',
    ]);
    const other = cmem('2.26', `${BLOCK} pools_1=1x4096`);
    expect(other.do('0 open', '0 ioPoolFor 0 blk=1', '0 ioPool 0 blk=1')).toEqual([
      '3',
      '0',
      'dies: oops',
    ]);
    expect(cmem('2.26', `${BLOCK} pools_1=1x4096`).do('0 open', '0 close')).toEqual([
      '3',
      'dies: oops',
    ]);
  });
  it('with MAX_POOLS pools the heap is also the next block’s first pool', () => {
    const pools = `pools=${'1x4096,'.repeat(31)}1x4096`;
    const made = cmem('4.20', `${BLOCK} ${pools} ${TWO} pools_1=2x4096`);
    // A buffer of block 1 is found as one of block 0's heap, and freed into it.
    expect(made.do('0 open', '0 ioPool 0 blk=1', '0 ioFree 0x9003f000')).toEqual([
      '3',
      'phys=0x9003f000 size=4096',
      'pool=32 size=4096',
    ]);
    expect(made.machine.system.module!.blocks[0]!.heap!.sound).toBe(false);
    const exact = cmem(
      '4.20',
      `${BLOCK} pools=${'1x4096,'.repeat(30)}1x4096 ${TWO} pools_1=2x4096`,
    );
    expect(exact.do('0 open', '0 ioPool 0 blk=1', '0 ioFree 0x9003f000')[2]).toBe(
      'pool=0 size=4096',
    );
  });
  it('2.26 has no kernel address for a pool buffer that is freed as heap', () => {
    const pools = `pools=${'1x4096,'.repeat(127)}1x4096`;
    const made = cmem('2.26', `${BLOCK} ${pools} ${TWO} pools_1=2x4096`);
    expect(made.do('0 open', '0 ioPool 0 blk=1', '0 ioFree 0x9003f000')[2]).toBe('dies: wild');
  });
  it('32-bit 4.20 holds a block beyond 4 GiB', () => {
    const made = cmem('4.20', 'phys_start=0x820000000 phys_end=0x820100000', { bits: 32 });
    expect(made.klog).toContain('allocated heap buffer 0x820000000 of size 0x100000');
    expect(made.do('0 open', '0 ioHeap 1', '0 ioHeap 4294967295')).toEqual([
      '3',
      '0x820000000',
      '0x820001000',
    ]);
  });
});
