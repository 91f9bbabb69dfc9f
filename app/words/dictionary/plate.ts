/** The words of the plate, which is there first: its head, tools, land and readout. */
import { grouped } from '../sizes.ts';
import { inWords, pagesEn, pagesZh } from './counting.ts';
import type { Dictionary } from './strings.ts';

export const plate = {
  'map.title': { en: 'CMA region', zh: 'CMA 区域' },
  'map.fact': {
    en: (pages: number, from: string, free: number, holes: number) =>
      `${pagesEn(pages)} of 4 KiB from ${from}. ${grouped(free)} ${free === 1 ? 'is' : 'are'} free, in ${inWords(holes)} ${holes === 1 ? 'hole' : 'holes'}.`,
    zh: (pages: number, from: string, free: number, holes: number) =>
      `自 ${from} 起 ${pagesZh(pages)}，每页 4 KiB。其中 ${pagesZh(free)}空闲，分成 ${grouped(holes)} 个空洞。`,
  },
  'map.fact.full': {
    en: (pages: number, from: string) => `${pagesEn(pages)} of 4 KiB from ${from}. None is free.`,
    zh: (pages: number, from: string) =>
      `自 ${from} 起 ${pagesZh(pages)}，每页 4 KiB。没有空闲页。`,
  },
  'map.fact.empty': {
    en: (pages: number, from: string) =>
      `${pagesEn(pages)} of 4 KiB from ${from}. All are free: nobody has asked for memory yet.`,
    zh: (pages: number, from: string) =>
      `自 ${from} 起 ${pagesZh(pages)}，每页 4 KiB。全部空闲：还没有人申请内存。`,
  },
  'map.fact.ranges': {
    en: (ranges: number) => `It lies in ${inWords(ranges)} ranges.`,
    zh: (ranges: number) => `它由 ${ranges} 段地址组成。`,
  },
  'map.fact.partly': {
    en: (pages: number) => `The window shows ${grouped(pages)} of them.`,
    zh: (pages: number) => `当前窗口显示其中 ${pagesZh(pages)}。`,
  },
  'map.used': { en: 'used', zh: '已用' },
  'map.free': { en: 'free', zh: '空闲' },
  'map.longest': { en: 'longest', zh: '最长空闲段' },
  'map.usable': { en: 'usable', zh: '可用' },
  'map.cmaFree.board': { en: 'CmaFree (board)', zh: 'CmaFree（整板）' },
  'map.grid': {
    en: (name: string) => `Page map of ${name}`,
    zh: (name: string) => `${name} 的页图`,
  },
  'map.unnamed': { en: 'unnamed', zh: '未命名' },
  'map.pages': { en: pagesEn, zh: pagesZh },
  'map.hole': {
    en: (pages: number, usable: number) =>
      usable === pages
        ? `${pagesEn(pages)} free`
        : `${pagesEn(pages)} free, ${grouped(usable)} from the next boundary`,
    zh: (pages: number, usable: number) =>
      usable === pages
        ? `${pagesZh(pages)}空闲`
        : `${pagesZh(pages)}空闲，自下一边界起 ${pagesZh(usable)}`,
  },
  'map.freePages': {
    en: (pages: number) => `${grouped(pages)} free`,
    zh: (pages: number) => `${pagesZh(pages)}空闲`,
  },
} as const satisfies Dictionary;
