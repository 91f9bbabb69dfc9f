/** The words of the script editor. */
import { grouped } from '../sizes.ts';
import { many } from './counting.ts';
import type { Dictionary } from './strings.ts';

export const editor = {
  'editor.label': { en: 'Script', zh: '脚本' },
  'editor.hint': {
    en: 'Escape, then Tab, leaves the editor. F1 explains the word at the caret, F8 goes to the next error.',
    zh: '先按 Esc 再按 Tab 可离开编辑器。F1 解释光标处的词，F8 转到下一个错误。',
  },
  'editor.placeholder': {
    en: 'board ssd202\na = cma_alloc(64, align=4)',
    zh: 'board ssd202\na = cma_alloc(64, align=4)',
  },
  'editor.tools': { en: 'Run the script', zh: '执行脚本' },
  'editor.run': { en: 'Run', zh: '执行' },
  'editor.run.why': {
    en: 'Run all of it: what was executed as it stands is kept',
    zh: '执行全部：已执行且未改动的部分保留',
  },
  'editor.runTo': { en: 'Run to the caret', zh: '执行到光标处' },
  'editor.step': { en: 'Step: execute the next line', zh: '单步：执行下一行' },
  'editor.stepBack': { en: 'Step back: undo the last line', zh: '后退一步：撤销上一行' },
  'editor.find': { en: 'Find and replace', zh: '查找与替换' },
  'editor.widen': { en: 'Widen the editor', zh: '加宽编辑器' },
  'editor.narrow': { en: 'Narrow the editor', zh: '恢复窄栏' },
  'editor.copy': { en: 'Copy the script', zh: '复制脚本' },
  'editor.line': {
    en: (line: number, lines: number) => `Line ${grouped(line)} of ${grouped(lines)}`,
    zh: (line: number, lines: number) => `第 ${grouped(line)} 行，共 ${grouped(lines)} 行`,
  },
  'editor.op': {
    en: (op: number) => `op ${grouped(op)}`,
    zh: (op: number) => `操作 ${grouped(op)}`,
  },
  'editor.op.failed': {
    en: (op: number) => `op ${grouped(op)}, refused`,
    zh: (op: number) => `操作 ${grouped(op)}，被拒绝`,
  },
  'editor.op.none': { en: 'executed, took no operation', zh: '已执行，不占操作号' },
  'editor.errors': {
    en: (n: number, more: boolean) =>
      more ? `more than ${grouped(n)} errors` : many(n, 'error', 'errors'),
    zh: (n: number, more: boolean) => (more ? `超过 ${grouped(n)} 处错误` : `${grouped(n)} 处错误`),
  },
  'editor.errors.go': { en: 'Go to the first error', zh: '转到第一处错误' },
  'editor.notRun': {
    en: (line: number) => `Nothing was run: line ${grouped(line)} has an error.`,
    zh: (line: number) => `未执行：第 ${grouped(line)} 行有错误。`,
  },
  'editor.dirty': {
    en: 'Edited since it was run; the maps show the earlier text.',
    zh: '执行之后有改动；内存图反映的是改动前的文本。',
  },
  'editor.outside': {
    en: (n: number) =>
      `${many(n, 'command was', 'commands were')} executed that ${n === 1 ? 'is' : 'are'} not in this text.`,
    zh: (n: number) => `另有 ${grouped(n)} 条已执行的命令不在此文本中。`,
  },
  'editor.adopt': { en: 'Show the session’s script', zh: '显示会话脚本' },
  'editor.adopt.why': {
    en: 'Puts everything that was executed here; undo brings this text back',
    zh: '用已执行的全部命令替换此文本；撤销可恢复',
  },
  'editor.missing': {
    en: (n: number) => `${many(n, 'older line', 'older lines')} of the session would not fit here.`,
    zh: (n: number) => `会话中较早的 ${grouped(n)} 行放不下，未显示。`,
  },
  'editor.refused': {
    en: (length: string, most: string) =>
      `Not inserted: the text would have ${length} characters; at most ${most} are accepted.`,
    zh: (length: string, most: string) =>
      `未插入：文本将有 ${length} 个字符；最多接受 ${most} 个字符。`,
  },
  'help.default': {
    en: (about: string, value: string) => `${about} Default: ${value}.`,
    zh: (about: string, value: string) => `${about}默认：${value}。`,
  },
  'help.accepts': {
    en: (accepts: string) => `Takes ${accepts}.`,
    zh: (accepts: string) => `取值：${accepts}。`,
  },

  // The library's own words: search panel, list of errors, what it says to a screen reader.
  'cm.find': { en: 'Find', zh: '查找' },
  'cm.replacement': { en: 'Replacement', zh: '替换为' },
  'cm.next': { en: 'Next', zh: '下一个' },
  'cm.previous': { en: 'Previous', zh: '上一个' },
  'cm.all': { en: 'all', zh: '全选' },
  'cm.match-case': { en: 'Match case', zh: '区分大小写' },
  'cm.regexp': { en: 'Regexp', zh: '正则' },
  'cm.by-word': { en: 'Whole words', zh: '整词' },
  'cm.replace': { en: 'Replace', zh: '替换' },
  'cm.replace-all': { en: 'Replace all', zh: '全部替换' },
  'cm.close': { en: 'Close', zh: '关闭' },
  'cm.current-match': { en: 'current match', zh: '当前匹配' },
  'cm.on-line': { en: 'on line', zh: '所在行' },
  'cm.replaced-match-on-line': { en: 'replaced match on line $', zh: '已替换第 $ 行的匹配' },
  'cm.replaced-matches': { en: 'replaced $ matches', zh: '已替换 $ 处匹配' },
  'cm.go-to-line': { en: 'Go to line', zh: '转到行' },
  'cm.go': { en: 'Go', zh: '转到' },
  'cm.completions': { en: 'Completions', zh: '补全' },
  'cm.diagnostics': { en: 'Errors', zh: '错误' },
  'cm.no-diagnostics': { en: 'No errors', zh: '没有错误' },
  'cm.selection-deleted': { en: 'Selection deleted', zh: '已删除所选内容' },
  'cm.control-character': { en: 'Control character', zh: '控制字符' },

  'keys.group.editor': { en: 'Script editor', zh: '脚本编辑器' },
  'ekey.run': { en: 'run all of it', zh: '执行全部' },
  'ekey.runTo': { en: 'run to the caret', zh: '执行到光标处' },
  'ekey.step': { en: 'execute the next line', zh: '执行下一行' },
  'ekey.stepBack': { en: 'step back', zh: '后退一步' },
  'ekey.help': { en: 'explain the word at the caret', zh: '解释光标处的词' },
  'ekey.problem': { en: 'next error', zh: '下一处错误' },
  'ekey.find': { en: 'find and replace', zh: '查找与替换' },
  'ekey.goto': { en: 'go to a line', zh: '转到行' },
  'ekey.comment': { en: 'comment or uncomment', zh: '注释或取消注释' },
  'ekey.complete': { en: 'complete', zh: '补全' },
  'ekey.undo': { en: 'undo, redo', zh: '撤销、重做' },
  'ekey.leave': { en: 'then Tab: leave the editor', zh: '再按 Tab：离开编辑器' },

  'file.about.cmdline': {
    en: 'What the kernel was booted with, as far as it bears on contiguous memory.',
    zh: '内核启动参数中与连续内存有关的部分。',
  },
  'file.about.meminfo': {
    en: 'Totals of memory; CmaTotal and CmaFree count the pages of all CMA regions.',
    zh: '内存总览；CmaTotal 与 CmaFree 统计全部 CMA 区域的页。',
  },
  'file.about.cmem': {
    en: 'Pools and heap of the loaded CMEM driver, buffer by buffer.',
    zh: '已加载的 CMEM 驱动的缓冲池与堆，逐个列出缓冲区。',
  },
  'file.about.osrelease': { en: 'The kernel’s version.', zh: '内核版本号。' },
  'file.about.dmem': {
    en: 'The named buffers msys holds, newest first; cut at 4,095 bytes.',
    zh: 'msys 持有的命名缓冲区，新的在前；超过 4,095 字节会被截断。',
  },
  'file.about.pools': {
    en: 'The DMA pools of a device: blocks in use, blocks in all, size, pages.',
    zh: '某个设备的 DMA 池：在用块数、总块数、块大小、页数。',
  },
  'file.about.trace': {
    en: 'ftrace’s ring: cma_alloc and cma_release events. Writing to it empties it.',
    zh: 'ftrace 环形缓冲区：cma_alloc 与 cma_release 事件。写入即清空。',
  },
  'file.about.error_count': {
    en: 'Mistakes that dma-debug has counted.',
    zh: 'dma-debug 已统计到的错误数。',
  },
  'file.about.num_errors': {
    en: 'How many more mistakes dma-debug prints.',
    zh: 'dma-debug 还会打印多少个错误。',
  },
  'file.about.all_errors': {
    en: '1 makes dma-debug print every mistake.',
    zh: '写 1 则 dma-debug 打印全部错误。',
  },
  'file.about.cma.alloc': {
    en: 'A number written here takes that many pages from this region.',
    zh: '写入数字 N：从该区域取 N 页。',
  },
  'file.about.cma.free': {
    en: 'A number written here gives back that many of the pages taken through alloc.',
    zh: '写入数字 N：归还经 alloc 取走的 N 页。',
  },
  'file.about.cma.base_pfn': { en: 'First page frame of the region.', zh: '区域的首个页框号。' },
  'file.about.cma.bitmap': {
    en: 'The region’s bitmap in 32-bit words; a set bit is taken.',
    zh: '区域位图，按 32 位字显示；置位表示已占用。',
  },
  'file.about.cma.count': { en: 'Pages of the region.', zh: '区域的总页数。' },
  'file.about.cma.used': { en: 'Pages that are taken.', zh: '已占用的页数。' },
  'file.about.cma.maxchunk': {
    en: 'Pages of the longest free run, alignment not considered.',
    zh: '最长空闲段的页数，不考虑对齐。',
  },
  'file.about.cma.order_per_bit': {
    en: 'One bit of the bitmap stands for 2 to this power pages.',
    zh: '位图中每一位代表 2 的该次幂页。',
  },
  'file.about.cma.success': { en: 'Pages allocated so far.', zh: '至今成功分配的页数。' },
  'file.about.cma.fail': { en: 'Pages asked for in vain so far.', zh: '至今分配失败的页数。' },
  'file.about.cma.released': { en: 'Pages given back so far.', zh: '至今归还的页数。' },
  'file.about.cma.total': { en: 'Pages of the region.', zh: '区域的总页数。' },
  'file.about.cma.available': { en: 'Pages that are free.', zh: '空闲的页数。' },
} as const satisfies Dictionary;
