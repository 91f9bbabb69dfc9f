/** The words of the page that is there first: head and layout. */
import type { Dictionary } from './strings.ts';

export const shell = {
  close: { en: 'Close', zh: '关闭' },
  'page.skip': { en: 'Skip to the console', zh: '跳到控制台' },
  'page.maps': { en: 'Maps', zh: '内存图' },
  'page.side': { en: 'Commands and inspector', zh: '命令与检查器' },
  'page.lower': { en: 'Console, kernel log and tables', zh: '控制台、内核日志与表格' },
  'page.panels': { en: 'Panels', zh: '面板' },

  'head.search': { en: 'Search or run a command', zh: '搜索或执行命令' },
  'board.menu': { en: 'Board and scenario', zh: '开发板与场景' },
  'pane.left': { en: 'Width of the commands', zh: '命令栏宽度' },
  'pane.right': { en: 'Width of the inspector', zh: '检查器宽度' },
  'pane.bottom': { en: 'Height of console, log and tables', zh: '控制台、日志与表格的高度' },
  'pane.console': { en: 'Width of the console', zh: '控制台宽度' },
  'pane.log': { en: 'Width of the kernel log', zh: '内核日志宽度' },
  'pane.collapse': { en: 'Fold console, log and tables', zh: '收起控制台、日志与表格' },
  'pane.expand': { en: 'Open console, log and tables', zh: '展开控制台、日志与表格' },
  'dock.tables': { en: 'Tables', zh: '表格' },
  'dock.operations': { en: 'Operations', zh: '操作' },

  'panel.commands': { en: 'Commands', zh: '命令' },
  'panel.inspector': { en: 'Inspector', zh: '检查器' },
  'panel.console': { en: 'Console', zh: '控制台' },
  'panel.log': { en: 'Kernel log', zh: '内核日志' },
  'panel.blocks': { en: 'Blocks', zh: '块' },

  'part.away': { en: 'This part could not be fetched.', zh: '这一部分未能获取。' },
  'part.again': { en: 'Try again', zh: '重试' },
  'part.changed': {
    en: 'There is a newer version of this page. Your session is kept.',
    zh: '页面有新版本，会话会保留。',
  },
  'part.reload': { en: 'Reload', zh: '重新加载' },
} as const satisfies Dictionary;
