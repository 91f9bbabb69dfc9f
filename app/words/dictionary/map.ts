/** The words of what stands around the plate: ribbon, legend, inspector, table of blocks, map actions. */
import { grouped } from '../sizes.ts';
import { many, pagesEn, pagesZh } from './counting.ts';
import type { plateLater } from './plate-later.ts';
import type { plate } from './plate.ts';
import type { Dictionary } from './strings.ts';

export const map = {
  'ribbon.folded': {
    en: (size: string) => `${size} without memory, folded`,
    zh: (size: string) => `${size} 无内存，已折叠`,
  },
  'ribbon.bank': {
    en: (size: string) => `DRAM ${size}`,
    zh: (size: string) => `内存 ${size}`,
  },
  'ribbon.linux': {
    en: (size: string) => `Linux ${size}`,
    zh: (size: string) => `Linux ${size}`,
  },
  'ribbon.window': { en: 'Window of the maps', zh: '地址窗口' },
  'ribbon.windowText': {
    en: (from: string, to: string, size: string) => `${from} to ${to}, ${size}`,
    zh: (from: string, to: string, size: string) => `${from} 至 ${to}，${size}`,
  },
  'ribbon.maps': { en: 'Maps', zh: '内存图' },
  'ribbon.map': {
    en: (digit: number) => `Go to map ${digit}`,
    zh: (digit: number) => `转到图 ${digit}`,
  },
  'ribbon.start': { en: 'Start of the window', zh: '窗口起点' },
  'ribbon.end': { en: 'End of the window', zh: '窗口终点' },
  'ribbon.reset': { en: 'All regions', zh: '全部区域' },
  'ribbon.region': {
    en: (digit: number, name: string, size: string) => `Map ${digit}: CMA region ${name}, ${size}`,
    zh: (digit: number, name: string, size: string) => `图 ${digit}：CMA 区域 ${name}，${size}`,
  },
  'ribbon.cma': {
    en: (name: string, size: string) => `CMA ${name}, ${size}`,
    zh: (name: string, size: string) => `CMA ${name}，${size}`,
  },

  'legend.title': { en: 'Legend', zh: '图例' },
  'legend.lost': {
    en: (pages: number) => `free, unusable at ${grouped(pages)}-page alignment`,
    zh: (pages: number) => `空闲，但按 ${grouped(pages)} 页对齐不可用`,
  },
  'legend.boundary': {
    en: (pages: number) => `boundary, every ${pagesEn(pages)}`,
    zh: (pages: number) => `对齐边界，每 ${pagesZh(pages)}`,
  },
  'legend.waste': { en: 'rounding waste', zh: '取整浪费' },
  'legend.slack': {
    en: 'slack: a bit covers more pages than asked',
    zh: '位图余量：一位覆盖的页多于请求',
  },
  'legend.lent': { en: 'lent to movable pages', zh: '借给可移动页' },
  'legend.pinned': { en: 'pinned', zh: '钉住' },
  'legend.density': { en: 'fainter: less of it is taken', zh: '越淡：被占用的越少' },
  'legend.chosen': { en: 'chosen', zh: '选中' },
  'legend.pointer': { en: 'pointer', zh: '指针' },
  'legend.keyboard': { en: 'keyboard', zh: '键盘' },
  'legend.more': {
    en: (names: string, more: number) => `${names} +${grouped(more)}`,
    zh: (names: string, more: number) => `${names} 等 ${grouped(more)} 个`,
  },

  'inspector.chosen': { en: 'Chosen', zh: '选中项' },
  'inspector.title': { en: 'Inspector', zh: '检查器' },
  'inspector.empty': {
    en: 'Choose a block or a hole: click the map, a row of the table, or press Enter on the map.',
    zh: '请选择一个块或空洞：点击页图或表格的一行，或在图上按 Enter。',
  },
  'inspector.onMap': {
    en: (digit: number, index: number) => `map ${digit}, page ${grouped(index)}`,
    zh: (digit: number, index: number) => `图 ${digit}，第 ${grouped(index)} 页`,
  },
  'inspector.hole': { en: 'Free hole', zh: '空洞' },
  'inspector.pinnedPage': { en: 'Pinned page', zh: '钉住的页' },
  'inspector.lentPage': { en: 'Lent page', zh: '借出的页' },
  'inspector.block.exact': {
    en: (bytes: number, pages: number) => `${grouped(bytes)} bytes fill ${pagesEn(pages)} exactly.`,
    zh: (bytes: number, pages: number) => `${grouped(bytes)} 字节恰好占满 ${pagesZh(pages)}。`,
  },
  'inspector.block.waste': {
    en: (bytes: number, pages: number, waste: number) =>
      `${grouped(bytes)} bytes were asked for; ${pagesEn(pages)} hold them and waste ${grouped(waste)}.`,
    zh: (bytes: number, pages: number, waste: number) =>
      `请求 ${grouped(bytes)} 字节，占 ${pagesZh(pages)}，浪费 ${grouped(waste)} 字节。`,
  },
  'inspector.between': {
    en: (before: number, after: number, joined: number) =>
      `It stands between two holes: without it, ${grouped(before)} and ${grouped(after)} free pages would be one run of ${grouped(joined)}.`,
    zh: (before: number, after: number, joined: number) =>
      `它位于两个空洞之间：没有它，${pagesZh(before)}与 ${pagesZh(after)}将连成 ${pagesZh(joined)}。`,
  },
  'inspector.hole.fits': {
    en: (usable: number, step: number) =>
      usable === 0
        ? `No multiple of ${pagesEn(step)} lies in it: a request of that alignment cannot use it.`
        : step === 1
          ? `A request of at most ${pagesEn(usable)} fits.`
          : `A request of at most ${pagesEn(usable)} fits, begun at a multiple of ${grouped(step)}.`,
    zh: (usable: number, step: number) =>
      usable === 0
        ? `其中没有 ${pagesZh(step)}的整数倍：该对齐的请求无法使用它。`
        : step === 1
          ? `不超过 ${pagesZh(usable)}的请求放得下。`
          : `从 ${pagesZh(step)}的整数倍开始，不超过 ${pagesZh(usable)}的请求放得下。`,
  },
  'inspector.hole.walled': {
    en: (_usable: number, step: number) =>
      `A pinned page stands on every multiple of ${pagesEn(step)} in it: a request of that alignment cannot use it.`,
    zh: (_usable: number, step: number) =>
      `其中每个 ${pagesZh(step)}的整数倍处都有钉住的页：该对齐的请求无法使用它。`,
  },
  'inspector.pinned.fact': {
    en: 'Its bit is 0, but it cannot be moved: an attempt over it answers EBUSY and the search goes on after it.',
    zh: '它的位为 0，但不可迁移：覆盖它的尝试得到 EBUSY，搜索从其后继续。',
  },
  'inspector.lent.fact': {
    en: 'Its bit is 0; movable users have it for now. It is migrated away when CMA wants it.',
    zh: '它的位为 0，暂时借给可移动页；CMA 需要时会把它迁走。',
  },
  'inspector.kind': { en: 'taken by', zh: '申请者' },
  'inspector.asked': { en: 'asked', zh: '请求' },
  'inspector.pages': { en: 'pages', zh: '页数' },
  'inspector.rounded': { en: 'rounded to', zh: '取整为' },
  'inspector.waste': { en: 'wasted', zh: '浪费' },
  'inspector.phys': { en: 'physical', zh: '物理地址' },
  'inspector.virt': { en: 'kernel virtual', zh: '内核虚拟' },
  'inspector.pfn': { en: 'page frames', zh: '页框号' },
  'inspector.page': { en: 'struct page', zh: 'struct page' },
  'inspector.align': { en: 'alignment order', zh: '对齐阶' },
  'inspector.born': { en: 'born at', zh: '诞生于' },
  'inspector.boot': { en: 'boot', zh: '启动时' },
  'inspector.operation': {
    en: (op: number) => `operation ${grouped(op)}`,
    zh: (op: number) => `第 ${grouped(op)} 次操作`,
  },
  'inspector.length': { en: 'length', zh: '长度' },
  'inspector.usable': { en: 'usable', zh: '可用' },
  'inspector.boundary': { en: 'next boundary', zh: '下一边界' },
  'inspector.noBoundary': { en: 'none in it', zh: '其中没有' },
  'inspector.copy': { en: (what: string) => `Copy ${what}`, zh: (what: string) => `复制${what}` },
  'inspector.copied': { en: 'Copied', zh: '已复制' },
  'inspector.copyFailed': {
    en: 'The browser did not allow copying',
    zh: '浏览器不允许复制',
  },
  'inspector.actions': { en: 'What can be done with it', zh: '可做的操作' },
  'inspector.release': { en: 'Release', zh: '释放' },
  'inspector.allocate': {
    en: (pages: number) => `Allocate ${pagesEn(pages)} here`,
    zh: (pages: number) => `在此分配 ${pagesZh(pages)}`,
  },
  'inspector.allocate.before': {
    en: (pages: number) =>
      `No request lands here: an earlier hole takes all of up to ${pagesEn(pages)} at this alignment.`,
    zh: (pages: number) =>
      `没有请求会落在这里：在此对齐下，前面的空洞能满足不超过 ${pagesZh(pages)}的所有请求。`,
  },
  'inspector.holes': { en: 'Other holes', zh: '其他空洞' },
  'inspector.holes.previous': { en: 'Previous hole', zh: '上一个空洞' },
  'inspector.holes.next': { en: 'Next hole', zh: '下一个空洞' },
  'inspector.holes.largest': { en: 'Longest hole', zh: '最长空洞' },
  'inspector.zoomTo': { en: 'Zoom to it', zh: '放大到此处' },
  'inspector.pin': { en: 'Pin page', zh: '钉住此页' },
  'inspector.unpin': { en: 'Unpin page', zh: '解除钉住' },
  'inspector.lend': { en: 'Lend page', zh: '借出此页' },
  'inspector.unlend': { en: 'Take back', zh: '收回' },
  'inspector.clear': { en: 'Deselect', zh: '取消选择' },

  'kind.none': { en: 'unknown', zh: '未知' },
  'kind.cma': { en: 'cma_alloc', zh: 'cma_alloc' },
  'kind.dma_coherent': { en: 'dma_alloc_coherent', zh: 'dma_alloc_coherent' },
  'kind.msys': { en: 'msys DMEM', zh: 'msys DMEM' },
  'kind.workload': { en: 'workload', zh: '负载' },
  'kind.debugfs': { en: 'debugfs', zh: 'debugfs' },
  'kind.dma_pool': { en: 'page of a DMA pool', zh: 'DMA 池的页' },

  'blocks.name': { en: 'block', zh: '块' },
  'blocks.kind': { en: 'kind', zh: '类型' },
  'blocks.pfn': { en: 'pfn', zh: '页框号' },
  'blocks.phys': { en: 'physical', zh: '物理地址' },
  'blocks.pages': { en: 'pages', zh: '页' },
  'blocks.bytes': { en: 'asked', zh: '请求' },
  'blocks.waste': { en: 'waste', zh: '浪费' },
  'blocks.align': { en: 'align', zh: '对齐阶' },
  'blocks.op': { en: 'op', zh: '操作' },
  'blocks.filter': { en: 'Name or address', zh: '名称或地址' },
  'blocks.count': {
    en: (shown: number, all: number) =>
      shown === all ? many(all, 'block', 'blocks') : `${grouped(shown)} of ${grouped(all)} blocks`,
    zh: (shown: number, all: number) =>
      shown === all ? `${grouped(all)} 个块` : `${grouped(all)} 个块中的 ${grouped(shown)} 个`,
  },
  'blocks.none': {
    en: 'No block is alive. Allocate one: it appears here and on the map.',
    zh: '没有存活的块。申请一个，它就会出现在这里和页图上。',
  },
  'blocks.noMatch': {
    en: (filter: string) => `No block matches “${filter}”.`,
    zh: (filter: string) => `没有块与“${filter}”相符。`,
  },
  'blocks.copyTsv': { en: 'Copy as TSV', zh: '复制为 TSV' },
  'blocks.copyCsv': { en: 'Copy as CSV', zh: '复制为 CSV' },
  'blocks.sortBy': {
    en: (column: string) => `Sort by ${column}`,
    zh: (column: string) => `按${column}排序`,
  },

  'action.zoomIn': { en: 'Zoom the map in', zh: '放大页图' },
  'action.zoomOut': { en: 'Zoom the map out', zh: '缩小页图' },
  'action.fit': { en: 'Show the whole region', zh: '显示整个区域' },
  'action.readable': { en: 'Zoom until names can be read', zh: '放大到能看清名称' },
  'action.alignUp': { en: 'Larger alignment on the map', zh: '增大页图的对齐' },
  'action.alignDown': { en: 'Smaller alignment on the map', zh: '减小页图的对齐' },
  'action.alignBoard': { en: 'Alignment as the board has it', zh: '恢复开发板的对齐' },
  'action.clearSelection': { en: 'Deselect', zh: '取消选择' },
  'action.zoomSelection': { en: 'Zoom to the chosen block', zh: '放大到选中的块' },
  'action.releaseSelection': { en: 'Release the chosen block', zh: '释放选中的块' },
  'action.resetWindow': { en: 'Ribbon: show all regions', zh: '地址窗口：显示全部区域' },
  'action.filterBlocks': { en: 'Find a block by name or address', zh: '按名称或地址查找块' },
  'action.cmemPlan': { en: 'Plan CMEM pools', zh: '规划 CMEM 缓冲池' },
  'action.poolCreate': { en: 'Create a DMA pool', zh: '建立 DMA 池' },
  'action.poolFree': { en: 'Free the chosen block of a DMA pool', zh: '释放选中的 DMA 池块' },
  'action.cmemFree': { en: 'Free the chosen CMEM buffer', zh: '释放选中的 CMEM 缓冲区' },
  'action.map1': { en: 'Go to map 1', zh: '转到图 1' },
  'action.map2': { en: 'Go to map 2', zh: '转到图 2' },
  'action.map3': { en: 'Go to map 3', zh: '转到图 3' },
  'action.map4': { en: 'Go to map 4', zh: '转到图 4' },
  'action.map5': { en: 'Go to map 5', zh: '转到图 5' },
  'action.map6': { en: 'Go to map 6', zh: '转到图 6' },
  'action.map7': { en: 'Go to map 7', zh: '转到图 7' },
  'action.map8': { en: 'Go to map 8', zh: '转到图 8' },
} as const satisfies Dictionary;

type Words = typeof plate & typeof plateLater & typeof map;
export type MapKey = keyof Words;
type Args<K extends MapKey> = Words[K]['en'] extends (...args: infer A) => string ? A : [];
/** The part of the dictionary's reader that the maps use. */
export type MapT = <K extends MapKey>(key: K, ...args: Args<K>) => string;
