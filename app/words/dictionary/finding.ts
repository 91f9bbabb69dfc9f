/** The words of the palette. */
import { grouped } from '../sizes.ts';
import type { Dictionary } from './strings.ts';

export const finding = {
  'palette.title': { en: 'Search and commands', zh: '搜索与命令' },
  'palette.placeholder': {
    en: 'Command to run, action, scenario, board, block, address',
    zh: '要执行的命令、操作、场景、开发板、块、地址',
  },
  'palette.results': { en: 'Results', zh: '结果' },
  'palette.none': { en: 'Nothing found.', zh: '没有找到。' },
  'palette.run': { en: 'Run what is typed', zh: '执行输入的命令' },
  'palette.run.line': { en: 'Run:', zh: '执行：' },
  'palette.places': { en: 'Memory', zh: '内存' },
  'palette.actions': { en: 'Actions', zh: '操作' },
  'palette.settings': { en: 'Settings', zh: '设置' },
  'palette.setting': {
    en: (name: string, value: string) => `${name}: ${value}`,
    zh: (name: string, value: string) => `${name}：${value}`,
  },
  'palette.language': { en: 'Language', zh: '语言' },
  'palette.boards': { en: 'Boot a board', zh: '启动开发板' },
  'palette.boot': {
    en: (title: string) => `Boot ${title}`,
    zh: (title: string) => `启动 ${title}`,
  },
  'palette.scenarios': { en: 'Play a scenario', zh: '播放场景' },
  'palette.maps': { en: 'Maps', zh: '内存图' },
  'palette.calls': { en: 'Put into the console', zh: '填入控制台' },
  'palette.held': { en: 'Give back', zh: '归还' },
  'palette.hole': {
    en: (pages: number) =>
      pages === 1 ? 'Free: a hole of one page' : `Free: a hole of ${grouped(pages)} pages`,
    zh: (pages: number) => `空闲：${grouped(pages)} 页的空洞`,
  },
  'palette.lent': { en: 'A page on loan', zh: '借出的页' },
  'palette.pinned': { en: 'A pinned page', zh: '被钉住的页' },
  'palette.elsewhere': { en: 'Memory outside the regions', zh: '区域之外的内存' },
  'palette.reserved': {
    en: (what: string) => `Reserved for ${what}`,
    zh: (what: string) => `预留给 ${what}`,
  },
  'palette.cmem': {
    en: (block: string) => `CMEM block ${block}`,
    zh: (block: string) => `CMEM 块 ${block}`,
  },
  'palette.ram': { en: 'Memory of the page allocator', zh: '由页分配器管理的内存' },
  'palette.elsewhere.says': {
    en: (what: string, range: string) => `${what}: ${range}. It belongs to no CMA region.`,
    zh: (what: string, range: string) => `${what}：${range}，不属于任何 CMA 区域。`,
  },
} as const satisfies Dictionary;
