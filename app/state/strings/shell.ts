/** The words of the page that is there first: head, notices, layout, what the session itself says. */
import { grouped } from '../sizes.ts';
import type { Dictionary } from './strings.ts';

const many = (n: number, one: string, more: string): string =>
  `${grouped(n)} ${n === 1 ? one : more}`;

export const shell = {
  close: { en: 'Close', zh: '关闭' },
  'page.skip': { en: 'Skip to the console', zh: '跳到控制台' },
  'page.maps': { en: 'Maps', zh: '内存图' },
  'page.side': { en: 'Commands and inspector', zh: '命令与检查器' },
  'page.lower': { en: 'Console, kernel log and blocks', zh: '控制台、内核日志与块' },
  'page.panels': { en: 'Panels', zh: '面板' },
  'page.local': {
    en: 'Everything runs in this tab; nothing leaves your machine.',
    zh: '一切都在此标签页内运行，数据不会离开你的电脑。',
  },
  'page.opening': { en: 'Starting the board…', zh: '正在启动开发板…' },

  'head.search': { en: 'Search or run a command', zh: '搜索或执行命令' },
  'head.language': { en: '切换到中文', zh: 'Switch to English' },
  'head.copying': { en: 'copied frames', zh: '复制帧模式' },
  'head.copying.why': {
    en: 'This page is not cross-origin isolated (COOP and COEP headers are missing), so it has no shared memory: everything works, but each change is copied and large boards are slower.',
    zh: '页面未启用跨源隔离（缺少 COOP 与 COEP 响应头），无法使用共享内存：功能不受影响，但每次变化都要复制，大容量板会慢一些。',
  },
  'look.title': { en: 'Theme and text size', zh: '主题与字号' },
  'look.theme': { en: 'Theme', zh: '主题' },
  'look.theme.system': { en: 'As the system', zh: '跟随系统' },
  'look.theme.light': { en: 'Light', zh: '浅色' },
  'look.theme.dark': { en: 'Dark', zh: '深色' },
  'look.text': { en: 'Text', zh: '字号' },
  'look.text.s': { en: 'Small', zh: '小' },
  'look.text.m': { en: 'Medium', zh: '中' },
  'look.text.l': { en: 'Large', zh: '大' },

  'board.menu': { en: 'Board and scenario', zh: '开发板与场景' },
  'board.scenarios': { en: 'Play a scenario', zh: '播放场景' },
  'board.boot': { en: 'Boot a board', zh: '启动开发板' },
  'board.facts': {
    en: (release: string, cma: string) => `Linux ${release}, cma=${cma}, nothing taken yet`,
    zh: (release: string, cma: string) => `Linux ${release}，cma=${cma}，尚未分配任何内存`,
  },
  'board.options': { en: 'Boot with options…', zh: '带参数启动…' },
  'board.options.why': {
    en: 'Kernel version, cma=, mem=, alignment, debug switches',
    zh: '内核版本、cma=、mem=、对齐、调试开关',
  },

  'pane.left': { en: 'Width of the commands', zh: '命令栏宽度' },
  'pane.right': { en: 'Width of the inspector', zh: '检查器宽度' },
  'pane.bottom': { en: 'Height of console, log and table', zh: '下方面板高度' },
  'pane.console': { en: 'Width of the console', zh: '控制台宽度' },
  'pane.log': { en: 'Width of the kernel log', zh: '内核日志宽度' },
  'pane.collapse': { en: 'Fold the lower panes', zh: '收起下方面板' },
  'pane.expand': { en: 'Unfold the lower panes', zh: '展开下方面板' },

  'panel.commands': { en: 'Commands', zh: '命令' },
  'panel.inspector': { en: 'Inspector', zh: '检查器' },
  'panel.console': { en: 'Console', zh: '控制台' },
  'panel.log': { en: 'Kernel log', zh: '内核日志' },
  'panel.blocks': { en: 'Blocks', zh: '块' },

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
  'run.noLanguage': {
    en: 'A part of the page could not be fetched, so this was not read. Check the connection and try again.',
    zh: '页面的一部分未能加载，命令没有读取。请检查网络后重试。',
  },
  'link.closed': { en: 'The session is closed.', zh: '会话已关闭。' },
  'link.failed': {
    en: 'The worker does not start, so nothing can be executed. Reload the page, or try again above.',
    zh: '工作线程无法启动，命令无法执行。请刷新页面，或点上方“重试”。',
  },
  'link.journal-full': {
    en: 'This would exceed the 2,000,000 operations one session remembers. Boot anew by reloading the page.',
    zh: '这将超出单次会话可记录的 2,000,000 次操作。请刷新页面重新开始。',
  },

  'action.palette': { en: 'Search and commands', zh: '搜索与命令' },
  'action.prompt': { en: 'Go to the console', zh: '转到控制台' },
  'action.scenario': { en: 'Play the SSD202 session again', zh: '重新播放 SSD202 会话' },
  'action.board': { en: 'Boot a board with options', zh: '带参数启动开发板' },
  'action.cancel': { en: 'Stop the run', zh: '停止执行' },
  'action.restart': { en: 'Restart the worker and replay', zh: '重启工作线程并重放' },
  'action.commands': { en: 'Show the commands', zh: '显示命令' },
  'action.inspector': { en: 'Show the inspector', zh: '显示检查器' },
  'action.log': { en: 'Show the kernel log', zh: '显示内核日志' },
  'action.blocks': { en: 'Show the blocks', zh: '显示块列表' },
  'action.theme': { en: 'Switch light and dark', zh: '切换浅色与深色' },
  'action.language': { en: '切换到中文', zh: 'Switch to English' },
  'action.text': { en: 'Next text size', zh: '切换字号' },
  'action.keys': { en: 'Keys', zh: '快捷键' },

  'notice.dismiss': { en: 'Dismiss', zh: '知道了' },
  'notice.again': { en: 'Try again', zh: '重试' },
  'notice.failed': {
    en: (why: string) =>
      `The worker does not stay alive${why === '' ? '' : ` (${why})`}. The journal is kept.`,
    zh: (why: string) =>
      `工作线程无法保持运行${why === '' ? '' : `（${why}）`}。操作日志仍然保留。`,
  },
  'notice.restarting': {
    en: 'The worker is being replaced; the journal is replayed…',
    zh: '正在更换工作线程并重放操作日志…',
  },
  'notice.restarted': {
    en: (replayed: number, lost: number) =>
      `The worker stopped answering and was replaced; ${many(replayed, 'command', 'commands')} replayed, ${lost === 0 ? 'nothing lost' : `${many(lost, 'command', 'commands')} under way lost`}.`,
    zh: (replayed: number, lost: number) =>
      `工作线程失去响应，已更换；重放了 ${grouped(replayed)} 条命令，${lost === 0 ? '没有丢失' : `正在执行的 ${grouped(lost)} 条丢失`}。`,
  },
  'notice.restarted.user': {
    en: (replayed: number, lost: number) =>
      `The worker was restarted; ${many(replayed, 'command', 'commands')} replayed${lost === 0 ? '' : `, ${grouped(lost)} under way lost`}.`,
    zh: (replayed: number, lost: number) =>
      `工作线程已重启；重放了 ${grouped(replayed)} 条命令${lost === 0 ? '' : `，正在执行的 ${grouped(lost)} 条丢失`}。`,
  },
  'notice.storage': {
    en: 'The browser does not store anything for this page: settings and history last until it is closed.',
    zh: '浏览器不允许本页存储数据：设置与历史仅在关闭前有效。',
  },
  'console.clear': { en: 'Clear the console', zh: '清空控制台' },
} as const satisfies Dictionary;
