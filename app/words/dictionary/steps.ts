/** The words of the strip that shows what happened inside one operation: its controls, sums, marks. */
import { addressText as at, pfnText as pfn } from '../format.ts';
import { grouped, sizeText } from '../sizes.ts';
import { many, pagesEn, pagesZh } from './counting.ts';
import type { happened } from './happened.ts';
import type { Dictionary } from './strings.ts';

export const steps = {
  'action.steps': { en: 'Show what happened inside an operation', zh: '查看操作的内部步骤' },
  'action.stepBack': {
    en: 'One step back inside the operation, while it is shown',
    zh: '操作内部后退一步（显示内部步骤时）',
  },
  'action.stepForward': {
    en: 'One step on inside the operation, while it is shown',
    zh: '操作内部前进一步（显示内部步骤时）',
  },
  'action.stepPlay': { en: 'Play the steps of the operation', zh: '播放操作的内部步骤' },
  'steps.title': {
    en: (op: number) => `Inside operation ${op}`,
    zh: (op: number) => `操作 ${op} 的内部`,
  },
  'steps.bare': { en: 'Inside an operation', zh: '操作的内部' },
  'steps.none': {
    en: 'Nothing that tells its steps has been executed on this board up to here. Allocate or free something.',
    zh: '到此为止，这块板上还没有执行过会报告内部步骤的操作。请先分配或释放。',
  },
  'steps.none.quiet': {
    en: (line: string) => `The machine stands after ${line}, which has no steps inside.`,
    zh: (line: string) => `机器停在 ${line} 之后，该操作没有内部步骤。`,
  },
  'steps.none.gone': {
    en: (line: string) =>
      `The machine stands after ${line}. What happened inside it is no longer kept, only that of later operations is.`,
    zh: (line: string) => `机器停在 ${line} 之后。其内部步骤已不再保留，只保留了较晚的操作。`,
  },
  'steps.none.inside': {
    en: (line: string, done: number, all: number) =>
      `The machine stands inside ${line}, after ${grouped(done)} of its ${many(all, 'operation', 'operations')}. What a single one of them did is not kept.`,
    zh: (line: string, done: number, all: number) =>
      `机器停在 ${line} 的中间：${grouped(all)} 个操作已完成 ${grouped(done)} 个。其中单个操作的内部步骤没有保留。`,
  },
  'steps.none.elsewhere': {
    en: 'Other operations can be chosen above.',
    zh: '可在上方选择其他操作。',
  },
  'steps.choose': { en: 'Choose an operation', zh: '选择一个操作' },
  'steps.goEnd': { en: 'Take the machine to its end', zh: '让机器转到其末尾' },
  'steps.go': { en: 'Take the machine there', zh: '让机器转到那里' },
  // The word that is shown is part of the name that is heard.
  'steps.word': { en: 'Steps inside', zh: '内部步骤' },
  'steps.open': {
    en: (op: number) => `Steps inside operation ${op}`,
    zh: (op: number) => `操作 ${op} 的内部步骤`,
  },
  'steps.openMany': {
    en: (op: number, steps: number) => `Steps inside operation ${op}: ${grouped(steps)}`,
    zh: (op: number, steps: number) => `操作 ${op} 的内部步骤：${grouped(steps)}`,
  },
  'steps.why': { en: 'Why', zh: '原因' },
  'steps.ofRefusal': {
    en: (op: number) => `Why operation ${op} was refused: its steps`,
    zh: (op: number) => `操作 ${op} 被拒绝的原因：内部步骤`,
  },
  'steps.which': { en: 'Operation', zh: '操作' },
  'steps.one': {
    en: (op: number, line: string, refused: boolean) => `${op} ${refused ? '✗ ' : ''}${line}`,
    zh: (op: number, line: string, refused: boolean) => `${op} ${refused ? '✗ ' : ''}${line}`,
  },
  'steps.first': { en: 'First step', zh: '第一步' },
  'steps.back': { en: 'One step back', zh: '后退一步' },
  'steps.play': { en: 'Play', zh: '播放' },
  'steps.pause': { en: 'Pause', zh: '暂停' },
  'steps.forward': { en: 'One step on', zh: '前进一步' },
  'steps.last': { en: 'Last step', zh: '最后一步' },
  'steps.speed': { en: 'Speed', zh: '速度' },
  'steps.at': {
    en: (step: number, all: number) => `step ${grouped(step)} of ${grouped(all)}`,
    zh: (step: number, all: number) => `第 ${grouped(step)} / ${grouped(all)} 步`,
  },
  'steps.list': { en: 'Steps', zh: '步骤' },
  'steps.copy': { en: 'Copy the steps as text', zh: '以文本复制各步骤' },
  'steps.copied': { en: 'copied', zh: '已复制' },
  'steps.copyFailed': { en: 'not copied', zh: '复制失败' },
  'steps.close': { en: 'Close', zh: '关闭' },
  'steps.gap': {
    en: (n: number) => `${many(n, 'step', 'steps')} between here are not kept`,
    zh: (n: number) => `此处有 ${grouped(n)} 步未保留`,
  },
  'steps.dropped': {
    en: (n: number) => `${many(n, 'step is', 'steps are')} not kept: the first and the last are.`,
    zh: (n: number) => `有 ${grouped(n)} 步未保留，只保留了开头和结尾。`,
  },
  'steps.forgotten': {
    en: 'earlier operations are no longer kept',
    zh: '更早的操作已不再保留',
  },
  'steps.since': {
    en: (n: number) =>
      `The maps show the machine as it is now, ${many(n, 'operation', 'operations')} later.`,
    zh: (n: number) => `内存图显示的是现在的状态，即 ${grouped(n)} 个操作之后。`,
  },
  'steps.until': {
    en: (n: number) =>
      `The maps show the machine as it is now, ${many(n, 'operation', 'operations')} before this one was done.`,
    zh: (n: number) => `内存图显示的是现在的状态，即该操作完成之前 ${grouped(n)} 个操作。`,
  },

  'sum.windows': {
    en: (n: number, taken: number) =>
      `${many(n, 'window', 'windows')} looked at${taken > 0 ? `, ${grouped(taken)} with a taken page` : ''}`,
    zh: (n: number, taken: number) =>
      `查看了 ${grouped(n)} 个窗口${taken > 0 ? `，其中 ${grouped(taken)} 个含已占用页` : ''}`,
  },
  'sum.aligned': {
    en: (n: number) => `${grouped(n)} of them moved up to a boundary`,
    zh: (n: number) => `其中 ${grouped(n)} 个是向上对齐得到的`,
  },
  'sum.end': { en: 'then the region ended', zh: '随后到达区域末尾' },
  'sum.busy': { en: (n: number) => `${grouped(n)} busy`, zh: (n: number) => `${grouped(n)} 个忙` },
  'sum.more': { en: 'more not listed', zh: '还有未列出的' },
  'sum.claimed': {
    en: (from: number) => `claimed at pfn ${pfn(from)}`,
    zh: (from: number) => `在 pfn ${pfn(from)} 处占用`,
  },
  'sum.released': {
    en: (count: number) => `${pagesEn(count)} given back`,
    zh: (count: number) => `归还 ${pagesZh(count)}`,
  },
  'sum.slept': {
    en: (n: number, ms: number) =>
      `${many(n, 'retry', 'retries')} after ${grouped(ms)} ms of sleep`,
    zh: (n: number, ms: number) => `重试 ${grouped(n)} 次，共休眠 ${grouped(ms)} ms`,
  },
  'sum.pools': {
    en: (n: number, small: number, empty: number) =>
      `${many(n, 'pool', 'pools')} looked at${small > 0 ? `, ${grouped(small)} too small` : ''}${empty > 0 ? `, ${grouped(empty)} empty` : ''}`,
    zh: (n: number, small: number, empty: number) =>
      `查看了 ${grouped(n)} 个池${small > 0 ? `，${grouped(small)} 个太小` : ''}${empty > 0 ? `，${grouped(empty)} 个已空` : ''}`,
  },
  'sum.taken': {
    en: (pool: number, id: number) => `pool ${pool} gave buffer ${id}`,
    zh: (pool: number, id: number) => `池 ${pool} 给出缓冲区 ${id}`,
  },
  'sum.chunks': {
    en: (n: number, small: number, misaligned: number) =>
      `${many(n, 'chunk', 'chunks')} walked${small > 0 ? `, ${grouped(small)} too small` : ''}${misaligned > 0 ? `, ${grouped(misaligned)} misaligned` : ''}`,
    zh: (n: number, small: number, misaligned: number) =>
      `遍历了 ${grouped(n)} 个空闲块${small > 0 ? `，${grouped(small)} 个太小` : ''}${misaligned > 0 ? `，${grouped(misaligned)} 个对不齐` : ''}`,
  },
  'sum.cut': {
    en: (phys: number) => `cut out at ${at(phys)}`,
    zh: (phys: number) => `在 ${at(phys)} 处切出`,
  },
  'sum.freed': {
    en: (size: number, merges: number) =>
      `${sizeText(size)} freed${merges > 0 ? `, ${many(merges, 'merge', 'merges')}` : ''}`,
    zh: (size: number, merges: number) =>
      `释放 ${sizeText(size)}${merges > 0 ? `，合并 ${grouped(merges)} 次` : ''}`,
  },
  'sum.blocks': {
    en: (taken: number, freed: number, pages: number) =>
      [
        pages > 0 ? `${many(pages, 'page', 'pages')} added` : '',
        taken > 0 ? `${many(taken, 'block', 'blocks')} handed out` : '',
        freed > 0 ? `${many(freed, 'block', 'blocks')} came back` : '',
      ]
        .filter(Boolean)
        .join(', '),
    zh: (taken: number, freed: number, pages: number) =>
      [
        pages > 0 ? `新增 ${grouped(pages)} 页` : '',
        taken > 0 ? `交出 ${grouped(taken)} 块` : '',
        freed > 0 ? `归还 ${grouped(freed)} 块` : '',
      ]
        .filter(Boolean)
        .join('，'),
  },
  'sum.refused': { en: 'refused', zh: '被拒绝' },

  'mark.taken': { en: 'taken', zh: '已占用' },
  'mark.end': { en: 'the end', zh: '到头' },
  'mark.busy': { en: 'busy', zh: '忙' },
  'mark.fits': { en: 'fits', zh: '合适' },
  'mark.claimed': { en: 'claimed', zh: '占用' },
  'mark.released': { en: 'given back', zh: '归还' },
  'mark.moved': { en: 'moved away', zh: '迁走' },
  'mark.too small': { en: 'too small', zh: '太小' },
  'mark.misaligned': { en: 'misaligned', zh: '对不齐' },
  'mark.empty': { en: 'empty', zh: '已空' },
  'mark.not better': { en: 'no better', zh: '不更优' },
  'mark.best': { en: 'best so far', zh: '目前最佳' },
  'mark.cut': { en: 'cut', zh: '切出' },
  'mark.next': { en: 'next', zh: '下一个' },
  'mark.linked': { en: 'into the list', zh: '进入链表' },
  'mark.merged': { en: 'one chunk', zh: '合并' },
  'mark.freed': { en: 'free', zh: '空闲' },
  'mark.new page': { en: 'new page', zh: '新页' },
  'mark.has room': { en: 'has a free block', zh: '有空闲块' },
  'mark.handed out': { en: 'handed out', zh: '交出' },
  'mark.refused': { en: 'refused', zh: '被拒绝' },
  'mark.astray': { en: 'leads nowhere', zh: '指向无效地址' },
} as const satisfies Dictionary;

type Words = typeof steps & typeof happened;
type StepKey = keyof Words;
type Args<K extends StepKey> = Words[K]['en'] extends (...args: infer A) => string ? A : [];
/** The part of the dictionary's reader that the steps use. */
export type StepT = <K extends StepKey>(key: K, ...args: Args<K>) => string;
