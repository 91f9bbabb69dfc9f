/** The words of the time bar: transport, track, figures, branches, and its keys. */
import { grouped } from '../sizes.ts';
import type { Dictionary } from './strings.ts';

export const time = {
  'time.title': { en: 'Time', zh: '时间轴' },
  'time.first': { en: 'To the beginning', zh: '到开头' },
  'time.back': { en: 'Back one step', zh: '后退一步' },
  'time.play': { en: 'Play', zh: '播放' },
  'time.pause': { en: 'Pause', zh: '暂停' },
  'time.step': { en: 'Forward one step', zh: '前进一步' },
  'time.last': { en: 'To the end', zh: '到末尾' },
  'time.speed': { en: 'Speed', zh: '播放速度' },
  'time.speed.max': { en: 'fastest', zh: '最快' },
  'time.speedOf': { en: (n: number) => `${n}×`, zh: (n: number) => `${n}×` },
  'time.op': { en: 'step', zh: '步' },
  'time.of': {
    en: (length: number) => `of ${grouped(length)}`,
    zh: (length: number) => `/ ${grouped(length)}`,
  },
  'time.goTo': { en: 'Go to step', zh: '跳到第几步' },
  'time.noNumber': {
    en: (length: number) => `A number from 0 to ${grouped(length)}`,
    zh: (length: number) => `请输入 0 至 ${grouped(length)} 的数`,
  },
  'time.empty': {
    en: 'Nothing was executed yet.',
    zh: '尚未执行任何命令。',
  },
  'time.track': { en: 'Position in time', zh: '时间位置' },
  'time.at': {
    en: (at: number, length: number, line: string) =>
      `step ${grouped(at)} of ${grouped(length)}: ${line}`,
    zh: (at: number, length: number, line: string) =>
      `第 ${grouped(at)} 步，共 ${grouped(length)} 步：${line}`,
  },
  'time.before': { en: 'before the first', zh: '第一条命令之前' },
  'time.mark.boot': { en: 'boot', zh: '启动' },
  'time.mark.refused': { en: 'refused', zh: '被拒绝' },
  'time.mark.failed': { en: 'expectation failed', zh: '预期不符' },
  'time.mark.branch': { en: 'a branch leaves here', zh: '分支起点' },
  'time.overview': { en: 'All of it: draw to look closer', zh: '全程：拖动可放大' },
  'time.all': { en: 'Show all', zh: '显示全程' },
  'time.figures': { en: 'Memory at this position', zh: '此处的内存' },
  'time.used': { en: 'used', zh: '已用' },
  'time.longest': { en: 'longest free run', zh: '最长空闲段' },
  'time.fragmentation': { en: 'fragmentation', zh: '碎片率' },
  'time.used.about': {
    en: 'Taken share of the CMA region; without one, of the CMEM heap',
    zh: 'CMA 区域已占用的比例；没有 CMA 区域时为 CMEM 堆',
  },
  'time.longest.about': {
    en: 'Longest free run, as a share of the memory',
    zh: '最长空闲段占内存的比例',
  },
  'time.fragmentation.about': {
    en: 'Share of the free memory that is not in the longest free run',
    zh: '空闲内存中不在最长空闲段内的比例',
  },
  'time.nothing': { en: 'none', zh: '无' },

  'time.branches': { en: 'Branches', zh: '分支' },
  'time.branch': {
    en: (name: string) => `Branch: ${name}`,
    zh: (name: string) => `分支：${name}`,
  },
  'time.more': {
    en: (name: string) => `Position, speed, branches (${name})`,
    zh: (name: string) => `位置、速度、分支（${name}）`,
  },
  'time.branch.about': {
    en: (from: number, length: number) => `from step ${grouped(from)}, ${grouped(length)} in all`,
    zh: (from: number, length: number) => `始于第 ${grouped(from)} 步，共 ${grouped(length)} 步`,
  },
  'time.branch.trunk': {
    en: (length: number) => `the trunk, ${grouped(length)} in all`,
    zh: (length: number) => `主干，共 ${grouped(length)} 步`,
  },
  'time.branch.how': {
    en: 'Go back and execute something else: a new branch begins there.',
    zh: '退回到较早的位置并执行其他命令，就会从那里开始新的分支。',
  },
  'time.branch.rename': {
    en: (name: string) => `Rename ${name}`,
    zh: (name: string) => `重命名 ${name}`,
  },
  'time.branch.name': { en: 'New name', zh: '新名称' },
  'time.branch.remove': {
    en: (name: string) => `Delete ${name}`,
    zh: (name: string) => `删除 ${name}`,
  },
  'time.branch.sure': {
    en: (name: string) => `Delete ${name} and what was done only there?`,
    zh: (name: string) => `删除 ${name} 及只在其中执行的内容？`,
  },
  'time.branch.yes': { en: 'Delete', zh: '删除' },
  'time.branch.no': { en: 'Keep', zh: '保留' },
  'time.branch.save': { en: 'Rename', zh: '重命名' },
  'time.branch.compare': {
    en: (name: string) => `Compare with ${name}`,
    zh: (name: string) => `与 ${name} 比较`,
  },

  'keys.group.time': { en: 'Time', zh: '时间轴' },
  'ykey.step': { en: 'on the time bar: by a step', zh: '在时间轴上：逐步移动' },
  'ykey.big': { en: 'by a twentieth of what is shown', zh: '移动所示范围的 5%' },
  'ykey.ends': { en: 'to the ends', zh: '到开头、末尾' },
  'ykey.mark': { en: 'to the next or previous mark', zh: '到下一个、上一个标记' },
  'ykey.zoom': { en: 'look closer, less close, at all', zh: '放大、缩小、显示全程' },
  'action.time.play': { en: 'Play or pause', zh: '播放或暂停' },
  'action.time.back': { en: 'One step back in time', zh: '时间后退一步' },
  'action.time.step': { en: 'One step forward in time', zh: '时间前进一步' },
  'action.time.undo': { en: 'Undo', zh: '撤销' },
  'action.time.redo': { en: 'Redo', zh: '重做' },
  'action.time.first': { en: 'To the beginning of time', zh: '到时间轴开头' },
  'action.time.last': { en: 'To the end of time', zh: '到时间轴末尾' },
} as const satisfies Dictionary;

export type TimeKey = keyof typeof time;
type Args<K extends TimeKey> = (typeof time)[K]['en'] extends (...args: infer A) => string ? A : [];
/** The part of the dictionary's reader that the time bar uses. */
export type TimeT = <K extends TimeKey>(key: K, ...args: Args<K>) => string;
