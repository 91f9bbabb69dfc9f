/** Scenarios of TI’s CMEM. */
import type { ScenarioEntry } from './entry.ts';

export const cmemScenarios: readonly ScenarioEntry[] = [
  {
    id: 'dm365-cmem',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'Two processes on a DM365', zh: 'DM365 上的两个进程' },
    about: {
      en: 'TI’s line with its comma, the same with a blank, then two processes that take, share and lose buffers.',
      zh: '先是 TI 文档里带逗号的那一行，再换成空格；然后两个进程分配、共享、失去缓冲区。',
    },
  },
  {
    id: 'cmem-align-virtual',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'Aligned, but not physically', zh: '对齐了，但不是物理对齐' },
    about: {
      en: 'CMEM 2.x aligns the kernel’s virtual address: in a block that begins at an odd place the physical address is not aligned.',
      zh: 'CMEM 2.x 对齐的是内核虚拟地址：块的起点不整齐时，物理地址并没有对齐。',
    },
  },
  {
    id: 'cmem-comma',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'A comma where a blank belongs', zh: '该用空格的地方写了逗号' },
    about: {
      en: 'insmod splits at blanks: with a comma phys_end becomes part of phys_start, and 2.x says that both must be given.',
      zh: 'insmod 按空格分参数：写成逗号时，phys_end 就成了 phys_start 的一部分，2.x 会说两者都要给出。',
    },
  },
  {
    id: 'cmem-devmem-loop',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'Two writes and the kernel hangs', zh: '写两个字，内核就挂了' },
    about: {
      en: 'A free chunk whose pointer leads back to itself is a list without an end.',
      zh: '一个空闲块的指针指回自己，链表就没有尽头。',
    },
  },
  {
    id: 'cmem-exit',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'A mapping keeps everything', zh: '映射还在，什么都不会还' },
    about: {
      en: 'CMEM_exit() closes the device, but every mapping holds the open file: nothing is freed before the process unmaps or dies.',
      zh: 'CMEM_exit() 关闭设备，但每个映射都持有打开的文件：进程解除映射或结束之前什么都不释放。',
    },
  },
  {
    id: 'cmem-fallback',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'When the pools are empty', zh: '池空了以后' },
    about: {
      en: 'useHeapIfPoolUnavailable=1 lets a request that no pool can serve go to the heap; a caller of CMEM_getPool sees -2.',
      zh: 'useHeapIfPoolUnavailable=1 让池满足不了的请求改用堆；CMEM_getPool 的调用者会看到 -2。',
    },
  },
  {
    id: 'cmem-generic-4.20',
    system: 'cmem',
    board: 'generic',
    title: { en: 'CMEM on a 64-bit board', zh: '64 位板子上的 CMEM' },
    about: {
      en: 'CMEM 4.20 on arm64: a block behind the memory of Linux, physical addresses beyond 4 GiB, four blocks, cma=0.',
      zh: 'arm64 上的 CMEM 4.20：块放在 Linux 内存之后，物理地址超过 4 GiB，最多四个块。',
    },
  },
  {
    id: 'cmem-getphys-hole',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'The address of a buffer that is gone', zh: '已经不在的缓冲区的地址' },
    about: {
      en: 'The driver takes the next mapping above a pointer without asking whether the pointer lies in it: a freed buffer still has an address.',
      zh: '驱动取指针之上最近的映射，却不问指针是否在其中：已释放的缓冲区仍然“有”地址。',
    },
  },
  {
    id: 'cmem-heap',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'A heap without headers', zh: '没有头部的堆' },
    about: {
      en: 'The heap cuts from the low end of the first chunk that fits, in pages, and merges with its neighbours when a buffer comes back.',
      zh: '堆从第一个放得下的空闲块的低端按页切；缓冲区还回来时与相邻空闲块合并。',
    },
  },
  {
    id: 'cmem-heap-zero',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'The endless loop of a size of 0', zh: '大小为 0 引出的死循环' },
    about: {
      en: 'A heap request of 0 bytes takes nothing and is freed at an address that is on the list: the next request walks in a circle for ever.',
      zh: '向堆请求 0 字节不占用空间，释放时却把已在链表里的地址再插一次：下一次请求会永远绕圈。',
    },
  },
  {
    id: 'cmem-layout',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'Pools from the top, the heap below', zh: '池从顶端往下排，堆在下面' },
    about: {
      en: 'The pools of a block are cut from its top downwards, every buffer rounded to a page; what is left at the bottom is the heap.',
      zh: '块里的池从顶端往下切，每个缓冲区向上取整到页；底部剩下的就是堆。',
    },
  },
  {
    id: 'cmem-lifo',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'The last one freed is the next one given', zh: '最后释放的最先再用' },
    about: {
      en: 'A pool gives out its buffers in order, and then always the one that came back last.',
      zh: '池先按顺序给出缓冲区，之后总是给最后还回来的那个。',
    },
  },
  {
    id: 'cmem-mmap',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'A mapping that is longer than its buffer', zh: '比缓冲区还长的映射' },
    about: {
      en: 'CMEM 2.x checks only that a mapping begins at a busy buffer: a longer one shows the neighbours. 4.x wants it inside one buffer.',
      zh: 'CMEM 2.x 只检查映射从忙的缓冲区开始：更长的映射会露出邻居。4.x 要求整个映射在一个缓冲区之内。',
    },
  },
  {
    id: 'cmem-next-larger',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'The next larger pool, however large', zh: '下一个更大的池，不管有多大' },
    about: {
      en: 'A request goes to the smallest pool that fits and still has a buffer: the second 50 KB take 100 KB, the third take 4 MB.',
      zh: '请求落到放得下且还有空闲的最小的池：第二个 50 KB 占用 100 KB，第三个占用 4 MB。',
    },
  },
  {
    id: 'cmem-not-registered',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'Somebody else’s buffer', zh: '别人的缓冲区' },
    about: {
      en: 'Only who is registered may free a buffer, by its exact address; a second free is refused until the buffer is somebody’s again.',
      zh: '只有登记过的使用者才能释放，而且要用精确地址；重复释放会被拒绝，直到它又被别人拿到。',
    },
  },
  {
    id: 'cmem-pool-syntax',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'What a pool may look like', zh: '池的写法' },
    about: {
      en: 'NxSIZE in decimal with a small x: a capital X or a missing one is refused without a word, hexadecimal reads as zero buffers.',
      zh: '写法是 NxSIZE，十进制、小写 x：大写 X 或缺少 x 会被无声拒绝，十六进制会被读成零个缓冲区。',
    },
  },
  {
    id: 'cmem-two-blocks',
    system: 'cmem',
    board: 'dm6446',
    title: { en: 'Two blocks', zh: '两个块' },
    about: {
      en: 'A second block has its own pools and heap and its own functions; calls without a number mean block 0.',
      zh: '第二个块有自己的池、堆和带编号的函数；不带编号的调用指块 0。',
    },
  },
  {
    id: 'cmem-two-users',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'A buffer with two users', zh: '两个使用者的缓冲区' },
    about: {
      en: 'A second process registers a buffer by its physical address; it is free only when both have given it back.',
      zh: '第二个进程按物理地址登记同一缓冲区；两边都还了才真正空闲。',
    },
  },
  {
    id: 'cmem-where',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'Where a block may lie', zh: '块可以放在哪里' },
    about: {
      en: 'A block may not begin in the memory that Linux has, may not begin at 0 and must end behind its beginning; every refusal has its own error.',
      zh: '块不能从 Linux 的内存里开始，不能从 0 开始，结束要在开始之后；每种拒绝有各自的错误码。',
    },
  },
  {
    id: 'cmem-write-after-free',
    system: 'cmem',
    board: 'dm365',
    title: { en: 'Writing to what was freed', zh: '写已经释放的内存' },
    about: {
      en: 'The list of free chunks lies in the free memory itself: who writes to a freed buffer writes over the list.',
      zh: '空闲链表就存在空闲内存里：写已释放的缓冲区，就是在改写链表。',
    },
  },
];
