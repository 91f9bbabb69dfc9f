/** The words of the planner of pools and of the keys of the racks. */
import { grouped, sizeText } from '../sizes.ts';
import { many } from './counting.ts';
import type { Dictionary } from './strings.ts';

const buffersEn = (n: number): string => many(n, 'buffer', 'buffers');
const bytesOf = (n: number): string => `${grouped(n)} B`;

export const plan = {
  'keys.group.racks': { en: 'Racks of CMEM', zh: 'CMEM 缓冲池' },
  'kkey.step': { en: 'to the next buffer of the rack', zh: '到同一池的下一个缓冲区' },
  'kkey.rack': { en: 'to the next pool, last the heap', zh: '到下一个池，最后是堆' },
  'kkey.busy': { en: 'to the next buffer that is held', zh: '到下一个已用缓冲区' },
  'kkey.ends': { en: 'to the ends of the rack', zh: '到该池两端' },
  'kkey.lanes': { en: 'to the first pool, to the heap', zh: '到第一个池、到堆' },
  'kkey.choose': { en: 'choose what is there', zh: '选中该处' },
  'kkey.free': { en: 'free the chosen buffer', zh: '释放选中的缓冲区' },

  'plan.title': { en: 'Plan pools', zh: '规划缓冲池' },
  'plan.fact': {
    en: 'Say which buffers are needed at the same time; the planner proposes the pools that waste least.',
    zh: '写下同时需要的缓冲区，规划器给出浪费最少的池配置。',
  },
  'plan.needs': { en: 'Buffers: name, size, count', zh: '缓冲区：名称 大小 数量' },
  'plan.example': { en: 'frame 829440 4', zh: 'frame 829440 4' },
  'plan.peak': { en: 'What this session held at its peak', zh: '取本次会话的峰值' },
  'plan.peak.none': {
    en: 'This session has held no pool buffer yet.',
    zh: '本次会话还没有占用过池缓冲区。',
  },
  'plan.block': { en: 'Block', zh: '内存块' },
  'plan.start': { en: 'phys_start', zh: 'phys_start' },
  'plan.end': { en: 'phys_end', zh: 'phys_end' },
  'plan.heap': { en: 'Heap wanted', zh: '需要的堆' },
  'plan.ram': { en: 'All RAM', zh: '全部内存' },
  'plan.version': { en: 'Driver', zh: '驱动版本' },
  'plan.auto': { en: 'smallest at the top', zh: '顶端最小' },
  'plan.bad.number': {
    en: 'Not a size: 64M, 0x4000000 or bytes.',
    zh: '不是有效的大小，请写 64M、0x4000000 或字节数。',
  },
  'plan.wrong': {
    en: (line: number, text: string, why: string) => `Line ${line}, “${text}”: ${why}`,
    zh: (line: number, text: string, why: string) => `第 ${line} 行“${text}”：${why}`,
  },
  'plan.wrong.no-size': { en: 'no size in it', zh: '没有大小' },
  'plan.wrong.size': { en: 'the size is not one', zh: '大小无效' },
  'plan.wrong.count': { en: 'the count is not one', zh: '数量无效' },
  'plan.wrong.too-much': { en: 'more than any driver takes', zh: '超出驱动的上限' },
  'plan.proposed': { en: 'Proposed', zh: '建议' },
  'plan.present': { en: 'Present', zh: '当前' },
  'plan.pool': { en: 'pool', zh: '池' },
  'plan.used': { en: 'used', zh: '使用' },
  'plan.rounding': { en: 'rounding', zh: '取整' },
  'plan.oversize': { en: 'too large', zh: '过大' },
  'plan.idle': { en: 'idle', zh: '闲置' },
  'plan.total': { en: 'all', zh: '合计' },
  'plan.unserved': {
    en: (count: number, size: number) =>
      `${buffersEn(count)} of ${bytesOf(size)} would get nothing`,
    zh: (count: number, size: number) => `${grouped(count)} 个 ${bytesOf(size)} 的缓冲区得不到满足`,
  },
  'plan.saves': {
    en: (bytes: number) => `The proposal wastes ${sizeText(bytes)} less.`,
    zh: (bytes: number) => `建议的配置少浪费 ${sizeText(bytes)}。`,
  },
  'plan.same': { en: 'The present line wastes no more.', zh: '当前的配置并不多浪费。' },
  'plan.line': { en: 'Load it with', zh: '加载命令' },
  'plan.mem': {
    en: 'Linux must be kept out of it, in the bootargs:',
    zh: '在 bootargs 中让 Linux 不使用它：',
  },
  'plan.mem.none': {
    en: 'The block does not lie above Linux: no mem= keeps Linux out of it.',
    zh: '该块不在 Linux 内存之上，无法用 mem= 让出。',
  },
  'plan.rest': {
    en: (bytes: number) => `${sizeText(bytes)} of the block are left for the heap.`,
    zh: (bytes: number) => `块中剩余 ${sizeText(bytes)} 作堆。`,
  },
  'plan.rest.none': {
    en: 'Nothing of the block is left for a heap.',
    zh: '块中没有剩余空间作堆。',
  },
  'plan.type': { en: 'Type this line', zh: '填入控制台' },
  'plan.copy': { en: (what: string) => `Copy ${what}`, zh: (what: string) => `复制 ${what}` },
  'plan.copied': { en: 'Copied', zh: '已复制' },
  'plan.copyFailed': { en: 'The browser did not allow copying', zh: '浏览器不允许复制' },
  'plan.nothing': { en: 'Type at least one buffer.', zh: '请至少写一个缓冲区。' },
  'plan.problem.too small': {
    en: (missing: number) => `The block is too small: ${sizeText(missing)} more are needed.`,
    zh: (missing: number) => `内存块太小：还差 ${sizeText(missing)}。`,
  },
  'plan.problem.overlaps Linux': {
    en: (from: string, to: string) => `Linux uses ${from} to ${to} of it: change mem= first.`,
    zh: (from: string, to: string) => `其中 ${from} 至 ${to} 正被 Linux 使用：请先修改 mem=。`,
  },
  'plan.problem.outside RAM': {
    en: (from: string, to: string) => `There is no memory from ${from} to ${to}.`,
    zh: (from: string, to: string) => `${from} 至 ${to} 没有内存。`,
  },
  'plan.problem.bad block': {
    en: (from: string, to: string) =>
      `${from} to ${to} is no block: it must start above 0, end after its start, and lie on pages.`,
    zh: (from: string, to: string) =>
      `${from} 至 ${to} 不是有效的块：起点须大于 0，终点须在其后，并按页对齐。`,
  },
} as const satisfies Dictionary;
