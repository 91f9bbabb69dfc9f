/** The words of the comparison: two experiments side by side. */
import { grouped } from '../sizes.ts';
import { many, pagesEn, pagesZh } from './counting.ts';
import type { Dictionary } from './strings.ts';

export const compareWords = {
  'action.compare': { en: 'Compare two experiments', zh: '比较两个实验' },
  'file.compare': { en: 'Compare…', zh: '比较…' },

  'keys.group.compare': { en: 'Comparison', zh: '比较' },
  'xkey.line': { en: 'Next or previous line that differs', zh: '下一处或上一处不同的行' },
  'xkey.pages': { en: 'Next or previous differing pages', zh: '下一处或上一处不同的页' },
  'xkey.step': { en: 'In the list: one line back or on', zh: '在列表中：前后移动一行' },
  'xkey.close': { en: 'Close', zh: '关闭' },

  'compare.title': { en: 'Compare', zh: '比较' },
  'compare.swap': { en: 'Swap A and B', zh: '交换 A 与 B' },
  'compare.copyLink': { en: 'Copy a link to this comparison', zh: '复制指向此比较的链接' },
  'compare.unsaid': {
    en: 'This comparison is not in the address.',
    zh: '地址栏中没有包含此比较。',
  },
  'compare.close': { en: 'Close the comparison', zh: '关闭比较' },
  'compare.side': {
    en: (letter: string) => `Side ${letter}`,
    zh: (letter: string) => `${letter} 侧`,
  },

  'compare.present': { en: 'This experiment', zh: '当前实验' },
  'compare.upTo': {
    en: (step: number) => `up to step ${grouped(step)}`,
    zh: (step: number) => `至第 ${grouped(step)} 步`,
  },
  'compare.link': { en: 'an experiment from a link', zh: '来自链接的实验' },
  'compare.facts': {
    en: (board: string, release: string, align: number) =>
      `${board} · Linux ${release} · boundary every ${pagesEn(align)}`,
    zh: (board: string, release: string, align: number) =>
      `${board} · Linux ${release} · 每 ${pagesZh(align)}一条对齐边界`,
  },
  'compare.facts.noCma': {
    en: (board: string, release: string) => `${board} · Linux ${release}`,
    zh: (board: string, release: string) => `${board} · Linux ${release}`,
  },

  'compare.change': { en: 'Change…', zh: '更换…' },
  'compare.changeOf': {
    en: (letter: string) => `Change what stands on side ${letter}`,
    zh: (letter: string) => `更换 ${letter} 侧的内容`,
  },
  'compare.what': { en: 'Experiment', zh: '实验' },
  'compare.group.here': { en: 'On this page', zh: '本页' },
  'compare.group.recent': { en: 'Recent sessions', zh: '最近的会话' },
  'compare.group.scenario': { en: 'Scenarios', zh: '场景' },
  'compare.group.else': { en: 'From elsewhere', zh: '其他来源' },
  'compare.branch': {
    en: (name: string) => `Branch: ${name}`,
    zh: (name: string) => `分支：${name}`,
  },
  'compare.fromLink': { en: 'A link…', zh: '链接…' },
  'compare.fromFile': { en: 'A file…', zh: '文件…' },
  'compare.linkField': { en: 'Link', zh: '链接' },
  'compare.fileField': { en: 'File', zh: '文件' },
  'compare.setting': { en: 'With another setting', zh: '改动设置' },
  'compare.setting.none': { en: 'as it is', zh: '不改动' },
  'compare.value': { en: 'Value', zh: '取值' },
  'compare.value.now': {
    en: (value: string) => `${value} (as it is)`,
    zh: (value: string) => `${value}（现值）`,
  },
  'compare.at': { en: 'Up to step', zh: '执行到第几步' },
  'compare.at.end': { en: 'the end', zh: '末尾' },
  'compare.show': { en: 'Show', zh: '显示' },
  'compare.keep': { en: 'Cancel', zh: '取消' },
  'compare.again': { en: 'Try again', zh: '重试' },

  'compare.empty': {
    en: 'Nothing stands here. Choose an experiment, a scenario, a file or a link.',
    zh: '这里还没有内容。请选择实验、场景、文件或链接。',
  },
  'compare.reading': { en: 'Reading…', zh: '正在读取…' },
  'compare.running': {
    en: (done: number, all: number) => `${grouped(done)} of ${grouped(all)} steps`,
    zh: (done: number, all: number) => `${grouped(done)} / ${grouped(all)} 步`,
  },
  'compare.cancel': { en: 'Stop', zh: '停止' },
  'compare.gone': { en: 'This experiment is gone.', zh: '该实验已不存在。' },
  'compare.noLink': { en: 'There is no link yet: paste one.', zh: '还没有链接：请粘贴一个。' },
  'compare.nothing': {
    en: 'No command in it: there is nothing to compare.',
    zh: '其中没有命令：无可比较。',
  },
  'compare.tooMany': {
    en: (count: number, most: number) =>
      `${grouped(count)} commands; ${grouped(most)} can be compared here. Take an earlier step, or use carveout diff.`,
    zh: (count: number, most: number) =>
      `共 ${grouped(count)} 条命令；这里最多比较 ${grouped(most)} 条。请选择较早的一步，或使用 carveout diff。`,
  },
  'compare.unreadable': {
    en: (count: number, line: number, column: number, why: string) =>
      `${many(count, 'line', 'lines')} cannot be read. Line ${grouped(line)}, column ${grouped(column)}: ${why}`,
    zh: (count: number, line: number, column: number, why: string) =>
      `有 ${grouped(count)} 行无法读取。第 ${grouped(line)} 行第 ${grouped(column)} 列：${why}`,
  },
  'compare.notFetched': {
    en: 'It could not be fetched. Is the network there?',
    zh: '无法取得。网络是否可用？',
  },
  'compare.dead': {
    en: (detail: string) => `Its worker died and could not be brought back. ${detail}`,
    zh: (detail: string) => `该侧的工作线程已终止，无法恢复。${detail}`,
  },
  'compare.stopped': {
    en: (done: number, all: number) =>
      `Stopped: ${grouped(done)} of ${grouped(all)} commands were executed.`,
    zh: (done: number, all: number) =>
      `已停止：执行了 ${grouped(all)} 条命令中的 ${grouped(done)} 条。`,
  },
  'compare.died': {
    en: (done: number, all: number) =>
      `Its worker died over command ${grouped(done + 1)} of ${grouped(all)}; what came before stands.`,
    zh: (done: number, all: number) =>
      `工作线程在第 ${grouped(done + 1)} 条命令（共 ${grouped(all)} 条）处终止；此前的结果有效。`,
  },
  'compare.away': {
    en: (done: number, all: number) =>
      `Code for command ${grouped(done + 1)} of ${grouped(all)} could not be fetched; what came before stands. Choose it again to try again.`,
    zh: (done: number, all: number) =>
      `第 ${grouped(done + 1)} 条命令（共 ${grouped(all)} 条）所需的代码未能获取；此前的结果有效。重新选择即可重试。`,
  },
  'compare.changed': {
    en: (done: number, all: number) =>
      `The page has a newer version, and code for command ${grouped(done + 1)} of ${grouped(all)} is gone; what came before stands. Reload the page.`,
    zh: (done: number, all: number) =>
      `页面有新版本，第 ${grouped(done + 1)} 条命令（共 ${grouped(all)} 条）所需的代码已不存在；此前的结果有效。请重新加载页面。`,
  },
  'compare.lost': {
    en: (lost: number) =>
      `Its worker died over ${many(lost, 'command', 'commands')}, which had no effect; the rest was executed.`,
    zh: (lost: number) =>
      `工作线程在 ${grouped(lost)} 条命令处终止，这些命令未生效；其余命令已执行。`,
  },
  'compare.noMap': {
    en: 'This board has no CMA region: what differs stands in the table below.',
    zh: '该开发板没有 CMA 区域：差别见下方表格。',
  },
  'compare.elsewhere': {
    en: (left: string, right: string) =>
      `The regions differ: A from ${left}, B from ${right}. The maps are held together by physical address.`,
    zh: (left: string, right: string) =>
      `区域不同：A 起于 ${left}，B 起于 ${right}。两图按物理地址对齐。`,
  },
  'compare.rowsDiffer': {
    en: (left: number, right: number) =>
      `A row holds ${pagesEn(left)} in A and ${pagesEn(right)} in B.`,
    zh: (left: number, right: number) => `A 每行 ${pagesZh(left)}，B 每行 ${pagesZh(right)}。`,
  },
  'compare.frame': { en: 'Bring all differing pages into view', zh: '显示所有不同的页' },
  'compare.frame.short': { en: 'differences', zh: '差别' },
  'compare.region': { en: 'Region', zh: '区域' },

  'compare.time': { en: 'Lines executed on both sides', zh: '两侧执行到的行' },
  'compare.line': {
    en: (row: number, rows: number) => `line ${grouped(row)} of ${grouped(rows)}`,
    zh: (row: number, rows: number) => `第 ${grouped(row)} 行，共 ${grouped(rows)} 行`,
  },
  'compare.line.within': {
    en: (steps: number, row: number, rows: number) =>
      `${many(steps, 'step', 'steps')} into line ${grouped(row)} of ${grouped(rows)}`,
    zh: (steps: number, row: number, rows: number) =>
      `第 ${grouped(row)} 行的前 ${grouped(steps)} 步，共 ${grouped(rows)} 行`,
  },
  'compare.line.none': { en: 'before the first line', zh: '第一行之前' },
  'compare.first': { en: 'To the beginning', zh: '到开头' },
  'compare.back': { en: 'One line back', zh: '后退一行' },
  'compare.forth': { en: 'One line on', zh: '前进一行' },
  'compare.last': { en: 'To the end', zh: '到末尾' },
  'compare.next': { en: 'Next difference', zh: '下一处差别' },
  'compare.previous': { en: 'Previous difference', zh: '上一处差别' },

  'compare.lines': { en: 'Commands', zh: '命令' },
  'compare.only': { en: 'Only differences', zh: '只看差别' },
  'compare.column.line': { en: 'Line', zh: '行' },
  'compare.column.mark': { en: 'Compared', zh: '对照' },
  'compare.column.command': { en: 'Command', zh: '命令' },
  'compare.column.answer': {
    en: (letter: string) => `${letter} answers`,
    zh: (letter: string) => `${letter} 的回答`,
  },
  'compare.kind.same': { en: 'same', zh: '相同' },
  'compare.kind.answer': { en: 'differs', zh: '不同' },
  'compare.kind.setting': { en: 'other setting', zh: '设置不同' },
  'compare.kind.onlyLeft': { en: 'only A', zh: '仅 A' },
  'compare.kind.onlyRight': { en: 'only B', zh: '仅 B' },
  'compare.noAnswer': { en: 'no output', zh: '无输出' },
  'compare.notHere': { en: 'not on this side', zh: '该侧没有此行' },
  'compare.alike': {
    en: (count: number) => `… ${many(count, 'line', 'lines')} alike`,
    zh: (count: number) => `……前 ${grouped(count)} 行相同`,
  },
  'compare.moreLines': {
    en: (count: number) => `… and ${many(count, 'more line', 'more lines')}`,
    zh: (count: number) => `……还有 ${grouped(count)} 行`,
  },
  'compare.noneDiffer': {
    en: 'Every line stands on both sides and has the same answer.',
    zh: '每一行两侧都有，且回答相同。',
  },
  'compare.noLines': { en: 'No line yet.', zh: '还没有命令行。' },
  'compare.cut': {
    en: 'The scripts differ in too many lines to be put side by side one by one.',
    zh: '两份脚本差别过多，无法逐行对照。',
  },

  'compare.sum.answers': {
    en: (count: number) => `${many(count, 'answer differs', 'answers differ')}`,
    zh: (count: number) => `${grouped(count)} 处回答不同`,
  },
  'compare.sum.lines': {
    en: (count: number) => `${many(count, 'line', 'lines')} on one side only`,
    zh: (count: number) => `${grouped(count)} 行仅一侧有`,
  },
  'compare.sum.pages': {
    en: (count: number) => `${many(count, 'page differs', 'pages differ')} here`,
    zh: (count: number) => `此处 ${grouped(count)} 页不同`,
  },
  'compare.sum.same': { en: 'No difference', zh: '没有差别' },

  'compare.figures': { en: 'Figures', zh: '数值' },
  'compare.figure': { en: 'Figure', zh: '指标' },
  'compare.change.column': { en: 'B − A', zh: 'B − A' },
  'compare.used': { en: 'allocated, pages', zh: '已分配（页）' },
  'compare.free': { en: 'free, pages', zh: '空闲（页）' },
  'compare.holes': { en: 'free runs', zh: '空闲段数' },
  'compare.longest': { en: 'longest free run', zh: '最长空闲段' },
  'compare.usable': { en: 'largest aligned run', zh: '对齐后最大可用' },
  'compare.outside': { en: 'free outside that run', zh: '最大段之外的空闲' },
  'compare.blocks': { en: 'blocks', zh: '块数' },
  'compare.dmem': { en: 'msys buffers kept', zh: 'msys 保留缓冲区' },
  'compare.cmem': { en: 'CMEM buffers in use', zh: '使用中的 CMEM 缓冲区' },
  'compare.pools': { en: 'DMA pool blocks in use', zh: '使用中的 DMA 池块' },

  'compare.pages': { en: 'Pages that differ', zh: '不同的页' },
  'compare.pages.onlyLeft': { en: 'held only by A', zh: '仅 A 占用' },
  'compare.pages.onlyRight': { en: 'held only by B', zh: '仅 B 占用' },
  'compare.pages.owners': { en: 'held by another block', zh: '占用者不同' },
  'compare.pages.states': {
    en: 'lent, pinned or slack on one side',
    zh: '仅一侧借出、钉住或为余量',
  },
  'compare.pages.outside': { en: 'in the region on one side only', zh: '仅一侧属于该区域' },
  'compare.marked': { en: 'Bars on the maps', zh: '图上的底线' },
  'compare.marked.here': { en: 'held only here', zh: '仅此侧占用' },
  'compare.marked.there': { en: 'held only there', zh: '仅另一侧占用' },
  'compare.marked.other': { en: 'another block or state', zh: '占用者或状态不同' },
  'compare.pageNext': { en: 'Next differing pages on the map', zh: '图上下一处不同的页' },
  'compare.pagePrevious': { en: 'Previous differing pages on the map', zh: '图上上一处不同的页' },
  'compare.blocks.title': { en: 'Blocks that differ', zh: '不同的块' },
  'compare.blocks.onlyLeft': { en: 'only in A', zh: '仅 A 有' },
  'compare.blocks.onlyRight': { en: 'only in B', zh: '仅 B 有' },
  'compare.blocks.moved': { en: 'at another address', zh: '地址不同' },
  'compare.blocks.resized': { en: 'of another size', zh: '大小不同' },
  'compare.answers': { en: 'Lines that differ', zh: '不同的行' },

  'compare.states': { en: 'Field by field', zh: '逐项对照' },
  'compare.states.about': {
    en: 'Both machines here, as carveout diff tells them apart.',
    zh: '此处两台机器的差别，与 carveout diff 一致。',
  },
  'compare.states.wait': { en: 'Comparing…', zh: '正在对照…' },
  'compare.states.large': {
    en: (most: number) =>
      `More than ${grouped(most)} blocks: too many to list here. carveout diff lists them.`,
    zh: (most: number) => `超过 ${grouped(most)} 个块：这里不逐项列出，请用 carveout diff。`,
  },
} as const satisfies Dictionary;
