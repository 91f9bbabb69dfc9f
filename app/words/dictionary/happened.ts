/** What can happen inside an operation, one sentence an event. */
import { addressText as at, pfnText as pfn } from '../format.ts';
import { grouped, sizeText } from '../sizes.ts';
import { many, pagesEn, pagesZh } from './counting.ts';
import type { Dictionary } from './strings.ts';

const bytes = (n: number): string => `${grouped(n)} B`;

export const happened = {
  'step.scan.taken': {
    en: (from: number, count: number, taken: number) =>
      `pfn ${pfn(from)}: ${pagesEn(count)} asked, page ${pfn(taken)} is taken; go on after it`,
    zh: (from: number, count: number, taken: number) =>
      `pfn ${pfn(from)}：需要 ${pagesZh(count)}，页 ${pfn(taken)} 已占用；从其后继续`,
  },
  'step.scan.aligned': {
    en: (free: number, from: number, count: number, taken: number) =>
      `pfn ${pfn(free)} is free, the next boundary is ${pfn(from)}: of the ${pagesEn(count)} from there page ${pfn(taken)} is taken; go on after it`,
    zh: (free: number, from: number, count: number, taken: number) =>
      `pfn ${pfn(free)} 空闲，向上对齐到 ${pfn(from)}：其后 ${pagesZh(count)} 中页 ${pfn(taken)} 已占用；从其后继续`,
  },
  'step.scan.end': {
    en: (from: number, count: number, end: number) =>
      `pfn ${pfn(from)}: ${pagesEn(count)} asked, the region ends at ${pfn(end)}; there is nothing more to look at`,
    zh: (from: number, count: number, end: number) =>
      `pfn ${pfn(from)}：需要 ${pagesZh(count)}，而区域在 ${pfn(end)} 结束；再无可查之处`,
  },
  'step.passed': {
    en: (from: number, to: number | undefined) =>
      `from pfn ${pfn(from)} the search goes on ${to === undefined ? 'to the end of the region' : `to ${pfn(to)}`}; these windows are not listed`,
    zh: (from: number, to: number | undefined) =>
      `从 pfn ${pfn(from)} 起继续搜索到${to === undefined ? '区域末尾' : ` ${pfn(to)}`}；这些窗口未列出`,
  },
  'step.attempt': {
    en: (from: number, count: number) =>
      `window at pfn ${pfn(from)} fits: no bit of its ${pagesEn(count)} is set; they are tried`,
    zh: (from: number, count: number) =>
      `pfn ${pfn(from)} 处的窗口合适：${pagesZh(count)}的位全为 0；尝试占用`,
  },
  'step.attempt.aligned': {
    en: (free: number, from: number, count: number) =>
      `pfn ${pfn(free)} is free, the next boundary is ${pfn(from)}: no bit of the ${pagesEn(count)} from there is set; they are tried`,
    zh: (free: number, from: number, count: number) =>
      `pfn ${pfn(free)} 空闲，向上对齐到 ${pfn(from)}：其后 ${pagesZh(count)}的位全为 0；尝试占用`,
  },
  'step.busy': {
    en: (page: number) => `page ${pfn(page)} is pinned or busy: EBUSY, next window`,
    zh: (page: number) => `页 ${pfn(page)} 被钉住或正忙：EBUSY，换下一个窗口`,
  },
  'step.fatal': {
    en: (page: number, errno: string) => `page ${pfn(page)}: ${errno}; the search ends here`,
    zh: (page: number, errno: string) => `页 ${pfn(page)}：${errno}；搜索到此结束`,
  },
  'step.migrated': {
    en: (from: number, count: number) =>
      `${pagesEn(count)} from pfn ${pfn(from)} on ${count === 1 ? 'is' : 'are'} lent: what is in ${count === 1 ? 'it' : 'them'} moves elsewhere`,
    zh: (from: number, count: number) =>
      `从 pfn ${pfn(from)} 起的 ${pagesZh(count)}已借出：其内容迁移到别处`,
  },
  'step.claimed': {
    en: (from: number, count: number) => `${pagesEn(count)} from pfn ${pfn(from)} on are claimed`,
    zh: (from: number, count: number) => `占用从 pfn ${pfn(from)} 起的 ${pagesZh(count)}`,
  },
  'step.released': {
    en: (from: number, count: number) =>
      `${pagesEn(count)} from pfn ${pfn(from)} on are given back`,
    zh: (from: number, count: number) => `归还从 pfn ${pfn(from)} 起的 ${pagesZh(count)}`,
  },
  'step.slept': {
    en: (ms: number) => `sleep for ${grouped(ms)} ms, then ask again`,
    zh: (ms: number) => `休眠 ${grouped(ms)} ms 后重试`,
  },

  'step.syscall': {
    en: (call: string, ret: string) => `${call} returns ${ret}`,
    zh: (call: string, ret: string) => `${call} 返回 ${ret}`,
  },
  'step.pool.too small': {
    en: (pool: number, size: number, asked: number) =>
      `pool ${pool}: buffers of ${bytes(size)} are too small for ${bytes(asked)}`,
    zh: (pool: number, size: number, asked: number) =>
      `池 ${pool}：缓冲区 ${bytes(size)}，放不下 ${bytes(asked)}`,
  },
  'step.pool.empty': {
    en: (pool: number, size: number, asked: number) =>
      `pool ${pool}: buffers of ${bytes(size)} would hold ${bytes(asked)}, but none is free`,
    zh: (pool: number, size: number, asked: number) =>
      `池 ${pool}：缓冲区 ${bytes(size)} 放得下 ${bytes(asked)}，但没有空闲的`,
  },
  'step.pool.not better': {
    en: (pool: number, size: number, asked: number) =>
      `pool ${pool}: buffers of ${bytes(size)} waste no less on ${bytes(asked)} than the best so far`,
    zh: (pool: number, size: number, asked: number) =>
      `池 ${pool}：缓冲区 ${bytes(size)} 用于 ${bytes(asked)}，浪费不比目前最佳的少`,
  },
  'step.pool.best': {
    en: (pool: number, size: number, asked: number) =>
      `pool ${pool}: buffers of ${bytes(size)} fit ${bytes(asked)} best so far`,
    zh: (pool: number, size: number, asked: number) =>
      `池 ${pool}：缓冲区 ${bytes(size)} 目前最适合 ${bytes(asked)}`,
  },
  'step.taken': {
    en: (pool: number, id: number, phys: number) =>
      `buffer ${id} of pool ${pool} at ${at(phys)} leaves the free list`,
    zh: (pool: number, id: number, phys: number) =>
      `池 ${pool} 的缓冲区 ${id}（${at(phys)}）离开空闲链表`,
  },
  'step.head': {
    en: (pool: number, id: number | undefined) =>
      id === undefined
        ? `the free list of pool ${pool} is empty now`
        : `the free list of pool ${pool} begins with buffer ${id} now`,
    zh: (pool: number, id: number | undefined) =>
      id === undefined ? `池 ${pool} 的空闲链表已空` : `池 ${pool} 的空闲链表现以缓冲区 ${id} 开头`,
  },
  'step.served': {
    en: (asked: number, size: number, rounding: number, unused: number) =>
      `${bytes(asked)} were asked for and ${bytes(size)} given: ${bytes(rounding)} are page rounding, ${bytes(unused)} nobody uses`,
    zh: (asked: number, size: number, rounding: number, unused: number) =>
      `请求 ${bytes(asked)}，得到 ${bytes(size)}：页取整 ${bytes(rounding)}，闲置 ${bytes(unused)}`,
  },
  'step.chunk.dry': { en: 'only asked, nothing is taken: ', zh: '只询问，不占用：' },
  'step.chunk.too small': {
    en: (phys: number, size: number, wanted: number) =>
      `free chunk at ${at(phys)}, ${sizeText(size)}: too small for ${sizeText(wanted)}; on to the next`,
    zh: (phys: number, size: number, wanted: number) =>
      `空闲块 ${at(phys)}，${sizeText(size)}：不足 ${sizeText(wanted)}；看下一块`,
  },
  'step.chunk.misaligned': {
    en: (phys: number, size: number, wanted: number, skipped: number) =>
      `free chunk at ${at(phys)}, ${sizeText(size)}: the aligned address lies ${sizeText(skipped)} in, and after it there is no room for ${sizeText(wanted)}; on to the next`,
    zh: (phys: number, size: number, wanted: number, skipped: number) =>
      `空闲块 ${at(phys)}，${sizeText(size)}：对齐地址在 ${sizeText(skipped)} 之后，其后放不下 ${sizeText(wanted)}；看下一块`,
  },
  'step.chunk.fits': {
    en: (phys: number, size: number, wanted: number) =>
      `free chunk at ${at(phys)}, ${sizeText(size)}: the first that holds ${sizeText(wanted)}`,
    zh: (phys: number, size: number, wanted: number) =>
      `空闲块 ${at(phys)}，${sizeText(size)}：第一个放得下 ${sizeText(wanted)} 的块`,
  },
  'step.chunks': {
    en: (phys: number) => `from ${at(phys)} the walk goes on; these chunks are not listed`,
    zh: (phys: number) => `从 ${at(phys)} 起继续遍历；这些块未列出`,
  },
  'step.cut': {
    en: (phys: number, size: number, chunk: number, before: number, after: number) =>
      `${sizeText(size)} at ${at(phys)} are cut out of the chunk at ${at(chunk)}: ${sizeText(before)} stay free before, ${sizeText(after)} after`,
    zh: (phys: number, size: number, chunk: number, before: number, after: number) =>
      `从块 ${at(chunk)} 中切出 ${at(phys)} 处的 ${sizeText(size)}：前面剩 ${sizeText(before)}，后面剩 ${sizeText(after)}`,
  },
  'step.linked': {
    en: (phys: number, size: number, below: number | undefined, above: number | undefined) =>
      `${sizeText(size)} at ${at(phys)} go into the list, ${below === undefined ? 'as its first chunk' : `after ${at(below)}`}${above === undefined ? ', and nothing follows' : `, before ${at(above)}`}`,
    zh: (phys: number, size: number, below: number | undefined, above: number | undefined) =>
      `${at(phys)} 处的 ${sizeText(size)} 进入链表：${below === undefined ? '成为第一块' : `在 ${at(below)} 之后`}，${above === undefined ? '后面没有块' : `在 ${at(above)} 之前`}`,
  },
  'step.merged.above': {
    en: (other: number, phys: number, size: number) =>
      `it touches the chunk above, at ${at(other)}: one chunk of ${sizeText(size)} from ${at(phys)} on`,
    zh: (other: number, phys: number, size: number) =>
      `与上方的块 ${at(other)} 相邻，合并：从 ${at(phys)} 起 ${sizeText(size)}`,
  },
  'step.merged.below': {
    en: (other: number, phys: number, size: number) =>
      `it touches the end of the chunk below, at ${at(other)}: one chunk of ${sizeText(size)} from ${at(phys)} on`,
    zh: (other: number, phys: number, size: number) =>
      `与下方的块 ${at(other)} 的末端相邻，合并：从 ${at(phys)} 起 ${sizeText(size)}`,
  },
  'step.unregistered': {
    en: (phys: number, users: number) =>
      `${at(phys)} stays busy: ${many(users, 'user is', 'users are')} left`,
    zh: (phys: number, users: number) => `${at(phys)} 仍被占用：还有 ${grouped(users)} 个使用者`,
  },
  'step.freed': {
    en: (phys: number, size: number) => `${sizeText(size)} at ${at(phys)} are free`,
    zh: (phys: number, size: number) => `${at(phys)} 处的 ${sizeText(size)} 已空闲`,
  },

  'step.pool-page': {
    en: (phys: number, size: number, blocks: number, lost: number) =>
      `no block is free: ${sizeText(size)} at ${at(phys)} become a page of ${grouped(blocks)} blocks${lost > 0 ? `, ${grouped(lost)} lost` : ''}`,
    zh: (phys: number, size: number, blocks: number, lost: number) =>
      `没有空闲块：${at(phys)} 处的 ${sizeText(size)} 成为一页，共 ${grouped(blocks)} 块${lost > 0 ? `，损失 ${grouped(lost)} 块` : ''}`,
  },
  'step.pool-chosen': {
    en: (phys: number, full: number) =>
      `page ${at(phys)} is the first in the list with a free block${full > 0 ? `; ${many(full, 'newer page is', 'newer pages are')} full` : ''}`,
    zh: (phys: number, full: number) =>
      `页 ${at(phys)} 是链表中第一个有空闲块的页${full > 0 ? `；${grouped(full)} 个较新的页已满` : ''}`,
  },
  'step.pool-taken': {
    en: (phys: number, slot: number | undefined, twice: boolean) =>
      `${slot === undefined ? 'what is' : `block ${slot}`} at ${at(phys)} is handed out${twice ? ', though somebody holds it already' : ''}`,
    zh: (phys: number, slot: number | undefined, twice: boolean) =>
      `交出 ${at(phys)} 处的${slot === undefined ? '内存' : `块 ${slot}`}${twice ? '，尽管已有人持有' : ''}`,
  },
  'step.pool-head': {
    en: (head: number | 'astray' | undefined, page: number | undefined) =>
      `the free list ${page === undefined ? 'of the pool' : `of page ${at(page)}`} ${
        head === undefined
          ? 'is empty now'
          : head === 'astray'
            ? 'leads nowhere now'
            : `begins at ${at(head)} now`
      }`,
    zh: (head: number | 'astray' | undefined, page: number | undefined) =>
      `${page === undefined ? '池' : `页 ${at(page)}`}的空闲链表${
        head === undefined ? '已空' : head === 'astray' ? '指向无效地址' : `现从 ${at(head)} 开始`
      }`,
  },
  'step.pool-freed': {
    en: (phys: number, slot: number | undefined, was: string) =>
      `${slot === undefined ? 'what is' : `block ${slot}`} at ${at(phys)} comes back${was === 'in use' ? '' : `; it was ${was}`}`,
    zh: (phys: number, slot: number | undefined, was: string) =>
      `归还 ${at(phys)} 处的${slot === undefined ? '内存' : `块 ${slot}`}${was === 'in use' ? '' : was === 'free' ? '，它本来就空闲' : was === 'lost' ? '，它本不可用' : '，那里不是块的起点'}`,
  },
  'step.pool-refused': {
    en: (phys: number, why: string) => `${at(phys)} is not taken back: ${why}`,
    zh: (phys: number, why: string) => `不接受 ${at(phys)}：${why}`,
  },
  'step.pool-refused.badDma': { en: 'bad dma', zh: 'dma 地址不符' },
  'step.pool-refused.badVaddr': { en: 'bad vaddr', zh: 'vaddr 不符' },
  'step.pool-refused.alreadyFree': { en: 'already free', zh: '已经空闲' },
  'step.pool-returned': {
    en: (phys: number) => `page ${at(phys)} goes back`,
    zh: (phys: number) => `页 ${at(phys)} 归还系统`,
  },
  'step.pool-leaked': {
    en: (phys: number) => `page ${at(phys)} is in use and lost for good`,
    zh: (phys: number) => `页 ${at(phys)} 仍在使用，永久丢失`,
  },
} as const satisfies Dictionary;
