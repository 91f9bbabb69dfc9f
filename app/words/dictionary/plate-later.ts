/** Words of the plate that nobody sees at first: tooltips, the read-out, what is said to the ear. */
import { grouped } from '../sizes.ts';
import { pagesEn, pagesZh } from './counting.ts';
import type { Dictionary } from './strings.ts';

export const plateLater = {
  'map.noLayout': {
    en: 'No board yet. Type board ssd202 in the console, or open a scenario.',
    zh: '还没有开发板。请在控制台输入 board ssd202，或打开一个场景。',
  },
  'map.noRegion': {
    en: 'This board has reserved no CMA region. Boot it with cma=2M, or declare one.',
    zh: '这块板没有预留 CMA 区域。请用 cma=2M 启动，或另行声明一个区域。',
  },
  'map.outside': {
    en: 'This region lies outside the window on the ribbon.',
    zh: '这个区域不在上方选定的地址窗口内。',
  },
  'map.showRegion': { en: 'Show the region', zh: '显示该区域' },
  'map.regions': { en: 'CMA regions', zh: 'CMA 区域' },
  'map.used.help': {
    en: 'Pages whose bit is set in the CMA bitmap',
    zh: 'CMA 位图中置位的页数',
  },
  'map.free.help': {
    en: 'Pages whose bit is 0, lent and pinned ones included',
    zh: '位为 0 的页数，包括借出的和钉住的页',
  },
  'map.longest.help': {
    en: 'Longest run of free pages, as debugfs maxchunk counts it',
    zh: '最长的一段空闲页，与 debugfs 的 maxchunk 一致',
  },
  'map.usable.help': {
    en: (step: number) =>
      `Longest run from a multiple of ${pagesEn(step)} on without a pinned page: the largest request that would be met`,
    zh: (step: number) => `从 ${pagesZh(step)}的整数倍开始、不含钉住页的最长一段：能满足的最大请求`,
  },
  'map.cmaFree.help': {
    en: 'CmaFree of /proc/meminfo: all regions together, without lent pages',
    zh: '/proc/meminfo 的 CmaFree：所有区域合计，不含借出的页',
  },
  'map.align.option': {
    en: (pages: number) => `boundaries of ${pagesEn(pages)}`,
    zh: (pages: number) => `每 ${pagesZh(pages)}一条边界`,
  },
  'map.fit.short': { en: 'fit', zh: '全览' },
  'map.perRow': {
    en: (pages: number) => `${grouped(pages)} a row`,
    zh: (pages: number) => `每行 ${grouped(pages)} 页`,
  },
  'map.idle': {
    en: 'Point at a page, or focus the map and use the arrow keys.',
    zh: '把指针移到某一页上，或聚焦此图后用方向键。',
  },
  'map.align.title': {
    en: (order: number, bytes: string) =>
      `Order ${order}: a boundary every ${bytes}. They are drawn only; each request has an alignment of its own.`,
    zh: (order: number, bytes: string) =>
      `${order} 阶：每 ${bytes} 一条边界。仅为图上标尺，各请求的对齐由其自身决定。`,
  },
  'map.align.label': { en: 'Ruler: boundaries on the map', zh: '标尺：图上的边界' },
  'map.align.down': { en: 'Smaller alignment', zh: '减小对齐' },
  'map.align.up': { en: 'Larger alignment', zh: '增大对齐' },
  'map.zoom': { en: 'Zoom', zh: '缩放' },
  'map.zoomIn': { en: 'Zoom in', zh: '放大' },
  'map.zoomOut': { en: 'Zoom out', zh: '缩小' },
  'map.fit': { en: 'Whole region', zh: '整个区域' },
  'map.grid.role': { en: 'memory map', zh: '内存图' },
  'map.grid.help': {
    en: 'Arrows move by a page and a row, control with arrows by a run, Home and End to the ends of the row, Enter chooses, Escape lets go. Plus, minus, 0 and F zoom.',
    zh: '方向键逐页、逐行移动；Ctrl 加左右键逐段移动；Home、End 到行首行尾；Enter 选中，Esc 取消；加号、减号、0 和 F 缩放。',
  },
  'map.slack': { en: 'slack', zh: '位图余量' },
  'map.pinned': { en: 'pinned', zh: '钉住' },
  'map.pagesAndBytes': {
    en: (pages: number, bytes: number) => `${pagesEn(pages)} · ${grouped(bytes)} B`,
    zh: (pages: number, bytes: number) => `${pagesZh(pages)} · ${grouped(bytes)} B`,
  },
  'map.hole.cut': {
    en: (pages: number, usable: number) =>
      `${pagesEn(pages)} free, ${grouped(usable)} usable between pinned ones`,
    zh: (pages: number, usable: number) =>
      `${pagesZh(pages)}空闲，被钉住页隔开，可用 ${pagesZh(usable)}`,
  },
  'map.lost': {
    en: (pages: number) => `${grouped(pages)} lost to alignment`,
    zh: (pages: number) => `因对齐损失 ${pagesZh(pages)}`,
  },
  'map.lent': {
    en: (pages: number) => `lent, ${pagesEn(pages)}`,
    zh: (pages: number) => `已借出 ${pagesZh(pages)}`,
  },
  'map.bytesAndWaste': {
    en: (bytes: number, waste: number) => `${grouped(bytes)} B, ${grouped(waste)} B waste`,
    zh: (bytes: number, waste: number) => `${grouped(bytes)} B，浪费 ${grouped(waste)} B`,
  },
  'map.at.block': {
    en: (pfn: string, name: string, page: number, pages: number) =>
      `pfn ${pfn}, ${name}, page ${grouped(page)} of ${grouped(pages)}`,
    zh: (pfn: string, name: string, page: number, pages: number) =>
      `pfn ${pfn}，${name}，第 ${grouped(page)} 页，共 ${grouped(pages)} 页`,
  },
  'map.at.waste': {
    en: (bytes: number) => `${grouped(bytes)} B rounding waste`,
    zh: (bytes: number) => `取整浪费 ${grouped(bytes)} B`,
  },
  'map.at.slack': {
    en: (pfn: string, name: string) => `pfn ${pfn}, ${name}, slack of the bitmap`,
    zh: (pfn: string, name: string) => `pfn ${pfn}，${name}，位图余量`,
  },
  'map.at.free': {
    en: (pfn: string, page: number, pages: number) =>
      `pfn ${pfn}, free, page ${grouped(page)} of a hole of ${grouped(pages)}`,
    zh: (pfn: string, page: number, pages: number) =>
      `pfn ${pfn}，空闲，${pagesZh(pages)}空洞中的第 ${grouped(page)} 页`,
  },
  'map.at.lent': {
    en: (pfn: string) => `pfn ${pfn}, lent to movable users`,
    zh: (pfn: string) => `pfn ${pfn}，借给可移动页`,
  },
  'map.at.pinned': {
    en: (pfn: string) => `pfn ${pfn}, pinned: it cannot be moved`,
    zh: (pfn: string) => `pfn ${pfn}，钉住：不可迁移`,
  },

  'plate.table': { en: 'Its table', zh: '查看表格' },
  'plate.fold': { en: 'Fold to a line', zh: '收成一行' },
  'plate.unfold': { en: 'Unfold', zh: '展开' },
  'plate.alone': { en: 'This map alone', zh: '只看这张图' },
  'plate.all': { en: 'All maps', zh: '显示全部图' },
  'action.plateFold': { en: 'Fold the map to a line, or unfold it', zh: '收起或展开此图' },
  'action.plateAlone': { en: 'This map alone, or all maps', zh: '只看此图，或显示全部' },
  'ribbon.title': { en: 'Physical memory', zh: '物理内存' },
  'blocks.title': { en: 'Blocks', zh: '块' },
  'cmem.table.title': { en: 'CMEM buffers', zh: 'CMEM 缓冲区' },
  'cmem.table.switch': { en: 'Tables', zh: '表格' },
  'legend.free': { en: 'free', zh: '空闲' },
} as const satisfies Dictionary;
