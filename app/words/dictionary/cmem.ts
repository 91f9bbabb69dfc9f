/** The words of CMEM: plate, racks, heap, inspector, table. */
import { grouped, sizeText } from '../sizes.ts';
import { inWords, many } from './counting.ts';
import type { plan } from './plan.ts';
import type { Dictionary } from './strings.ts';

const bytesOf = (n: number): string => `${grouped(n)} B`;
export const cmem = {
  'cmem.title': { en: 'CMEM', zh: 'CMEM' },
  'cmem.block': {
    en: (index: number) => `block ${index}`,
    zh: (index: number) => `块 ${index}`,
  },
  'cmem.fact': {
    en: (pools: number, size: string, from: string, to: string) =>
      `${size} from ${from} to ${to}: ${inWords(pools)} ${pools === 1 ? 'pool' : 'pools'} from the top down, the heap below.`,
    zh: (pools: number, size: string, from: string, to: string) =>
      `${from} 至 ${to}，共 ${size}：${grouped(pools)} 个池自顶向下排列，堆在其下。`,
  },
  'cmem.fact.noHeap': {
    en: (pools: number, size: string, from: string, to: string) =>
      `${size} from ${from} to ${to}: ${inWords(pools)} ${pools === 1 ? 'pool' : 'pools'}, and nothing left for a heap.`,
    zh: (pools: number, size: string, from: string, to: string) =>
      `${from} 至 ${to}，共 ${size}：${grouped(pools)} 个池，没有剩余空间作堆。`,
  },
  'cmem.fact.heapOnly': {
    en: (size: string, from: string, to: string) =>
      `${size} from ${from} to ${to}: no pools, all of it is heap.`,
    zh: (size: string, from: string, to: string) =>
      `${from} 至 ${to}，共 ${size}：没有池，全部为堆。`,
  },
  'cmem.driver': {
    en: (version: string) => `driver ${version}`,
    zh: (version: string) => `驱动 ${version}`,
  },
  'cmem.params': { en: 'Module parameters', zh: '模块参数' },
  'cmem.figure.busy': { en: 'busy', zh: '已用' },
  'cmem.figure.busy.help': {
    en: 'Pool buffers that somebody holds, of all there are',
    zh: '已被占用的池缓冲区 / 总数',
  },
  'cmem.figure.heapFree': { en: 'heap free', zh: '堆空闲' },
  'cmem.figure.heapFree.help': {
    en: 'Bytes in all free chunks of the heap',
    zh: '堆中所有空闲块的字节数',
  },
  'cmem.figure.largest': { en: 'largest chunk', zh: '最大空闲块' },
  'cmem.figure.largest.help': {
    en: 'The largest request the heap can meet at page alignment',
    zh: '按页对齐时堆能满足的最大请求',
  },
  'cmem.figure.lost': { en: 'in no list', zh: '不在链表中' },
  'cmem.figure.lost.help': {
    en: 'Heap memory that nobody holds and the broken free list no longer leads to',
    zh: '无人占用、而已损坏的空闲链表也到不了的堆内存',
  },
  'cmem.figure.chunks': { en: 'chunks', zh: '空闲块数' },
  'cmem.figure.chunks.help': {
    en: 'Free chunks: the length of the list that an allocation walks',
    zh: '空闲块数量，即分配时要遍历的链表长度',
  },
  'cmem.figure.waste': { en: 'wasted', zh: '浪费' },
  'cmem.figure.waste.help': {
    en: 'Bytes of busy pool buffers that nobody asked for: page rounding and buffers too large',
    zh: '已用池缓冲区中没有人请求的字节：页取整与过大的缓冲区',
  },

  'cmem.none.fact': {
    en: 'No CMEM driver is loaded. It manages memory that Linux was told to leave alone: pools of fixed buffers, and a heap.',
    zh: '未加载 CMEM 驱动。它管理 Linux 让出的内存：若干固定大小的缓冲池和一个堆。',
  },
  'cmem.none.line': {
    en: 'No driver is loaded: how to load one',
    zh: '未加载驱动：查看加载方法',
  },
  'cmem.none.how': { en: 'Load it with a line such as', zh: '用下面这样的命令加载：' },
  'cmem.none.type': { en: 'Type this line', zh: '填入控制台' },
  'cmem.none.plan': { en: 'Plan pools', zh: '规划缓冲池' },
  'cmem.refused.title': { en: 'The last insmod was refused', zh: '上一次 insmod 被拒绝' },
  'cmem.stopped.title': { en: 'This driver answers no more', zh: '该驱动已不再响应' },
  'cmem.stopped.next': {
    en: 'A real board would have to be rebooted. Here the module can be removed and loaded again; all its buffers are gone then.',
    zh: '真实的板子此时只能重启。在这里可以卸载模块后重新加载，其全部缓冲区随之消失。',
  },
  'cmem.stopped.go': { en: 'Remove it and go on', zh: '卸载并继续' },
  'cmem.plan.open': { en: 'Plan pools', zh: '规划缓冲池' },
  'cmem.plan.close': { en: 'Close the planner', zh: '关闭规划' },

  'cmem.map': {
    en: (block: number) => `Racks and heap of CMEM block ${block}`,
    zh: (block: number) => `CMEM 块 ${block} 的缓冲池与堆`,
  },
  'cmem.map.help': {
    en: 'Left and right go from buffer to buffer, up and down from pool to pool, with control to the next busy one, Home and End to the ends. Enter chooses, Delete frees, Escape lets go.',
    zh: '左右键逐个缓冲区移动，上下键逐池移动；加 Ctrl 跳到下一个已用缓冲区；Home、End 到两端。Enter 选中，Delete 释放，Esc 取消。',
  },
  'cmem.idle': {
    en: 'Point at a buffer, or focus the racks and use the arrow keys.',
    zh: '把指针移到某个缓冲区上，或聚焦此图后用方向键。',
  },
  'cmem.rack': {
    en: (num: number, requested: number) => `${grouped(num)} × ${grouped(requested)}`,
    zh: (num: number, requested: number) => `${grouped(num)} × ${grouped(requested)}`,
  },
  'cmem.rack.free': {
    en: (free: number, num: number) =>
      num === 0 ? `${grouped(free)} free` : `${grouped(free)} of ${grouped(num)} free`,
    zh: (free: number, num: number) =>
      num === 0 ? `空闲 ${grouped(free)}` : `空闲 ${grouped(free)} / ${grouped(num)}`,
  },
  'cmem.rack.full': { en: 'none free', zh: '无空闲' },
  'cmem.rack.none': { en: 'no buffers', zh: '无缓冲区' },
  'cmem.heap': { en: 'heap', zh: '堆' },
  'cmem.heap.free': {
    en: (bytes: number) => `${sizeText(bytes)} free`,
    zh: (bytes: number) => `空闲 ${sizeText(bytes)}`,
  },
  'cmem.holds': {
    en: (asked: number, size: number) =>
      asked === size ? bytesOf(size) : `${grouped(asked)} of ${bytesOf(size)}`,
    zh: (asked: number, size: number) =>
      asked === size ? bytesOf(size) : `${grouped(asked)} / ${bytesOf(size)}`,
  },
  'cmem.chain': { en: 'free chain', zh: '空闲链' },
  'cmem.chain.more': {
    en: (links: number) => `${grouped(links)} more`,
    zh: (links: number) => `另有 ${grouped(links)} 个`,
  },
  'cmem.chain.links': {
    en: (count: number) => many(count, 'link', 'links'),
    zh: (count: number) => `${grouped(count)} 个链接`,
  },
  'cmem.lost': {
    en: (bytes: number) => `${sizeText(bytes)} in no list`,
    zh: (bytes: number) => `${sizeText(bytes)} 不在任何链表中`,
  },
  'cmem.corrupt': { en: 'header overwritten', zh: '块头被改写' },
  'cmem.promoted': {
    en: (asked: number, wasted: number) =>
      `${bytesOf(asked)}: smaller pools empty, ${sizeText(wasted)} wasted`,
    zh: (asked: number, wasted: number) =>
      `${bytesOf(asked)}：较小的池已空，浪费 ${sizeText(wasted)}`,
  },

  'cmem.at.buffer': {
    en: (pool: number, id: number, phys: string) => `pool ${pool}, buffer ${id}, ${phys}`,
    zh: (pool: number, id: number, phys: string) => `池 ${pool}，缓冲区 ${id}，${phys}`,
  },
  'cmem.at.heap': {
    en: (phys: string) => `heap, ${phys}`,
    zh: (phys: string) => `堆，${phys}`,
  },
  'cmem.at.busy': {
    en: (process: string, asked: number, size: number) =>
      `held by ${process}, ${grouped(asked)} of ${grouped(size)} bytes`,
    zh: (process: string, asked: number, size: number) =>
      `${process} 占用，${grouped(asked)} / ${grouped(size)} 字节`,
  },
  'cmem.at.free': {
    en: (size: number) => `free, ${grouped(size)} bytes`,
    zh: (size: number) => `空闲，${grouped(size)} 字节`,
  },
  'cmem.at.next': { en: 'handed out next', zh: '下一个分配' },
  'cmem.at.hole': {
    en: (size: string, place: number, chunks: number) =>
      `free chunk ${grouped(place)} of ${grouped(chunks)}, ${size}`,
    zh: (size: string, place: number, chunks: number) =>
      `空闲块 ${grouped(place)} / ${grouped(chunks)}，${size}`,
  },
  'cmem.cached': { en: 'cached', zh: '可缓存' },
  'cmem.noncached': { en: 'non-cached', zh: '不可缓存' },
  'cmem.nobody': { en: 'nobody', zh: '无' },

  'cmem.choice.title': { en: 'The last request', zh: '最近一次请求' },
  'cmem.choice.too small': { en: 'too small', zh: '太小' },
  'cmem.choice.empty': { en: 'empty', zh: '已空' },
  'cmem.choice.not better': { en: 'not better', zh: '不更合适' },
  'cmem.choice.best': { en: 'best so far', zh: '暂为最佳' },
  'cmem.choice.taken': { en: 'taken', zh: '选用' },
  'cmem.choice.asked': {
    en: (asked: number, op: number) => `Operation ${grouped(op)} asked for ${bytesOf(asked)}.`,
    zh: (asked: number, op: number) => `第 ${grouped(op)} 次操作请求 ${bytesOf(asked)}。`,
  },
  'cmem.choice.pool': {
    en: (pool: number, id: number, phys: string) =>
      `Pool ${pool} served it with buffer ${id} at ${phys}.`,
    zh: (pool: number, id: number, phys: string) => `由池 ${pool} 的缓冲区 ${id}（${phys}）满足。`,
  },
  'cmem.choice.missed': {
    en: (pool: number) =>
      `Pool ${pool} would have wasted less, but was empty, so the request moved on.`,
    zh: (pool: number) => `池 ${pool} 浪费更少，但已空，请求因此落到更大的池。`,
  },
  'cmem.choice.cascade': {
    en: (first: number, last: number, count: number) =>
      `${count === 2 ? `Pools ${first} and ${last}` : `${inWords(count)} pools from ${first} to ${last}`} would have wasted less, but were empty, so the request moved on.`.replace(
        /^./,
        (letter) => letter.toUpperCase(),
      ),
    zh: (first: number, last: number, count: number) =>
      count === 2
        ? `池 ${first}、${last} 浪费更少，但已空，请求因此落到更大的池。`
        : `池 ${first} 至 ${last} 中有 ${grouped(count)} 个浪费更少，但已空，请求因此落到更大的池。`,
  },
  'cmem.choice.heap': {
    en: (phys: string, chunk: string) =>
      `The heap cut it at ${phys} from the first chunk that fits, ${chunk} long.`,
    zh: (phys: string, chunk: string) =>
      `堆在第一个放得下的空闲块（${chunk}）中于 ${phys} 处切出。`,
  },
  'cmem.choice.refused': {
    en: 'No pool has a free buffer as large: the request was refused.',
    zh: '没有哪个池还有这么大的空闲缓冲区：请求被拒绝。',
  },
  'cmem.choice.exact': { en: 'Nothing is wasted.', zh: '没有浪费。' },
  'cmem.choice.waste': {
    en: (wasted: number, share: number) =>
      `${bytesOf(wasted)} of it ${wasted === 1 ? 'is' : 'are'} wasted, ${share} %.`,
    zh: (wasted: number, share: number) => `其中浪费 ${bytesOf(wasted)}，占 ${share}%。`,
  },
  'cmem.choice.show': { en: 'Show it', zh: '在图上显示' },

  'cmem.inspector.buffer': {
    en: (pool: number, id: number) => `Pool ${pool}, buffer ${id}`,
    zh: (pool: number, id: number) => `池 ${pool}，缓冲区 ${id}`,
  },
  'cmem.inspector.heap': { en: 'Heap allocation', zh: '堆缓冲区' },
  'cmem.inspector.hole': { en: 'Free chunk of the heap', zh: '堆的空闲块' },
  'cmem.inspector.onMap': {
    en: (digit: number, block: number) => `map ${digit}, block ${block}`,
    zh: (digit: number, block: number) => `图 ${digit}，块 ${block}`,
  },
  'cmem.inspector.gone': {
    en: 'There is nothing at this place any more.',
    zh: '这个位置上已经没有东西了。',
  },
  'cmem.inspector.exact': {
    en: (process: string, asked: number) =>
      `${process} asked for ${bytesOf(asked)} and got exactly that.`,
    zh: (process: string, asked: number) => `${process} 请求 ${bytesOf(asked)}，恰好得到这么多。`,
  },
  'cmem.inspector.waste': {
    en: (process: string, asked: number, size: number, wasted: number) =>
      `${process} asked for ${bytesOf(asked)} and holds ${bytesOf(size)}: ${bytesOf(wasted)} serve nobody.`,
    zh: (process: string, asked: number, size: number, wasted: number) =>
      `${process} 请求 ${bytesOf(asked)}，占用 ${bytesOf(size)}，其中 ${bytesOf(wasted)} 无人使用。`,
  },
  'cmem.inspector.free': {
    en: (size: number) => `Free. It holds up to ${bytesOf(size)}.`,
    zh: (size: number) => `空闲，最多容纳 ${bytesOf(size)}。`,
  },
  'cmem.inspector.next': {
    en: (size: number) =>
      `Free, and first in the list: the next allocation from this pool takes it. It holds up to ${bytesOf(size)}.`,
    zh: (size: number) =>
      `空闲，且位于链表头：该池的下一次分配将取走它。最多容纳 ${bytesOf(size)}。`,
  },
  'cmem.inspector.hole.fact': {
    en: (place: number, chunks: number) =>
      `Chunk ${grouped(place)} of ${grouped(chunks)} in the list. Its header, next pointer and size, lies in its first bytes.`,
    zh: (place: number, chunks: number) =>
      `链表中的第 ${grouped(place)} 块，共 ${grouped(chunks)} 块。块头（next 指针与大小）就在它的头几个字节里。`,
  },
  'cmem.inspector.corrupt': {
    en: 'Somebody wrote to this memory after it was freed. The header in its first bytes is no longer what the driver left there: the next walk of the list follows whatever stands there now.',
    zh: '这块内存释放后又被写入，头几个字节里的块头已不是驱动留下的内容：下次遍历链表时会照着现在的内容走。',
  },
  'cmem.inspector.asked': { en: 'asked', zh: '请求' },
  'cmem.inspector.held': { en: 'held', zh: '占用' },
  'cmem.inspector.rounding': { en: 'page rounding', zh: '页取整' },
  'cmem.inspector.unused': { en: 'unused', zh: '未用部分' },
  'cmem.inspector.phys': { en: 'physical', zh: '物理地址' },
  'cmem.inspector.pool': { en: 'pool', zh: '池' },
  'cmem.inspector.poolSize': {
    en: (index: number, num: number, requested: number) =>
      `${index}: ${grouped(num)} × ${bytesOf(requested)}`,
    zh: (index: number, num: number, requested: number) =>
      `${index}：${grouped(num)} × ${bytesOf(requested)}`,
  },
  'cmem.inspector.id': { en: 'id', zh: 'id' },
  'cmem.inspector.header': { en: 'first bytes', zh: '头几个字节' },
  'cmem.inspector.nextPointer': { en: 'next', zh: 'next 指针' },
  'cmem.inspector.end': { en: 'NULL: the list ends here', zh: 'NULL：链表到此结束' },
  'cmem.inspector.chunk': {
    en: (phys: string) => `the chunk at ${phys}`,
    zh: (phys: string) => `位于 ${phys} 的空闲块`,
  },
  'cmem.inspector.astray': {
    en: (phys: string) => `${phys}, where no free chunk begins`,
    zh: (phys: string) => `${phys}，那里没有空闲块`,
  },
  'cmem.inspector.owner': { en: 'owner', zh: '所有者' },
  'cmem.inspector.users': { en: 'registered users', zh: '注册使用者' },
  'cmem.inspector.mapping': { en: 'mapping', zh: '映射方式' },
  'cmem.inspector.born': { en: 'born at', zh: '诞生于' },
  'cmem.inspector.handle': { en: 'pointer', zh: '指针' },
  'cmem.inspector.length': { en: 'length', zh: '长度' },
  'cmem.verb.free': { en: 'Free', zh: '释放' },
  'cmem.verb.cacheWb': { en: 'Write back', zh: '写回' },
  'cmem.verb.cacheInv': { en: 'Invalidate', zh: '失效' },
  'cmem.verb.cacheWbInv': { en: 'Write back and invalidate', zh: '写回并失效' },
  'cmem.noPointer': {
    en: 'The cache calls take a pointer, and no line of this session gave this buffer a name.',
    zh: '缓存调用需要指针，而本次会话中没有哪一行给这个缓冲区起过名字。',
  },

  'cmem.col.owner': { en: 'owner', zh: '所有者' },
  'cmem.col.where': { en: 'where', zh: '位置' },
  'cmem.col.phys': { en: 'physical', zh: '物理地址' },
  'cmem.col.size': { en: 'held', zh: '占用' },
  'cmem.col.asked': { en: 'asked', zh: '请求' },
  'cmem.col.waste': { en: 'wasted', zh: '浪费' },
  'cmem.col.users': { en: 'users', zh: '使用者' },
  'cmem.col.cached': { en: 'mapping', zh: '映射' },
  'cmem.col.op': { en: 'op', zh: '操作' },
  'cmem.where.buffer': {
    en: (block: number, pool: number, id: number) => `${block}·P${pool} #${id}`,
    zh: (block: number, pool: number, id: number) => `${block}·P${pool} #${id}`,
  },
  'cmem.where.heap': {
    en: (block: number) => `${block}·heap`,
    zh: (block: number) => `${block}·堆`,
  },
  'cmem.where.hole': {
    en: (block: number, place: number) => `${block}·chunk ${place}`,
    zh: (block: number, place: number) => `${block}·空闲块 ${place}`,
  },
  'cmem.table.free': { en: 'free', zh: '空闲' },
  'cmem.table.filter': { en: 'Address or owner', zh: '地址或所有者' },
  'cmem.table.all': { en: 'free ones too', zh: '包括空闲' },
  'cmem.table.count': {
    en: (shown: number, all: number) =>
      shown === all
        ? many(all, 'buffer', 'buffers')
        : `${grouped(shown)} of ${many(all, 'buffer', 'buffers')}`,
    zh: (shown: number, all: number) =>
      shown === all
        ? `${grouped(all)} 个缓冲区`
        : `${grouped(all)} 个缓冲区中的 ${grouped(shown)} 个`,
  },
  'cmem.table.none': {
    en: 'No buffer is held. Allocate one with CMEM_alloc: it appears here and on the racks.',
    zh: '没有被占用的缓冲区。用 CMEM_alloc 申请一个，它就会出现在这里和图上。',
  },
  'cmem.table.noMatch': {
    en: (filter: string) => `No buffer matches “${filter}”.`,
    zh: (filter: string) => `没有缓冲区与“${filter}”相符。`,
  },

  'cmem.legend.process': {
    en: (name: string) => `held by ${name}`,
    zh: (name: string) => `${name} 占用`,
  },
  'cmem.legend.rounding': { en: 'page rounding', zh: '页取整' },
  'cmem.legend.unused': { en: 'unused part of a buffer', zh: '缓冲区的未用部分' },
  'cmem.legend.cached': { en: 'cached', zh: '可缓存' },
  'cmem.legend.next': { en: 'handed out next', zh: '下一个分配' },
  'cmem.legend.chain': { en: 'free chain, in list order', zh: '空闲链（按链表顺序）' },
  'cmem.legend.corrupt': { en: 'header overwritten', zh: '块头被改写' },
  'cmem.legend.lost': { en: 'in no list: lost', zh: '不在链表中：丢失' },
  'cmem.legend.empty': { en: 'pool tried, empty', zh: '查过的池：已空' },
  'cmem.legend.taken': { en: 'pool that served', zh: '满足请求的池' },

  'cmem.ribbon.block': {
    en: (digit: number, block: number, size: string) =>
      `Map ${digit}: CMEM block ${block}, ${size}`,
    zh: (digit: number, block: number, size: string) => `图 ${digit}：CMEM 块 ${block}，${size}`,
  },
  'cmem.ribbon.name': {
    en: (size: string) => `CMEM ${size}`,
    zh: (size: string) => `CMEM ${size}`,
  },
  'cmem.ribbon.overlap': {
    en: (size: string, from: string, to: string) =>
      `Overlap of ${size}: Linux and CMEM both use ${from} to ${to}`,
    zh: (size: string, from: string, to: string) =>
      `重叠 ${size}：Linux 与 CMEM 都使用 ${from} 至 ${to}`,
  },
  'cmem.ribbon.refused': {
    en: (size: string, from: string, to: string) =>
      `Refused: insmod wanted ${from} to ${to}, and ${size} of it belong to Linux`,
    zh: (size: string, from: string, to: string) =>
      `被拒绝：insmod 要求 ${from} 至 ${to}，其中 ${size} 属于 Linux`,
  },
  'cmem.ribbon.overlapName': { en: 'overlap', zh: '重叠' },
} as const satisfies Dictionary;

type Words = typeof cmem & typeof plan;
export type CmemKey = keyof Words;
type Args<K extends CmemKey> = Words[K]['en'] extends (...args: infer A) => string ? A : [];
/** The part of the dictionary's reader that CMEM's views use. */
export type CmemT = <K extends CmemKey>(key: K, ...args: Args<K>) => string;
