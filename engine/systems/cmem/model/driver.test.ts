import { describe, expect, it } from 'vitest';
import { cmem } from '../../../test/cmem-lines.ts';

const MEG = 'phys_start=0x83C00000 phys_end=0x83D00000';
const POOLS = `${MEG} pools=2x4096,1x8192`;
const NOT_BUSY = (phys: string) => `CMEMK Error: Failed to free memory at ${phys}`;

describe('users of a buffer', () => {
  it('free it when the last of them has, each entry once', () => {
    const made = cmem('2.26', POOLS);
    made.do('0 open', '1 open', '0 ioPool 0', '1 ioReg 0x83cff000', '1 ioReg 0x83cff000');
    expect(made.do('0 ioFree 0x83cff000', '0 ioFree 0x83cff000')).toEqual([
      'pool=0 size=4096',
      'EFAULT',
    ]);
    expect(made.klog.at(-1)).toBe(
      'CMEMK Error: FREEPHYS: Not a registered user of physical buffer 0x83cff000',
    );
    expect(made.do('1 ioFree 0x83cff000', '1 ioPoolFor 1')).toEqual(['pool=0 size=4096', '0']);
    expect(made.machine.pools()[0]).toMatchObject({ free: 1, busy: 1 });
    made.do('1 ioFree 0x83cff000');
    expect(made.machine.pools()[0]).toMatchObject({ free: 2, busy: 0 });
  });
  it.each([
    ['twice', '0x83c00000'],
    ['at an interior address', '0x83c01000'],
    ['at an odd address', '0x83c00001'],
    ['where nothing is', '0'],
  ])('cannot free %s', (_, phys) => {
    const made = cmem('4.20', MEG);
    made.do('0 open', '0 ioHeap 8192');
    if (phys === '0x83c00000') made.do('0 ioFree 0x83c00000');
    expect(made.do(`0 ioFree ${phys}`)).toEqual(['EFAULT']);
    expect(made.klog.at(-1)).toBe(NOT_BUSY(phys));
  });
  it('lose everything when the file goes, and pool buffers come back last taken first', () => {
    const made = cmem('2.26', POOLS);
    made.do('0 open', '1 open', '0 ioPool 0', '0 ioPool 0', '0 ioHeap 100', '1 ioReg 0x83c00000');
    made.do('0 close');
    expect(made.machine.proc()).toContain('Pool 0 free bufs:\nid 0: phys addr 0x83cff000\nid 1:');
    expect(made.machine.heaps()[0]!.busy).toBe(1);
    made.do('1 close');
    expect(made.machine.heaps()[0]!.busy).toBe(0);
  });
  it('lose it too when they are not the file’s but nobody else has the device open', () => {
    const made = cmem('2.26', MEG);
    made.do('0 open', '0 ioHeap 1', '0 fork 1', '0 close', '1 ioHeap 1');
    expect(made.machine.heaps()[0]!.busy).toBe(2);
    made.do('1 kill');
    expect(made.machine.heaps()[0]!.busy).toBe(0);
  });
});

describe('a mapping keeps the file', () => {
  it('CMEM_exit frees nothing that is mapped; the end of the process does', () => {
    const made = cmem('2.26', POOLS);
    made.do('0 init', '1 init', '0 alloc 1 as a', '0 ioHeap 1', '0 exit');
    expect(made.machine.heaps()[0]!.busy).toBe(1);
    expect(made.do('0 free a')).toEqual(['-1 without a call']);
    made.do('0 kill');
    expect(made.machine.heaps()[0]!.busy).toBe(0);
    expect(made.machine.pools()[0]).toMatchObject({ busy: 0 });
  });
  it('unmapping the last one does too', () => {
    const made = cmem('4.20', MEG);
    made.do('0 init', '1 init', '0 alloc 5000 heap as a', '0 exit', '0 unmap a 8192');
    expect(made.machine.heaps()[0]!.busy).toBe(0);
  });
  it('a forked child shares file and buffers', () => {
    const made = cmem('4.20', MEG);
    made.do('0 init', '0 alloc 4096 heap as a', '0 fork 1', '0 kill');
    expect(made.machine.heaps()[0]!.busy).toBe(1);
    expect(made.do('1 phys a', '1 free a heap', '1 phys a')).toEqual([
      '0x83c00000',
      '0',
      '0 EFAULT',
    ]);
  });
});

describe('mmap', () => {
  it.each([
    ['2.26', '0x83c00000 4096', 'virt=0x40000000 phys=0x83c00000 length=4096 noncached'],
    ['2.26', '0x83c00000 65537', 'virt=0x40000000 phys=0x83c00000 length=0x11000 noncached'],
    ['2.26', '0x83c01000 4096', 'EINVAL'],
    ['4.20', '0x83c01000 4096', 'virt=0x40000000 phys=0x83c01000 length=4096 noncached'],
    ['4.20', '0x83c01000 8192', 'virt=0x40000000 phys=0x83c01000 length=8192 noncached'],
    ['4.20', '0x83c01000 8193', 'EINVAL'],
    ['4.20', '0x83c03000 4096', 'EINVAL'],
    ['4.20', '0x83c00004 4096', 'EINVAL'],
    ['4.20', '0x83c00000 0', 'EINVAL'],
    ['2.26', '0x83c00000 3204448257', 'ENOMEM'],
  ] as const)('%s of %s', (version, range, want) => {
    const made = cmem(version, MEG);
    expect(made.do('0 open', '0 ioHeap 10000', `0 mmap ${range}`)[2]).toBe(want);
  });
  it('of a range among buffers that come and go', () => {
    const made = cmem('4.20', POOLS);
    made.do('0 open', '0 ioHeap 8192', '0 ioHeap 8192', '0 ioHeap 8192');
    expect(
      made.do('0 mmap 0x83c03000 4096', '0 ioFree 0x83c02000', '0 mmap 0x83c03000 4096'),
    ).toEqual([
      'virt=0x40000000 phys=0x83c03000 length=4096 noncached',
      'pool=2 size=8192',
      'EINVAL',
    ]);
    made.do('0 ioPool 1 cached');
    expect(made.do('0 mmap 0x83cfc000 4096')[0]).toBe(
      'virt=0x40001000 phys=0x83cfc000 length=4096 cached',
    );
  });
});

describe('the library', () => {
  it.each([
    [
      'before CMEM_init',
      [],
      'CMEM_init() not called, you must initialize CMEM before making API calls.\n',
    ],
    [
      'after CMEM_exit',
      ['0 init', '0 exit'],
      'CMEM_exit() already called, check stderr output for earlier CMEM failure messages (possibly version mismatch).\n',
    ],
  ])('says so %s', (_, steps, text) => {
    const made = cmem('2.26', MEG);
    made.do(...steps);
    expect(made.do('0 alloc 1', '0 getPool 1', '0 phys 1', '0 free 1', '0 wb')).toEqual([
      'null without a call',
      '-1 without a call',
      '0 without a call',
      '-1 without a call',
      '-1 without a call',
    ]);
    expect(made.ulog).toBe(`CMEM Error: ${text}`.repeat(5));
  });
  it('says so, without ending the line, when there was no device', () => {
    const made = cmem('2.26', MEG);
    made.machine.rmmod(made);
    expect(made.do('0 init', '0 alloc 1')).toEqual(['-1 ENOENT', 'null without a call']);
    expect(made.ulog).toBe(
      "CMEM Error: init: Failed to open /dev/cmem: 'No such file or directory'\nCMEM Error: CMEM file descriptor -1 (failed 'open()'), ensure CMEMK kernel module cmemk.ko has been installed with 'insmod'",
    );
  });
  it.each([
    [0x03000100, '0', ''],
    [0x030000ff, '0', ''],
    [
      0x03000101,
      '-1 without a call',
      'init: minor version mismatch between interface and driver.\nCMEM Error:     needs driver minor version 0x101 or greater.\n    got minor version 0x100 (full version 0x3000100)\n',
    ],
    [
      0x02000000,
      '-1 without a call',
      'init: major version mismatch between interface and driver.\nCMEM Error:     needs driver version 0x2000000, got 0x3000100\n',
    ],
  ])('of version %i', (libraryNumber, want, text) => {
    const made = cmem('2.26', MEG, { libraryNumber });
    expect(made.do('0 init')).toEqual([want]);
    expect(made.ulog).toBe(text && `CMEM Error: ${text}`);
    expect(made.machine.process(0).latestFd).toBe(want === '0' ? 3 : -1);
  });
  it('opens once however often it is initialised', () => {
    const made = cmem('4.20', MEG);
    expect(made.do('0 init', '0 init', '0 exit', '0 version', '0 exit', '0 exit')).toEqual([
      '0',
      '0',
      '0',
      '0x4200001',
      '0',
      '-1 without a call',
    ]);
  });
  it('2.26 names the wrong function when the number of blocks is not to be had', () => {
    const made = cmem('2.24', MEG);
    expect(made.do('0 init', '0 numBlocks', '0 getBlock blk=1', '0 getBlock blk=2')).toEqual([
      '0',
      '-1 EINVAL',
      'phys=0 size=0',
      '-1',
    ]);
    expect(made.klog.at(-1)).toBe('CMEMK Error: Unknown ioctl received.');
    expect(made.ulog).toContain('getBlock: Failed to retrieve number of blocks from driver: -1.\n');
  });
  it('frees what it cannot map, and the kernel hangs of a size of 0', () => {
    const made = cmem('4.20', MEG);
    expect(
      made.do('0 init', '0 alloc 0 heap', '0 alloc 4096 heap', '0 alloc 1 heap', '0 exit'),
    ).toEqual(['0', 'null EINVAL', 'dies: hang', 'null', '0']);
    expect(made.machine.system.stopped!.why.id).toBe('cmem.heapLoop');
    expect(made.machine.proc()).toBeUndefined();
    expect(made.load(MEG)).toBe('0');
    expect(made.do('0 init', '0 alloc 1 heap')).toEqual(['0', '0x83c00000']);
  });
  it('of 4.x hands out physical addresses without mapping them', () => {
    const made = cmem('4.20', POOLS);
    expect(
      made.do(
        '0 init',
        '0 physAlloc 100',
        '0 physAlloc 5000 heap',
        '0 physPool 1',
        '0 physPool 1',
        '0 map 0x83c00000 8192 as m',
        '0 phys m+5000',
        '0 unmap m 8192',
        '0 physFree 0x83c00000',
        '0 physFree 0x83c00000',
      ),
    ).toEqual([
      '0',
      '0x83cff000',
      '0x83c00000',
      '0x83cfc000',
      '0 ENOMEM',
      '0x83c00000',
      '0x83c01388',
      '0',
      '0',
      '-1 EFAULT',
    ]);
    expect(made.ulog).toContain('freePhys: Failed to free buffer at physical address 0x83c00000\n');
  });
  it('on 64 bits registers a buffer beyond 4 GiB with a length that cannot be mapped', () => {
    const made = cmem('4.20', 'phys_start=0x820000000 phys_end=0x820100000');
    expect(made.do('0 init', '1 init', '0 physAlloc 4096 heap', '1 reg 0x820000000')).toEqual([
      '0',
      '0',
      '0x820000000',
      'null EINVAL',
    ]);
    expect(made.ulog).toBe(
      'CMEM Error: registerAlloc: Failed to mmap buffer at physical address 0x820000000\nCMEM Error:     Unregistering use of phys buffer 0x820000000\n',
    );
    const narrow = cmem('4.20', 'phys_start=0x820000000 phys_end=0x820100000', { bits: 32 });
    expect(narrow.do('0 init', '1 init', '0 physAlloc 4096 heap', '1 reg 0x820000000')[3]).toBe(
      '0x820000000',
    );
  });
});

describe('blocks that are not there', () => {
  it.each([
    ['2.26', -1, 'declined cmem.blockOutOfBounds'],
    ['2.26', 2, 'EINVAL'],
    ['4.20', 5, 'EINVAL'],
    ['4.20', -2, 'EINVAL'],
    ['4.20', -1, 'ENOMEM'],
    ['4.20', 4, 'ENOMEM'],
    ['4.20', 3, 'EINVAL'],
  ] as const)('%s has no heap in block %i', (version, block, want) => {
    expect(cmem(version, MEG).do('0 open', `0 ioHeap 1 blk=${block}`)[1]).toBe(want);
  });
  it('nor a fallback in CMA’s', () => {
    const made = cmem('4.20', `${MEG} useHeapIfPoolUnavailable=1`);
    expect(made.do('0 open', '0 ioPoolFor 1 blk=4', '0 ioPoolFor 1')).toEqual([
      '3',
      'declined cmem.blockOutOfBounds',
      '-2',
    ]);
  });
});

describe('other ioctls', () => {
  it('are unknown; a wrong type is only logged', () => {
    const made = cmem('2.26', MEG);
    expect(made.do('0 open', '0 ioOther 254', '0 ioOther 16', '1 ioOther 254')).toEqual([
      '3',
      'EINVAL',
      'EINVAL',
      'EBADF',
    ]);
    expect(made.klog.slice(-3)).toEqual([
      'CMEMK Error: Unknown ioctl received.',
      'CMEMK Error: ioctl(): bad command type 0x10 (should be 0xfe)',
      'CMEMK Error: Unknown ioctl received.',
    ]);
  });
});

describe('the seed’s driver decides by the caller’s flag', () => {
  it('a heap buffer freed as pool is lost for ever, and the heap’s length is unmapped', () => {
    const made = cmem('2.24', POOLS);
    made.do('0 init', '0 alloc 4096 heap as a', '0 alloc 4096 heap as b', '0 alloc 1 as c');
    expect(made.do('0 free a', '0 phys b', '0 phys c')).toEqual(['0', '0 EFAULT', '0 EFAULT']);
    expect(made.machine.heaps()[0]!.figures!.free).toBe(0xfc000 - 8192);
    expect(made.machine.heaps()[0]!.busy).toBe(1);
  });
  it('a pool buffer freed as heap goes where nobody knows', () => {
    const made = cmem('2.24', POOLS);
    expect(made.do('0 init', '0 alloc 1 as a', '0 free a heap')[2]).toBe('dies: wild');
    expect(cmem('2.26', POOLS).do('0 init', '0 alloc 1 as a', '0 free a heap')[2]).toBe('0');
  });
  it('a pool buffer cannot be registered: its record has no size', () => {
    const made = cmem('2.24', POOLS);
    expect(
      made.do('0 open', '0 ioPool 0', '0 ioReg 0x83cff000', '0 ioHeap 1', '0 ioReg 0x83c00000'),
    ).toEqual(['3', 'phys=0x83cff000 size=4096', 'declined cmem.poolSizeUnset', '0x83c00000', '1']);
  });
});

describe('writing through a pointer after CMEM_free', () => {
  it('changes the list the next calls walk', () => {
    const made = cmem('2.26', MEG);
    made.do(
      '0 init',
      '0 alloc 4096 heap as a',
      '0 alloc 4096 heap as b',
      '0 reg 0x83c00000 as again',
    );
    made.do('0 free a heap', '0 free again heap');
    expect(made.machine.heaps()[0]!.figures).toMatchObject({ chunks: 2 });
    made.machine.write(0x83c00004, [0, 0x20, 0, 0]);
    // The first chunk now says 8,192 bytes: what b has is handed out a second time.
    expect(made.do('0 alloc 8192 heap')).toEqual(['0x83c00000']);
    made.machine.write(0x83c02000, [0x41, 0x41, 0x41, 0x41]);
    expect(made.do('0 alloc 1048576 heap')).toEqual(['dies: oops']);
  });
  it('reaches the bytes of a mapping that outlives the buffer', () => {
    const made = cmem('4.20', MEG);
    made.do('0 init', '0 alloc 8192 heap as a', '0 map 0x83c00000 4096 as m', '0 free a heap');
    expect(made.do('0 poke m+8 0 16 0 0', '0 poke m+4096 1')).toEqual(['0x83c00008', 'EFAULT']);
    expect(made.machine.heaps()[0]!.figures).toEqual({ free: 4096, chunks: 1, largest: 4096 });
    const read = made.machine.peek(0, made.at('m'), 12);
    expect('value' in read && [...read.value]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0]);
  });
  it('can make the list bite its tail', () => {
    const made = cmem('4.20', MEG);
    made.do('0 init', '0 alloc 8192 heap as a', '0 map 0x83c00000 4096 as m', '0 free a heap');
    made.do('0 poke m 0 0 192 131');
    expect(made.machine.heaps()[0]!.figures).toBeUndefined();
    expect(made.do('0 alloc 4096 heap', '0 alloc 2097152 heap')).toEqual([
      '0x83c00000',
      'dies: hang',
    ]);
  });
});

describe('what is told of a pool allocation', () => {
  it('which pools were looked at, which were empty, what was taken and lost', () => {
    const made = cmem(
      '2.26',
      'phys_start=0x83C00000 phys_end=0x88000000 pools=1x4096,1x53248,1x102400,1x4096000',
    );
    made.do('0 init', '0 alloc 53248', '0 alloc 102400');
    made.facts = [];
    expect(made.do('0 alloc 51200')).toEqual(['0x87bf1000']);
    expect(made.facts).toEqual([
      { is: 'pool', block: 0, pool: 0, size: 4096, asked: 51200, verdict: 'too small' },
      { is: 'pool', block: 0, pool: 1, size: 53248, asked: 51200, verdict: 'empty' },
      { is: 'pool', block: 0, pool: 2, size: 102400, asked: 51200, verdict: 'empty' },
      { is: 'pool', block: 0, pool: 3, size: 4096000, asked: 51200, verdict: 'best' },
      { is: 'syscall', call: 'ioctl CMEM_IOCGETPOOL', ret: 0 },
      { is: 'taken', block: 0, pool: 3, id: 0, phys: 0x87bf1000, size: 4096000 },
      { is: 'head', block: 0, pool: 3, id: undefined },
      { is: 'syscall', call: 'ioctl CMEM_IOCALLOC', ret: 0 },
      { is: 'served', asked: 51200, size: 4096000, rounding: 2048, unused: 4096000 - 53248 },
      { is: 'syscall', call: 'mmap', ret: expect.any(Number) as number },
    ]);
  });
  it('and of a heap allocation which chunk it was cut from', () => {
    const made = cmem('4.20', 'phys_start=0x83C01000 phys_end=0x83D00000');
    made.do('0 open', '0 ioHeap 100 align=65536');
    expect(made.facts.find(({ is }) => is === 'cut')).toEqual({
      is: 'cut',
      block: 0,
      phys: 0x83c10000,
      size: 4096,
      chunk: 0x83c01000,
      chunkSize: 0xff000,
      skipped: 0xf000,
    });
  });
});

describe('/proc/cmem', () => {
  it('leaves blocks 2 and 3 of 4.x out, and what a negative count takes away', () => {
    const two = 'phys_start_2=0x90000000 phys_end_2=0x90040000 pools_2=1x4096';
    expect(cmem('4.20', `${MEG} ${two}`).machine.proc()).toBe('');
    const text = cmem('2.26', `${MEG} pools=-1x4096,3x4096`).machine.proc()!;
    expect(text.match(/^id /gm)).toHaveLength(2);
    expect(text).toContain('Block 0: Pool 1: 3 bufs');
  });
});
