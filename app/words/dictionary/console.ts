/** The words of the console and the kernel log: their lines, runs, help, folds and keys. */
import { grouped } from '../sizes.ts';
import { many } from './counting.ts';
import type { Dictionary } from './strings.ts';

export const consoleWords = {
  'run.label': { en: 'Operations done', zh: '已完成的操作' },
  'run.count': {
    en: (done: number, total: number) => `${grouped(done)} of ${grouped(total)} operations`,
    zh: (done: number, total: number) => `${grouped(done)} / ${grouped(total)} 次操作`,
  },
  'run.reading': { en: 'Reading…', zh: '正在读取…' },
  'run.cancel': { en: 'Stop', zh: '停止' },
  'run.stopped': {
    en: (done: number, all: number) =>
      `Stopped after ${grouped(done)} of ${many(all, 'command', 'commands')}. What was done stays done.`,
    zh: (done: number, all: number) =>
      `已停止：共 ${grouped(all)} 条命令，执行了 ${grouped(done)} 条。已完成的不会撤销。`,
  },
  'run.notRead': {
    en: 'Stopped while reading; nothing was executed.',
    zh: '读取过程中已停止，未执行任何命令。',
  },
  'run.died': {
    en: (done: number, all: number) =>
      `The worker was lost after ${grouped(done)} of ${many(all, 'command', 'commands')}; the one under way had no effect.`,
    zh: (done: number, all: number) =>
      `共 ${grouped(all)} 条命令，执行 ${grouped(done)} 条后工作线程中断；正在执行的那条未生效。`,
  },
  'run.lost': {
    en: 'The worker died over this command: it had no effect and is not part of the experiment. What follows was executed.',
    zh: '工作线程在执行这条命令时终止：该命令未生效，也不计入实验。其后的命令已继续执行。',
  },
  'run.notBegun': {
    en: 'The worker died twice on the way to the start: nothing was opened, everything is as it was.',
    zh: '回到起点的过程中工作线程两次终止：没有打开任何内容，一切保持原样。',
  },
  'run.noLanguage': {
    en: 'A part of the page could not be fetched, so this was not read. Check the connection and try again.',
    zh: '页面的一部分未能加载，命令没有读取。请检查网络后重试。',
  },
  'run.away': {
    en: 'Its code could not be fetched: not executed, nor what follows. Everything else goes on. Try again above.',
    zh: '该命令所需的代码未能获取：它和后面的命令都没有执行，其余功能不受影响。请点上方“重试”。',
  },
  'run.changed': {
    en: 'A newer version of this page has been published, and the code of this command went with the old one: not executed. Reload; your session is kept.',
    zh: '页面已发布新版本，该命令所需的旧版代码已不存在，因此没有执行。请重新加载，会话会保留。',
  },
  'help.find': {
    en: 'Ctrl K (⌘K) finds actions, blocks, addresses and every command; ? lists the keys.',
    zh: 'Ctrl K（⌘K）可查找操作、块、地址和全部命令；按 ? 列出快捷键。',
  },
  'help.type': {
    en: 'Tab completes what is being typed, ↑ brings earlier lines back. To begin with:',
    zh: 'Tab 补全输入，↑ 找回之前输入的行。可以从这些开始：',
  },
  'help.first': {
    en: '  board ssd202\n  cat /sys/class/mstar/msys/dmem\n  echo new1k 1024 > /sys/class/mstar/msys/dmem_alloc\n  a = cma_alloc(256, align=4)',
    zh: '  board ssd202\n  cat /sys/class/mstar/msys/dmem\n  echo new1k 1024 > /sys/class/mstar/msys/dmem_alloc\n  a = cma_alloc(256, align=4)',
  },
  'help.calls': {
    en: 'All there is; help NAME tells of one of them:',
    zh: '全部命令与调用；help 名称 可查看其中一个：',
  },
  'console.clear': { en: 'Clear the console', zh: '清空控制台' },
  copied: { en: 'Copied', zh: '已复制' },
  'console.title': { en: 'Console', zh: '控制台' },
  'console.output': { en: 'Console output', zh: '控制台输出' },
  'console.placeholder': {
    en: 'Type a command; Tab completes',
    zh: '输入命令，Tab 键补全',
  },
  'console.copy': { en: 'Copy the transcript', zh: '复制会话记录' },
  'console.completions': { en: 'Completions', zh: '补全' },
  'console.history': { en: 'From the history', zh: '历史记录' },
  'console.choices': {
    en: (n: number) => many(n, 'completion', 'completions'),
    zh: (n: number) => `${n} 个补全`,
  },
  'console.tooBig': {
    en: (length: string, most: string) =>
      `This text has ${length} characters and was not read; at most ${most} are accepted. Nothing has changed.`,
    zh: (length: string, most: string) =>
      `这段文本有 ${length} 个字符，未读取；最多接受 ${most} 个字符。状态没有变化。`,
  },
  'lines.unseen': {
    en: (n: number) => `${many(n, 'new line', 'new lines')} ↓`,
    zh: (n: number) => `${grouped(n)} 行新内容 ↓`,
  },
  'line.more': {
    en: (n: number) => `Show ${many(n, 'more character', 'more characters')}`,
    zh: (n: number) => `再显示 ${grouped(n)} 个字符`,
  },
  'fold.hidden': {
    en: (n: number, all: number) =>
      n === 0
        ? `All ${grouped(all)} lines of this answer are shown.`
        : `${grouped(n)} more of ${many(all, 'line', 'lines')}`,
    zh: (n: number, all: number) =>
      n === 0
        ? `该应答共 ${grouped(all)} 行，已全部显示。`
        : `还有 ${grouped(n)} 行，共 ${grouped(all)} 行`,
  },
  'fold.more': {
    en: (n: number) => `Show ${grouped(n)} more`,
    zh: (n: number) => `再显示 ${grouped(n)} 行`,
  },
  'fold.all': { en: 'Show all', zh: '全部显示' },
  'fold.less': { en: 'Fold', zh: '折叠' },
  'fold.copy': { en: 'Copy all', zh: '全部复制' },
  'fold.said': {
    en: (n: number) => `and ${many(n, 'more line', 'more lines')}`,
    zh: (n: number) => `另有 ${grouped(n)} 行`,
  },
  'console.find': { en: 'Find in the console', zh: '在控制台中查找' },
  'console.found': {
    en: (at: number, n: number, more: boolean) =>
      n === 0 ? 'none' : `${grouped(at)} of ${grouped(n)}${more ? '+' : ''}`,
    zh: (at: number, n: number, more: boolean) =>
      n === 0 ? '无匹配' : `${grouped(at)} / ${grouped(n)}${more ? '+' : ''}`,
  },
  'console.find.older': { en: 'Older match (Enter)', zh: '较早的匹配（Enter）' },
  'console.find.newer': { en: 'Newer match (Shift+Enter)', zh: '较新的匹配（Shift+Enter）' },
  'console.find.close': { en: 'Close the search', zh: '关闭查找' },
  'lines.dropped': {
    en: (n: number, kept: number) =>
      `${many(n, 'older line', 'older lines')} dropped; the newest ${grouped(kept)} are kept.`,
    zh: (n: number, kept: number) =>
      `已丢弃 ${grouped(n)} 行较早内容；保留最新 ${grouped(kept)} 行。`,
  },

  'log.title': { en: 'Kernel log', zh: '内核日志' },
  'log.find': { en: 'Find in the log', zh: '在日志中查找' },
  'log.find.short': { en: 'Find', zh: '查找' },
  'log.channel': { en: 'Channel', zh: '通道' },
  'log.channel.all': { en: 'all', zh: '全部' },
  'log.channel.printk': { en: 'printk', zh: 'printk' },
  'log.channel.ftrace': { en: 'ftrace', zh: 'ftrace' },
  'log.copy': { en: 'Copy the log', zh: '复制日志' },
  'log.booted': {
    en: (board: string) => `— ${board} booted —`,
    zh: (board: string) => `— ${board} 已启动 —`,
  },
  'log.empty': { en: 'The kernel has printed nothing yet.', zh: '内核尚未打印任何内容。' },
  'log.none': { en: 'No line matches.', zh: '没有匹配的行。' },

  'ckey.run': { en: 'run the line', zh: '执行' },
  'ckey.newline': { en: 'another line', zh: '换行' },
  'ckey.complete': { en: 'complete', zh: '补全' },
  'ckey.history': { en: 'older and newer lines', zh: '上一条、下一条历史' },
  'ckey.search': { en: 'search the history', zh: '搜索历史' },
  'ckey.find': { en: 'Find in the console', zh: '在控制台中查找' },
  'ckey.clear': { en: 'clear the console', zh: '清空控制台' },
  'ckey.cancel': { en: 'stop a run', zh: '停止执行' },
  'ckey.escape': { en: 'close the list, then empty the line', zh: '关闭列表，再清空输入' },
} as const satisfies Dictionary;
