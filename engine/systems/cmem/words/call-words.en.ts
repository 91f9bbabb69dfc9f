/** One line about every call of CMEM and every parameter; neighbours share theirs. */
import { docs } from '../../../words/docs.ts';

const BLOCK = { blockid: 'Memory block, counted from 0; in 4.x -1 is CMA.' };
const SIZE = { size: 'Bytes wanted; a negative number is taken as C takes it, as size_t.' };
const POOL = { poolid: 'Pool, counted from 0 in the order of pools=.' };
const PTR = { ptr: 'The pointer: a handle, an address, or NULL.' };
const PHYS = { phys: 'The physical address: a handle, a number, or NULL.' };
const OFFSET = { offset: 'Bytes to add: an address inside a buffer, or before it.' };
const ALLOC = {
  type: 'Where from: CMEM_POOL, or CMEM_HEAP.',
  flags: 'CMEM_CACHED, or CMEM_NONCACHED.',
  alignment: 'Alignment in the heap; pools ignore it.',
};
const FREE = {
  type: 'CMEM_POOL or CMEM_HEAP; only drivers up to 2.24 look at it.',
  flags: 'Ignored when a buffer is freed.',
  alignment: 'Ignored when a buffer is freed.',
};
const LENGTH = { size: 'Bytes; rounded up to pages.' };
const RANGE = { size: 'Bytes; nobody checks whether they are CMEM’s.' };
const PROCESS = { process: 'p1 to p999.' };
const MODULE = { module: 'The module: cmemk.ko, with or without a path.' };

export const cmemCallsEn = {
  ...docs('insmod', 'Load cmemk with parameters such as phys_start=0x83C00000 pools=2x4096.', {
    ...MODULE,
  }),
  ...docs('modprobe', 'Load cmemk unless it is loaded already.', { ...MODULE }),
  ...docs('rmmod', 'Unload cmemk; open files and mappings of /dev/cmem forbid it.', { ...MODULE }),
  ...docs(
    'proc',
    'Let the following calls come from this process; a new one opens its own file with CMEM_init().',
    { ...PROCESS, n: 'Without the CMEM_init().' },
  ),
  ...docs(
    'fork',
    'A child of the calling process; it shares the open files, and with them what they own.',
    { ...PROCESS },
  ),
  ...docs(
    'kill',
    'End a process: its mappings go, then its files, and with them what only they owned.',
    { ...PROCESS },
  ),
  ...docs('CMEM_init', 'Open /dev/cmem for this process and compare versions; counted.', {}),
  ...docs(
    'CMEM_exit',
    'Close /dev/cmem at the last of as many calls as CMEM_init had; mapped buffers stay.',
    {},
  ),
  ...docs(
    'CMEM_getPool',
    'The pool of block 0 with the smallest free buffer that fits; -2 = the heap would do.',
    { ...SIZE },
  ),
  ...docs(
    'CMEM_getPool2',
    'The pool of a block with the smallest free buffer that fits; -2 = the heap would do.',
    { ...BLOCK, ...SIZE },
  ),
  ...docs('CMEM_allocPool', 'A buffer of a pool of block 0.', { ...POOL, ...ALLOC }),
  ...docs('CMEM_allocPool2', 'A buffer of a pool of a block.', { ...BLOCK, ...POOL, ...ALLOC }),
  ...docs('CMEM_alloc', 'A buffer of block 0: of the pool that fits best, or of the heap.', {
    ...SIZE,
    ...ALLOC,
  }),
  ...docs('CMEM_alloc2', 'A buffer of a block: of the pool that fits best, or of the heap.', {
    ...BLOCK,
    ...SIZE,
    ...ALLOC,
  }),
  ...docs('CMEM_free', 'Give a buffer back; it is free when its last user has done so.', {
    ...PTR,
    ...FREE,
    ...OFFSET,
  }),
  ...docs(
    'CMEM_registerAlloc',
    'Become a user of a buffer that somebody else allocated, and map it.',
    { ...PHYS, ...OFFSET },
  ),
  ...docs('CMEM_unregister', 'Stop using a buffer: the same as CMEM_free.', {
    ...PTR,
    ...FREE,
    ...OFFSET,
  }),
  ...docs('CMEM_getPhys', 'The physical address that a pointer leads to.', { ...PTR, ...OFFSET }),
  ...docs('CMEM_cacheWb', 'Write back the data cache over a range.', { ...PTR, ...RANGE }),
  ...docs('CMEM_cacheInv', 'Invalidate the data cache over a range.', { ...PTR, ...RANGE }),
  ...docs('CMEM_cacheWbInv', 'Write back and invalidate the data cache over a range.', {
    ...PTR,
    ...RANGE,
  }),
  ...docs('CMEM_getVersion', 'The version of the driver.', {}),
  ...docs('CMEM_getBlock', 'Where block 0 lies and how large it is.', {}),
  ...docs('CMEM_getBlockAttrs', 'Where a block lies and how large it is.', { ...BLOCK }),
  ...docs('CMEM_getNumBlocks', 'How many blocks were set up.', {}),
  ...docs('CMEM_allocPhys', 'A buffer of block 0 by its physical address, not mapped.', {
    ...SIZE,
    ...ALLOC,
  }),
  ...docs('CMEM_allocPhys2', 'A buffer of a block by its physical address, not mapped.', {
    ...BLOCK,
    ...SIZE,
    ...ALLOC,
  }),
  ...docs(
    'CMEM_allocPoolPhys',
    'A buffer of a pool of block 0 by its physical address, not mapped.',
    { ...POOL, ...ALLOC },
  ),
  ...docs(
    'CMEM_allocPoolPhys2',
    'A buffer of a pool of a block by its physical address, not mapped.',
    { ...BLOCK, ...POOL, ...ALLOC },
  ),
  ...docs('CMEM_freePhys', 'Give back a buffer by its physical address.', { ...PHYS, ...OFFSET }),
  ...docs('CMEM_map', 'Map a buffer, or a part of one, by its physical address.', {
    ...PHYS,
    ...LENGTH,
    ...OFFSET,
  }),
  ...docs('CMEM_unmap', 'Take a mapping away.', { ...PTR, ...LENGTH, ...OFFSET }),
  ...docs('CMEM_cacheWbInvAll', 'Write back and invalidate the whole data cache.', {}),
  ...docs('open', 'Open /dev/cmem past the library; the descriptor.', {}),
  ...docs('close', 'Close a descriptor.', { fd: 'The descriptor.' }),
  ...docs('ioctl', 'A request to the driver past the library.', {
    ...OFFSET,
    request: 'Its name in cmem.h, or a number.',
    blockid: 'Memory block.',
    poolid: 'Pool.',
    size: 'Bytes, for ALLOCHEAP and GETPOOL.',
    align: 'Alignment, for ALLOCHEAP; 0 is passed as it is.',
    address: 'For FREE, GETPHYS and REGUSER.',
    fd: 'The descriptor; the latest if left out.',
  }),
  ...docs('mmap', 'Map /dev/cmem at a physical address; the latest descriptor is used.', {
    ...PHYS,
    ...LENGTH,
    ...OFFSET,
  }),
  ...docs('munmap', 'Take a mapping away, or a part of one.', { ...PTR, ...LENGTH, ...OFFSET }),
  ...docs('peek', 'Show bytes that the process reads through a pointer.', {
    ...PTR,
    ...OFFSET,
    count: 'Bytes to show.',
  }),
  ...docs('poke', 'Write a 32-bit word through a pointer, whoever owns what it leads to.', {
    ...PTR,
    ...OFFSET,
    value: 'The word.',
  }),
  ...docs('devmem', 'Read a word of physical memory, or write it.', {
    address: 'The physical address.',
    width: 'Bits of the word: 8, 16, 32 or 64; 32 if left out.',
    value: 'The word to write; read if left out.',
  }),
} as const;
