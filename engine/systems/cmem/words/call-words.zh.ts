/** CMEM 的每个调用和每个参数各一句话；相邻的调用共用。 */
import { translation } from '../../../words/area.ts';
import { cmemCallsEn } from './call-words.en.ts';
import { docs } from '../../../words/docs.ts';

const BLOCK = { blockid: '内存块号，从 0 起；4.x 中 -1 表示 CMA。' };
const SIZE = { size: '字节数；负数按 C 的 size_t 处理。' };
const POOL = { poolid: '池号，按 pools= 中的顺序从 0 起。' };
const PTR = { ptr: '指针：句柄、地址或 NULL。' };
const PHYS = { phys: '物理地址：句柄、数值或 NULL。' };
const OFFSET = { offset: '再加上的字节数：缓冲区内部或其前面的地址。' };
const ALLOC = {
  type: '来源：CMEM_POOL 或 CMEM_HEAP。',
  flags: 'CMEM_CACHED 或 CMEM_NONCACHED。',
  alignment: '在堆中的对齐；池不看它。',
};
const FREE = {
  type: 'CMEM_POOL 或 CMEM_HEAP；只有 2.24 及以前的驱动会看。',
  flags: '释放时不起作用。',
  alignment: '释放时不起作用。',
};
const LENGTH = { size: '字节数；向上取整到页。' };
const RANGE = { size: '字节数；没有人检查它是否属于 CMEM。' };
const PROCESS = { process: 'p1 到 p999。' };
const MODULE = { module: '模块：cmemk.ko，可带路径。' };

export const cmemCallsZh = translation(cmemCallsEn, {
  ...docs('insmod', '加载 cmemk，参数如 phys_start=0x83C00000 pools=2x4096。', { ...MODULE }),
  ...docs('modprobe', '加载 cmemk，已加载则什么也不做。', { ...MODULE }),
  ...docs('rmmod', '卸载 cmemk；/dev/cmem 还有打开的文件或映射时不行。', { ...MODULE }),
  ...docs('proc', '此后的调用都由该进程发出；新进程先用 CMEM_init() 打开自己的文件。', {
    ...PROCESS,
    n: '不调用 CMEM_init()。',
  }),
  ...docs('fork', '调用进程的子进程；共享打开的文件，因而也共享其所有权。', { ...PROCESS }),
  ...docs('kill', '结束进程：先拆映射，再关文件，只属于它们的缓冲区随之释放。', { ...PROCESS }),
  ...docs('CMEM_init', '为本进程打开 /dev/cmem 并核对版本；有引用计数。', {}),
  ...docs('CMEM_exit', '与 CMEM_init 次数相同的最后一次才关闭 /dev/cmem；已映射的缓冲区仍在。', {}),
  ...docs('CMEM_getPool', '块 0 中放得下且空闲缓冲区最小的池；-2 表示可用堆。', { ...SIZE }),
  ...docs('CMEM_getPool2', '某块中放得下且空闲缓冲区最小的池；-2 表示可用堆。', {
    ...BLOCK,
    ...SIZE,
  }),
  ...docs('CMEM_allocPool', '从块 0 的一个池取缓冲区。', { ...POOL, ...ALLOC }),
  ...docs('CMEM_allocPool2', '从某块的一个池取缓冲区。', { ...BLOCK, ...POOL, ...ALLOC }),
  ...docs('CMEM_alloc', '从块 0 取缓冲区：最合适的池，或者堆。', { ...SIZE, ...ALLOC }),
  ...docs('CMEM_alloc2', '从某块取缓冲区：最合适的池，或者堆。', { ...BLOCK, ...SIZE, ...ALLOC }),
  ...docs('CMEM_free', '归还缓冲区；最后一个使用者归还后才真正空闲。', {
    ...PTR,
    ...FREE,
    ...OFFSET,
  }),
  ...docs('CMEM_registerAlloc', '登记为别人所分配缓冲区的使用者，并映射它。', {
    ...PHYS,
    ...OFFSET,
  }),
  ...docs('CMEM_unregister', '不再使用缓冲区：与 CMEM_free 相同。', { ...PTR, ...FREE, ...OFFSET }),
  ...docs('CMEM_getPhys', '指针背后的物理地址。', { ...PTR, ...OFFSET }),
  ...docs('CMEM_cacheWb', '写回一段范围的数据缓存。', { ...PTR, ...RANGE }),
  ...docs('CMEM_cacheInv', '使一段范围的数据缓存失效。', { ...PTR, ...RANGE }),
  ...docs('CMEM_cacheWbInv', '写回一段范围的数据缓存并使其失效。', { ...PTR, ...RANGE }),
  ...docs('CMEM_getVersion', '驱动的版本。', {}),
  ...docs('CMEM_getBlock', '块 0 的位置和大小。', {}),
  ...docs('CMEM_getBlockAttrs', '某块的位置和大小。', { ...BLOCK }),
  ...docs('CMEM_getNumBlocks', '建立了几个块。', {}),
  ...docs('CMEM_allocPhys', '从块 0 取缓冲区，只给物理地址，不映射。', { ...SIZE, ...ALLOC }),
  ...docs('CMEM_allocPhys2', '从某块取缓冲区，只给物理地址，不映射。', {
    ...BLOCK,
    ...SIZE,
    ...ALLOC,
  }),
  ...docs('CMEM_allocPoolPhys', '从块 0 的一个池取缓冲区，只给物理地址，不映射。', {
    ...POOL,
    ...ALLOC,
  }),
  ...docs('CMEM_allocPoolPhys2', '从某块的一个池取缓冲区，只给物理地址，不映射。', {
    ...BLOCK,
    ...POOL,
    ...ALLOC,
  }),
  ...docs('CMEM_freePhys', '按物理地址归还缓冲区。', { ...PHYS, ...OFFSET }),
  ...docs('CMEM_map', '按物理地址映射缓冲区或其中一段。', { ...PHYS, ...LENGTH, ...OFFSET }),
  ...docs('CMEM_unmap', '拆除映射。', { ...PTR, ...LENGTH, ...OFFSET }),
  ...docs('CMEM_cacheWbInvAll', '写回整个数据缓存并使其失效。', {}),
  ...docs('open', '绕过库打开 /dev/cmem；得到描述符。', {}),
  ...docs('close', '关闭描述符。', { fd: '描述符。' }),
  ...docs('ioctl', '绕过库直接向驱动发请求。', {
    ...OFFSET,
    request: 'cmem.h 中的名字，或一个数。',
    blockid: '内存块号。',
    poolid: '池号。',
    size: '字节数，用于 ALLOCHEAP 和 GETPOOL。',
    align: '对齐，用于 ALLOCHEAP；0 原样传入。',
    address: '用于 FREE、GETPHYS 和 REGUSER。',
    fd: '描述符；不写则用最近打开的。',
  }),
  ...docs('mmap', '在某个物理地址映射 /dev/cmem；使用最近打开的描述符。', {
    ...PHYS,
    ...LENGTH,
    ...OFFSET,
  }),
  ...docs('munmap', '拆除映射或其中一段。', { ...PTR, ...LENGTH, ...OFFSET }),
  ...docs('peek', '显示进程通过指针读到的字节。', { ...PTR, ...OFFSET, count: '显示的字节数。' }),
  ...docs('poke', '通过指针写一个 32 位字，不管后面属于谁。', {
    ...PTR,
    ...OFFSET,
    value: '要写的字。',
  }),
  ...docs('devmem', '读或写物理内存中的一个字。', {
    address: '物理地址。',
    width: '字的位数：8、16、32 或 64；不写则为 32。',
    value: '要写的字；不写则为读。',
  }),
});
