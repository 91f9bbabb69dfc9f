/** The words of what DMA pools teach: why so many blocks a page, and other kernels; and of their keys. */
import { grouped } from '../sizes.ts';
import { inWords, many } from './counting.ts';
import type { Dictionary } from './strings.ts';

const bytesOf = (n: number): string => `${grouped(n)} B`;
const blocksEn = (n: number): string => many(n, 'block', 'blocks');

export const poolLessons = {
  'pool.why.plain': {
    en: (allocation: number, blocks: number, size: number) =>
      `A page of ${bytesOf(allocation)} holds ${blocksEn(blocks)} of ${bytesOf(size)}`,
    zh: (allocation: number, blocks: number, size: number) =>
      `${bytesOf(allocation)} 的页分成 ${grouped(blocks)} 块，每块 ${bytesOf(size)}`,
  },
  'pool.why.all': { en: ' and nothing is left over.', zh: '，没有剩余。' },
  'pool.why.end': { en: '.', zh: '。' },
  'pool.why.left': {
    en: (bytes: number) => `; ${bytesOf(bytes)} are left over.`,
    zh: (bytes: number) => `，剩余 ${bytesOf(bytes)}。`,
  },
  'pool.why.rounded': {
    en: (asked: number, size: number, align: number) =>
      ` ${bytesOf(asked)} were asked for; the alignment of ${grouped(align)} and the room for a link make ${bytesOf(size)} of it.`,
    zh: (asked: number, size: number, align: number) =>
      `请求的是 ${bytesOf(asked)}，按 ${grouped(align)} 对齐并留出链接的位置后为 ${bytesOf(size)}。`,
  },
  'pool.why.lost': {
    en: (lost: number, held: number) =>
      ` It has room for ${inWords(held)}, but a block that would end exactly on a boundary is dropped: ${inWords(lost)} ${lost === 1 ? 'is' : 'are'} lost.`,
    zh: (lost: number, held: number) =>
      `本可容纳 ${grouped(held)} 块，但恰好止于边界的块会被丢掉，因此丢失 ${grouped(lost)} 块。`,
  },
  'pool.why.boundary': {
    en: (boundary: number) => ` No block crosses a multiple of ${grouped(boundary)}.`,
    zh: (boundary: number) => `没有块跨过 ${grouped(boundary)} 的倍数。`,
  },
  'pool.why.overrun': {
    en: (overrun: number) =>
      ` The boundary lies beyond the page, so nothing stops the last block: it runs ${bytesOf(overrun)} past the end.`,
    zh: (overrun: number) => `边界在页外，末块因此不受限制，越过页尾 ${bytesOf(overrun)}。`,
  },
  'pool.other.open': { en: 'In other kernels', zh: '在其他内核中' },
  'pool.other.close': { en: 'Hide other kernels', zh: '收起其他内核' },
  'pool.other.caption': {
    en: 'The same dma_pool_create in the generations of the kernel',
    zh: '同一个 dma_pool_create 在各代内核中',
  },
  'pool.other.kernel': { en: 'kernel', zh: '内核' },
  'pool.other.blocks': { en: 'blocks a page', zh: '每页块数' },
  'pool.other.size': { en: 'block', zh: '块长' },
  'pool.other.lost': { en: 'lost', zh: '丢失' },
  'pool.other.wasted': { en: 'wasted a page', zh: '每页浪费' },
  'pool.other.before': { en: 'before the first boundary', zh: '首个边界之前' },
  'pool.other.overrun': { en: 'past the page', zh: '越过页尾' },
  'pool.other.bitmap': { en: 'up to 2.6.23: bitmap', zh: '2.6.23 及以前：位图' },
  'pool.other.list': { en: '2.6.24 to 6.3: list in a page', zh: '2.6.24 至 6.3：页内链表' },
  'pool.other.stack': { en: '6.4 and later: one stack', zh: '6.4 及以后：全池一个栈' },
  'pool.other.here': { en: 'this board', zh: '本板' },
  'pool.other.refused': { en: 'NULL: the arguments are refused', zh: 'NULL：参数被拒绝' },
  'pool.other.boot': { en: 'Boot with it', zh: '以此启动' },
  'pool.other.replay': {
    en: (lines: number) => `and run the same ${many(lines, 'line', 'lines')}`,
    zh: (lines: number) => `并重放同样的 ${grouped(lines)} 行`,
  },

  'keys.group.pools': { en: 'Strips of DMA pools', zh: 'DMA 池' },
  'pkey.step': { en: 'to the next block', zh: '到下一块' },
  'pkey.page': { en: 'to the next page', zh: '到下一页' },
  'pkey.further': { en: 'by eight pages', zh: '一次移动八页' },
  'pkey.used': { en: 'to the next block in use', zh: '到下一个在用块' },
  'pkey.pool': { en: 'to the next pool', zh: '到另一个池' },
  'pkey.ends': { en: 'to the ends of the page', zh: '到该页两端' },
  'pkey.pages': { en: 'to the first, last page', zh: '到首页、末页' },
  'pkey.choose': { en: 'choose what is there', zh: '选中该处' },
  'pkey.free': { en: 'free the chosen block', zh: '释放选中的块' },
  'pkey.leave': { en: 'from a block to its page', zh: '从块回到所在的页' },
} as const satisfies Dictionary;
