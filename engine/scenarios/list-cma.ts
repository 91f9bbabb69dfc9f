/** Scenarios of Linux’s CMA. */
import type { ScenarioEntry } from './entry.ts';

export const cmaScenarios: readonly ScenarioEntry[] = [
  {
    id: 'cma-alignment-absolute',
    system: 'cma',
    board: 'generic',
    title: {
      en: 'Aligned to the address, not to the region',
      zh: '对齐的是绝对地址，不是区域起点',
    },
    about: {
      en: 'The alignment of a request counts from address 0: in a region that begins at an odd place the first fit is not its beginning.',
      zh: '对齐从地址 0 算起：区域起点不对齐时，第一个合适的位置就不是区域的开头。',
    },
  },
  {
    id: 'cma-atomic-pool',
    system: 'cma',
    board: 'ssd202',
    title: { en: 'When nobody may sleep', zh: '不能睡眠的时候' },
    about: {
      en: 'GFP_ATOMIC cannot use CMA, which may sleep: it is served from a pool that was cut out of CMA at boot.',
      zh: 'GFP_ATOMIC 不能用会睡眠的 CMA：它由启动时从 CMA 切出的池子满足。',
    },
  },
  {
    id: 'cma-available-drift',
    system: 'cma',
    board: 'generic',
    title: { en: 'The count that drifts', zh: '会漂移的计数' },
    about: {
      en: 'In 6.17 available_count moves by the pages asked for while the bitmap moves by whole bits: with order_per_bit > 0 they drift apart.',
      zh: '6.17 的 available_count 按请求的页数变化，位图按整位变化：order_per_bit > 0 时两者会越差越远。',
    },
  },
  {
    id: 'cma-busy-retry',
    system: 'cma',
    board: 'ssd202',
    title: { en: 'One page that cannot be moved', zh: '一个不能移动的页' },
    about: {
      en: 'A pinned page makes the attempt fail with -EBUSY; the search goes on one alignment step further, never back.',
      zh: '一个被钉住的页会让尝试以 -EBUSY 失败；查找向后移动一个对齐步长，绝不回头。',
    },
  },
  {
    id: 'cma-count-zero',
    system: 'cma',
    board: 'ssd202',
    title: { en: 'Zero pages, and too many', zh: '零页与过多的页' },
    about: {
      en: 'A count of 0 and, up to 6.14, one larger than the region come back as NULL without a search; 4.9 prints its debug line and nothing else.',
      zh: '请求 0 页，或（6.14 及以前）请求超过整个区域，都不经查找直接返回 NULL；4.9 只打印一行调试信息。',
    },
  },
  {
    id: 'cma-debugfs',
    system: 'cma',
    board: 'ssd202',
    title: { en: 'Allocating from the shell', zh: '在 shell 里分配' },
    about: {
      en: 'debugfs has files to write to: alloc takes pages, free gives the newest back, in parts where a bit is a page.',
      zh: 'debugfs 有可写的文件：alloc 取页，free 先还最新取得的页；每位一页时可以只还一部分。',
    },
  },
  {
    id: 'cma-errno-4.9',
    system: 'cma',
    board: 'ssd202',
    title: { en: '-12 and -16 in Linux 4.9', zh: 'Linux 4.9 里的 -12 与 -16' },
    about: {
      en: 'Up to 6.14 a full region answers -ENOMEM, and only pages that cannot be moved answer -EBUSY.',
      zh: '6.14 及以前，区域满返回 -ENOMEM；只有遇到不能移动的页才返回 -EBUSY。',
    },
  },
  {
    id: 'cma-errno-6.17',
    system: 'cma',
    board: 'generic',
    title: { en: '-16 for everything in Linux 6.17', zh: 'Linux 6.17 里一律是 -16' },
    about: {
      en: 'From 6.15 on the search begins with -EBUSY: a region that is merely full says -16, never -12.',
      zh: '从 6.15 起，查找的初值就是 -EBUSY：区域只是满了也返回 -16，不再是 -12。',
    },
  },
  {
    id: 'cma-fatal-signal',
    system: 'cma',
    board: 'ssd202',
    title: { en: 'A signal ends the search', zh: '信号会终止查找' },
    about: {
      en: 'Any error but -EBUSY ends the attempt and the call: a fatal signal while pages are moved is not retried.',
      zh: '除 -EBUSY 外，任何错误都会结束这次调用：迁移页面时收到致命信号不会重试。',
    },
  },
  {
    id: 'cma-first-fit',
    system: 'cma',
    board: 'ssd202',
    title: { en: 'The lowest hole wins', zh: '总是取地址最低的空洞' },
    about: {
      en: 'CMA takes the lowest address that fits, from the beginning for every call: there is no "next" cursor.',
      zh: 'CMA 每次都从头找起，取地址最低的合适位置：没有“下一个”游标。',
    },
  },
  {
    id: 'cma-fragmented',
    system: 'cma',
    board: 'ssd202',
    title: { en: 'Plenty free, and a request fails', zh: '空闲很多，请求却失败' },
    about: {
      en: 'Half of the region is free, in holes of eight pages: nine pages in one piece are not there.',
      zh: '区域有一半空闲，但都是 8 页的空洞：连续 9 页是没有的。',
    },
  },
  {
    id: 'cma-lent-pages',
    system: 'cma',
    board: 'ssd202',
    title: { en: 'Pages on loan', zh: '借出的页' },
    about: {
      en: 'Free pages of a region are lent to movable users. The bitmap does not show them, CmaFree does, and they move when CMA wants them.',
      zh: '区域里的空闲页会借给可移动的使用者。位图里看不到，CmaFree 里看得到；CMA 要用时它们会被迁走。',
    },
  },
  {
    id: 'cma-order-per-bit',
    system: 'cma',
    board: 'ssd202',
    title: { en: 'One bit for four pages', zh: '一个位对应四页' },
    about: {
      en: 'With order_per_bit=2 a page takes four, and a release clears whole bits from the one that holds its first page.',
      zh: 'order_per_bit=2 时，一页占四页；释放时从首页所在的位起按整位清除。',
    },
  },
  {
    id: 'cma-region-rounding',
    system: 'cma',
    board: 'ssd202',
    title: { en: 'cma=2M becomes 32 MiB', zh: 'cma=2M 变成 32 MiB' },
    about: {
      en: 'A region is rounded up to the largest block of the page allocator: 2 MiB on one board, 32 MiB on another.',
      zh: '区域大小向上取整到页分配器的最大块：有的板子是 2 MiB，有的是 32 MiB。',
    },
  },
  {
    id: 'cma-release-parts',
    system: 'cma',
    board: 'ssd202',
    title: { en: 'Nobody remembers who took what', zh: '没有人记得谁拿了什么' },
    about: {
      en: 'cma_release takes any pages of the region: a part of a buffer, or pages that were free already.',
      zh: 'cma_release 接受区域内的任何页：缓冲区的一部分，甚至本来就空闲的页。',
    },
  },
  {
    id: 'cma-second-region',
    system: 'cma',
    board: 'generic',
    title: { en: 'A region of its own', zh: '自己的区域' },
    about: {
      en: 'cma_declare_contiguous makes another region: misaligned bases are refused, a name is looked up, the default stays where it was.',
      zh: 'cma_declare_contiguous 再建一个区域：基址不对齐会被拒绝，按名字使用，默认区域不变。',
    },
  },
  {
    id: 'cma-single-page',
    system: 'cma',
    board: 'generic',
    title: {
      en: 'Single pages: ARM asks CMA, arm64 does not',
      zh: '单页请求：ARM 走 CMA，arm64 不走',
    },
    about: {
      en: '32-bit ARM takes even one page from CMA and a refusal is final, in 4.9 as in 6.17; arm64 takes single pages, and what CMA refuses, from the page allocator.',
      zh: '32 位 ARM 连单页也从 CMA 分配，被拒绝即为失败，4.9 与 6.17 皆然；arm64 的单页以及 CMA 拒绝的请求由页分配器满足。',
    },
  },
  {
    id: 'cma-workload',
    system: 'cma',
    board: 'generic',
    title: { en: 'A night of running', zh: '运行一整夜' },
    about: {
      en: 'Twenty thousand seeded requests and releases age a region of 256 MiB: most of what is free is no longer in one piece.',
      zh: '两万次按种子生成的请求与释放让 256 MiB 的区域老化：空闲的大部分已不再连续。',
    },
  },
  {
    id: 'imx6-gstreamer',
    system: 'cma',
    board: 'imx6',
    title: { en: 'Eleven requests of a video pipeline', zh: '视频流水线的十一次请求' },
    about: {
      en: 'A real i.MX6 log: 7.45 MiB asked for; with alignment up to order 8 they span 10.70 MiB, 30 % of it holes.',
      zh: '真实 i.MX6 日志：共请求 7.45 MiB；对齐上限为 8 阶时跨越 10.70 MiB，其中 30% 是空洞。',
    },
  },
  {
    id: 'imx6-gstreamer-align4',
    system: 'cma',
    board: 'imx6',
    title: {
      en: 'The eleven requests, CONFIG_CMA_ALIGNMENT=4',
      zh: '十一次请求，CONFIG_CMA_ALIGNMENT=4',
    },
    about: {
      en: 'A real i.MX6 log: 7.45 MiB asked for; with alignment up to order 4 they span 7.88 MiB, 6 % of it holes.',
      zh: '真实 i.MX6 日志：共请求 7.45 MiB；对齐上限为 4 阶时跨越 7.88 MiB，其中 6% 是空洞。',
    },
  },
  {
    id: 'imx6-gstreamer-align6',
    system: 'cma',
    board: 'imx6',
    title: {
      en: 'The eleven requests, CONFIG_CMA_ALIGNMENT=6',
      zh: '十一次请求，CONFIG_CMA_ALIGNMENT=6',
    },
    about: {
      en: 'A real i.MX6 log: 7.45 MiB asked for; with alignment up to order 6 they span 8.70 MiB, 14 % of it holes.',
      zh: '真实 i.MX6 日志：共请求 7.45 MiB；对齐上限为 6 阶时跨越 8.70 MiB，其中 14% 是空洞。',
    },
  },
];
