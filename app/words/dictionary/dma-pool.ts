/** The words of DMA pools: plate, strips, inspector, table. */
import { grouped } from '../sizes.ts';
import { many } from './counting.ts';
import type { poolLessons } from './pool-lessons.ts';
import type { Dictionary } from './strings.ts';

const bytesOf = (n: number): string => `${grouped(n)} B`;
const blocksEn = (n: number): string => many(n, 'block', 'blocks');
const hex = (n: number): string => `0x${Number(n).toString(16).toUpperCase()}`;

export const dmaPool = {
  'pool.title': { en: 'DMA pool', zh: 'DMA 池' },
  'pool.fact': {
    en: (size: number, allocation: number, blocks: number, device: string) =>
      `${blocksEn(blocks)} of ${bytesOf(size)} in every page of ${bytesOf(allocation)}, for ${device}.`,
    zh: (size: number, allocation: number, blocks: number, device: string) =>
      `每个 ${bytesOf(allocation)} 的页切成 ${grouped(blocks)} 块，每块 ${bytesOf(size)}；设备 ${device}。`,
  },
  'pool.nullDevice': { en: 'no device', zh: '无' },
  'pool.figure.used': { en: 'in use', zh: '在用' },
  'pool.figure.used.help': {
    en: 'Blocks in use as the kernel counts them, of all blocks the pages hold',
    zh: '内核统计的在用块数 / 各页能分出的总块数',
  },
  'pool.figure.lost': { en: 'lost', zh: '丢失' },
  'pool.figure.lost.help': {
    en: 'Whole blocks that the carving of the pages drops: nobody is ever given them',
    zh: '切分时被丢掉的完整块，永远不会分配出去',
  },
  'pool.figure.pages': { en: 'pages', zh: '页' },
  'pool.figure.pages.help': {
    en: 'Chunks that the pool has fetched with dma_alloc_coherent',
    zh: '池用 dma_alloc_coherent 取得的内存段数',
  },
  'pool.figure.held': { en: 'held for', zh: '占用 / 请求' },
  'pool.figure.held.help': {
    en: 'Bytes that the pages hold, for the bytes that were asked for',
    zh: '各页占用的字节数 / 实际请求的字节数',
  },
  'pool.figure.wasted': { en: 'of a page wasted', zh: '每页浪费' },
  'pool.figure.wasted.help': {
    en: 'Bytes of every page that no block uses',
    zh: '每页中不属于任何块的字节数',
  },
  'pool.wrapped': {
    en: 'More blocks were freed than taken: the counter is unsigned and has wrapped.',
    zh: '释放的块多于取走的块：计数器是无符号数，已经回绕。',
  },
  'pool.kept': {
    en: (pages: number) =>
      `The count of blocks in use is zero, and yet the pool holds ${many(pages, 'page', 'pages')}: pages are never given back until dma_pool_destroy.`,
    zh: (pages: number) =>
      `在用计数为零，池却仍占着 ${grouped(pages)} 页：在 dma_pool_destroy 之前，页从不归还。`,
  },
  'pool.empty': {
    en: 'No page yet: the first dma_pool_alloc fetches one.',
    zh: '还没有页：第一次 dma_pool_alloc 时才取得。',
  },
  'pool.none.fact': {
    en: 'A DMA pool cuts pages of coherent memory into small blocks of one size, for descriptors that are much smaller than a page.',
    zh: 'DMA 池把一致性内存页切成大小相同的小块，供远小于一页的描述符使用。',
  },
  'pool.none.how': { en: 'Make one with a line such as', zh: '用下面这样的命令建立：' },
  'pool.none.type': { en: 'Type this line', zh: '填入控制台' },
  'pool.none.form': { en: 'Fill in the form', zh: '填写表单' },
  'pool.stopped.title': { en: 'This kernel answers no more', zh: '内核已不再响应' },
  'pool.stopped.next': {
    en: 'What the pools hold is shown as it was. Boot a board to go on.',
    zh: '下面是当时的状态。重新启动开发板后可继续。',
  },
  'pool.many': {
    en: (from: number, to: number, all: number) =>
      `Pools ${grouped(from)}–${grouped(to)} of ${grouped(all)}, the newest first`,
    zh: (from: number, to: number, all: number) =>
      `第 ${grouped(from)}–${grouped(to)} 个池，共 ${grouped(all)} 个，新的在前`,
  },
  'pool.newer': { en: 'Newer', zh: '较新' },
  'pool.older': { en: 'Older', zh: '较旧' },

  'pool.map': {
    en: (name: string) => `Pages and blocks of the DMA pool ${name}`,
    zh: (name: string) => `DMA 池 ${name} 的页与块`,
  },
  'pool.map.help': {
    en: 'Left and right go from block to block, with control to the next one in use; up and down from page to page, Home and End to the ends, with control to the first and last page. Page up and down go further, control with up and down to the next pool. Enter chooses, Delete frees, Escape goes from a block to its page and lets go.',
    zh: '左右键逐块移动，加 Ctrl 跳到下一个在用块；上下键逐页移动；Home、End 到两端，加 Ctrl 到首页、末页；PageUp、PageDown 移动更远；Ctrl 加上下键到另一个池。Enter 选中，Delete 释放，Esc 由块退到页并取消选择。',
  },
  'pool.idle': {
    en: 'Point at a block, or focus the strips and use the arrow keys.',
    zh: '把指针移到某一块上，或聚焦此图后用方向键。',
  },
  'pool.rack.free': {
    en: (free: number, blocks: number) =>
      blocks === 0 ? `${grouped(free)} free` : `${grouped(free)} of ${grouped(blocks)} free`,
    zh: (free: number, blocks: number) =>
      blocks === 0 ? `空闲 ${grouped(free)}` : `空闲 ${grouped(free)} / ${grouped(blocks)}`,
  },
  'pool.rack.full': { en: 'full', zh: '已满' },
  'pool.strip.lost': {
    en: (slot: number) => `lost: block ${grouped(slot)} would end exactly on the boundary`,
    zh: (slot: number) => `丢失：块 ${grouped(slot)} 恰好止于边界`,
  },
  'pool.strip.overrun': {
    en: (bytes: number) => `runs ${bytesOf(bytes)} past the page`,
    zh: (bytes: number) => `越过页尾 ${bytesOf(bytes)}`,
  },
  'pool.strip.order': {
    en: (count: number, last: number) =>
      `${grouped(count)} in address order to block ${grouped(last)}`,
    zh: (count: number, last: number) => `按地址顺序 ${grouped(count)} 块，直到块 ${grouped(last)}`,
  },
  'pool.strip.short': {
    en: (count: number) => `${grouped(count)} in order`,
    zh: (count: number) => `依次 ${grouped(count)} 块`,
  },
  'pool.strip.more': {
    en: (count: number) => many(count, 'more jump', 'more jumps'),
    zh: (count: number) => `另有 ${grouped(count)} 次跳转`,
  },
  'pool.strip.broken': {
    en: 'overwritten: leads to no block',
    zh: '已被改写：不指向任何块',
  },
  'pool.strip.headBroken': {
    en: 'the list begins where no block does',
    zh: '链表头不指向任何块',
  },
  'pool.strip.loop': {
    en: 'comes back to itself: the same block for ever',
    zh: '绕回自身：永远给出同一块',
  },
  'pool.strip.unreachable': {
    en: (count: number) => `${many(count, 'free block', 'free blocks')} that no link leads to`,
    zh: (count: number) => `${grouped(count)} 个空闲块没有链接可达`,
  },
  'pool.strip.away': {
    en: (page: string, slot: number) => `then page ${page}, block ${slot}`,
    zh: (page: string, slot: number) => `其后是页 ${page} 的块 ${slot}`,
  },

  'pool.at.block': {
    en: (slot: number, page: string, phys: string) => `block ${slot} of page ${page}, ${phys}`,
    zh: (slot: number, page: string, phys: string) => `页 ${page} 的块 ${slot}，${phys}`,
  },
  'pool.at.page': {
    en: (page: string, at: number, all: number) =>
      `page ${page}, ${grouped(at)} of ${grouped(all)} in the list`,
    zh: (page: string, at: number, all: number) =>
      `页 ${page}，链表中第 ${grouped(at)} 个，共 ${grouped(all)} 个`,
  },
  'pool.at.used': { en: 'in use', zh: '在用' },
  'pool.at.free': { en: 'free', zh: '空闲' },
  'pool.at.lost': { en: 'never handed out', zh: '永不分配' },
  'pool.at.next': { en: 'handed out next', zh: '下一个分配' },
  'pool.at.order': {
    en: (place: number) => `number ${grouped(place)} in the free list`,
    zh: (place: number) => `空闲链表第 ${grouped(place)} 个`,
  },
  'pool.at.unreachable': { en: 'no link leads to it', zh: '没有链接可达' },
  'pool.at.twice': { en: 'twice at once', zh: '重复' },
  'pool.at.overrun': { en: 'runs past its page', zh: '越过页尾' },
  'pool.at.poisoned': { en: 'poisoned', zh: '已填毒化字节' },
  'pool.at.counts': {
    en: (used: number, blocks: number) => `${grouped(used)} of ${blocksEn(blocks)} in use`,
    zh: (used: number, blocks: number) => `在用 ${grouped(used)} / ${grouped(blocks)} 块`,
  },

  'pool.inspector.block': {
    en: (slot: number) => `Block ${grouped(slot)}`,
    zh: (slot: number) => `块 ${grouped(slot)}`,
  },
  'pool.inspector.page': {
    en: (page: string) => `Page ${page}`,
    zh: (page: string) => `页 ${page}`,
  },
  'pool.inspector.onMap': {
    en: (digit: number, name: string) => `map ${digit}, ${name}`,
    zh: (digit: number, name: string) => `图 ${digit}，${name}`,
  },
  'pool.inspector.gone': {
    en: 'There is nothing at this place any more.',
    zh: '这个位置上已经没有东西了。',
  },
  'pool.prose.used': {
    en: (asked: number, size: number) =>
      asked === size
        ? `In use: ${bytesOf(size)}.`
        : `In use: ${bytesOf(asked)} were asked for, the block holds ${bytesOf(size)}.`,
    zh: (asked: number, size: number) =>
      asked === size
        ? `在用，${bytesOf(size)}。`
        : `在用：请求 ${bytesOf(asked)}，块占 ${bytesOf(size)}。`,
  },
  'pool.prose.next': {
    en: 'Free, and the next allocation takes it.',
    zh: '空闲，下一次分配将取走它。',
  },
  'pool.prose.order': {
    en: (place: number) =>
      `Free: number ${grouped(place)} in the list of its page. Pages before it in the list are served first.`,
    zh: (place: number) =>
      `空闲：在本页链表中排第 ${grouped(place)}。排在前面的页若有空闲块会先被使用。`,
  },
  'pool.prose.soon': {
    en: (place: number) =>
      `Free: number ${grouped(place)} in the list of this page, from which the next blocks come.`,
    zh: (place: number) => `空闲：在本页链表中排第 ${grouped(place)}，接下来的块都取自本页。`,
  },
  'pool.prose.stack': {
    en: (place: number) => `Free: number ${grouped(place)} on the stack of the whole pool.`,
    zh: (place: number) => `空闲：在整个池的栈中排第 ${grouped(place)}。`,
  },
  'pool.prose.deep': {
    en: (most: number) => `Free, and more than ${blocksEn(most)} come before it.`,
    zh: (most: number) => `空闲，排在它前面的块超过 ${grouped(most)} 个。`,
  },
  'pool.prose.unreachable': {
    en: 'Free, but no link leads to it any more: the list before it was written over or bites its own tail. Nobody will be given this block again.',
    zh: '空闲，但已没有链接可达：前面的链表被改写或首尾相咬。这一块再也分配不出去。',
  },
  'pool.prose.lost': {
    en: 'It would fit, but would end exactly on the boundary, and the carving of this kernel drops such a block. Nobody is ever given it.',
    zh: '本来放得下，但恰好止于边界，而这一代内核切分时会丢掉这样的块。它永远不会分配出去。',
  },
  'pool.prose.usedTwice': {
    en: 'The pool handed it out while it was in use: two owners write to the same bytes.',
    zh: '它在用时又被分配出去：两个使用者写着同样的字节。',
  },
  'pool.prose.freeTwice': {
    en: 'It was freed while it was free: the list knows it twice and leads back to it.',
    zh: '它空闲时又被释放：链表中出现两次，会绕回它自己。',
  },
  'pool.prose.overrun': {
    en: (bytes: number) =>
      `Its last ${bytesOf(bytes)} lie after the page: whoever fills the block writes to somebody else's memory.`,
    zh: (bytes: number) => `末尾 ${bytesOf(bytes)} 在页外：写满这一块就会写到别人的内存。`,
  },
  'pool.prose.page': {
    en: (used: number, blocks: number, at: number) =>
      used === 0
        ? `None of its ${blocksEn(blocks)} is in use; it stays with the pool all the same.`
        : `${grouped(used)} of its ${blocksEn(blocks)} ${used === 1 ? 'is' : 'are'} in use. It is number ${grouped(at)} in the list, which begins with the newest page.`,
    zh: (used: number, blocks: number, at: number) =>
      used === 0
        ? `${grouped(blocks)} 块都空闲，但页仍归池所有。`
        : `${grouped(blocks)} 块中 ${grouped(used)} 块在用。它在链表中排第 ${grouped(at)}，链表从最新的页开始。`,
  },
  'pool.prose.serving': {
    en: 'The next allocation is served from it.',
    zh: '下一次分配由它满足。',
  },
  'pool.verb.alloc': { en: 'Take the next block', zh: '取下一块' },
  'pool.verb.free': { en: 'Free', zh: '释放' },
  'pool.verb.freeAgain': { en: 'Free it again', zh: '再释放一次' },
  'pool.verb.page': { en: 'Its page', zh: '所在页' },
  'pool.noName': {
    en: 'No line of this session gave this pool a name that still stands for it; calls need one.',
    zh: '本次会话中没有名字仍代表这个池，而调用需要名字。',
  },
  'pool.row.phys': { en: 'physical', zh: '物理地址' },
  'pool.row.page': { en: 'page', zh: '页' },
  'pool.row.offset': { en: 'offset', zh: '页内偏移' },
  'pool.row.state': { en: 'state', zh: '状态' },
  'pool.row.size': { en: 'held', zh: '占用' },
  'pool.row.asked': { en: 'asked', zh: '请求' },
  'pool.row.handle': { en: 'pointer', zh: '指针' },
  'pool.row.link': { en: 'link leads to', zh: '链接指向' },
  'pool.row.used': { en: 'in use', zh: '在用' },
  'pool.row.list': { en: 'in the list', zh: '链表次序' },
  'pool.row.head': { en: 'first free', zh: '首个空闲块' },
  'pool.row.bytes': { en: 'length', zh: '长度' },
  'pool.row.op': { en: 'fetched at', zh: '取得于' },
  'pool.link.block': {
    en: (slot: number, phys: string) => `block ${slot}, ${phys}`,
    zh: (slot: number, phys: string) => `块 ${slot}，${phys}`,
  },
  'pool.link.end': { en: 'the end of the list', zh: '链表末尾' },
  'pool.link.corrupt': { en: 'no block of this pool', zh: '不是本池的块' },
  'pool.link.self': { en: 'itself', zh: '自身' },
  'pool.link.none': {
    en: 'This generation keeps a bitmap beside the page: nothing of the list lies in the blocks.',
    zh: '这一代用页外的位图记录空闲块，块内没有链表内容。',
  },
  'pool.bytes': { en: 'Bytes', zh: '字节' },
  'pool.bytes.offset': {
    en: (value: number) => `the next free block lies at offset ${hex(value)}`,
    zh: (value: number) => `下一个空闲块位于偏移 ${hex(value)}`,
  },
  'pool.bytes.offsetEnd': {
    en: (value: number) => `${hex(value)} is not below the length of the page: the list ends here`,
    zh: (value: number) => `${hex(value)} 不小于页长：链表到此结束`,
  },
  'pool.bytes.pointer': {
    en: (pointer: string, dma: string) => `next ${pointer}, own DMA address ${dma}`,
    zh: (pointer: string, dma: string) => `next 指针 ${pointer}，自身的 DMA 地址 ${dma}`,
  },
  'pool.bytes.null': {
    en: (dma: string) => `next NULL: the stack ends here; own DMA address ${dma}`,
    zh: (dma: string) => `next 为 NULL：栈到此结束；自身的 DMA 地址 ${dma}`,
  },
  'pool.bytes.old': {
    en: 'In use: whoever holds it may have left the link of its free days in the first bytes.',
    zh: '在用：如果使用者没有写过，头几个字节里仍是它空闲时的链接。',
  },

  'pool.table.title': { en: 'DMA pools', zh: 'DMA 池' },
  'pool.table.filter': { en: 'Address or pool', zh: '地址或池名' },
  'pool.table.pages': { en: 'pages too', zh: '包括页' },
  'pool.table.count': {
    en: (count: number) => many(count, 'row', 'rows'),
    zh: (count: number) => `${grouped(count)} 行`,
  },
  'pool.table.none': {
    en: 'No block is in use. Take one with dma_pool_alloc: it appears here and on the strips.',
    zh: '没有在用的块。用 dma_pool_alloc 取一块，它就会出现在这里和图上。',
  },
  'pool.table.noMatch': {
    en: (filter: string) => `No block matches “${filter}”.`,
    zh: (filter: string) => `没有块与“${filter}”相符。`,
  },
  'pool.col.pool': { en: 'pool', zh: '池' },
  'pool.col.phys': { en: 'physical', zh: '物理地址' },
  'pool.col.page': { en: 'page', zh: '页' },
  'pool.col.slot': { en: 'block', zh: '块' },
  'pool.col.size': { en: 'size', zh: '大小' },
  'pool.col.state': { en: 'state', zh: '状态' },

  'pool.legend.owner': {
    en: (names: string) => `blocks of ${names}`,
    zh: (names: string) => `${names} 的块`,
  },
  'pool.legend.free': { en: 'free block', zh: '空闲块' },
  'pool.legend.dropped': { en: 'block lost in carving', zh: '切分时丢失的块' },
  'pool.legend.unused': { en: 'bytes of no block', zh: '不属于任何块的字节' },
  'pool.legend.overrun': { en: 'past the end of the page', zh: '越过页尾' },
  'pool.legend.unreachable': { en: 'free, and no link leads there', zh: '空闲但没有链接可达' },
  'pool.legend.links': { en: 'free list, in order', zh: '空闲链表（按次序）' },
  'pool.legend.poisoned': { en: 'poisoned by the debug build', zh: '调试内核填入的毒化字节' },
  'pool.legend.twice': { en: 'handed out or freed twice', zh: '重复分配或重复释放' },
} as const satisfies Dictionary;

type Words = typeof dmaPool & typeof poolLessons;
export type PoolKey = keyof Words;
type Args<K extends PoolKey> = Words[K]['en'] extends (...args: infer A) => string ? A : [];
/** The part of the dictionary's reader that the views of DMA pools use. */
export type PoolT = <K extends PoolKey>(key: K, ...args: Args<K>) => string;
