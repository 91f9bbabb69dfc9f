/** What scenarios are about, in the order in which they are listed: what most people come for is first. */
import type { Said } from './comments.ts';

export const GROUPS = {
  fragmentation: {
    en: 'Fragmentation, and why requests fail',
    zh: '碎片化：请求为什么失败',
  },
  placement: { en: 'Where a block lands: first fit, alignment', zh: '落在哪里：首次适应与对齐' },
  waste: { en: 'Rounding and waste', zh: '取整与浪费' },
  lent: { en: 'Lent and pinned pages', zh: '借出的页与被钉住的页' },
  regions: { en: 'Regions: several, at boot, where they lie', zh: '区域：多个、启动时、位置' },
  pools: { en: 'Pools and heaps', zh: '池与堆' },
  boards: { en: 'Sessions of real boards', zh: '真实开发板的会话' },
  release: { en: 'Giving back, sharing, keeping', zh: '归还、共享与保留' },
  corruption: { en: 'Corruption and misuse', zh: '内存破坏与误用' },
  kernels: { en: 'What differs between kernels', zh: '内核版本之间的差异' },
  curiosities: { en: 'Curiosities of the interfaces', zh: '接口的怪癖' },
} as const satisfies Readonly<Record<string, Said>>;

export type GroupId = keyof typeof GROUPS;
export const GROUP_IDS = Object.keys(GROUPS) as readonly GroupId[];
