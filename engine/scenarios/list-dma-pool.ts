/** Scenarios of DMA pools. */
import type { ScenarioEntry } from './entry.ts';

export const dmaPoolScenarios: readonly ScenarioEntry[] = [
  {
    id: 'dma-pool',
    system: 'dma-pool',
    board: 'ssd202',
    group: 'pools',
    keywords: 'dma_pool_alloc dma_pool_free usb descriptor leak 描述符 泄漏 重复释放',
    title: { en: 'Transfer descriptors of a USB host', zh: 'USB 主机的传输描述符' },
    about: {
      en: 'A pool of 96-byte blocks: taken, freed, freed twice, and lost with the page when the pool is destroyed.',
      zh: '96 字节块的池：分配、释放、重复释放，销毁池时连同整页一起泄漏。',
    },
  },
  {
    id: 'dma-pool-63-or-64',
    system: 'dma-pool',
    board: 'ssd202',
    group: 'kernels',
    keywords: 'version off by one boundary 版本 差一',
    title: { en: '63 blocks here, 64 there', zh: '这里 63 块，那里 64 块' },
    about: {
      en: 'Up to Linux 6.3 a block that would end exactly on the end of the page is dropped; from 6.4 on it is not.',
      zh: 'Linux 6.3 及以前，恰好在页末结束的块会被丢弃；从 6.4 起不再丢弃。',
    },
  },
  {
    id: 'dma-pool-freed-twice',
    system: 'dma-pool',
    board: 'ssd202',
    group: 'corruption',
    keywords: 'double free corruption list 内存破坏 踩内存',
    title: { en: 'Freed twice: one block for everybody', zh: '重复释放：一块给所有人' },
    about: {
      en: 'Linux 4.9 does not notice a double free: the free list bites its own tail and hands the same block out for ever.',
      zh: 'Linux 4.9 察觉不到重复释放：空闲链表首尾相咬，永远给出同一块。',
    },
  },
];
