/** What the page says to whoever comes for the first time. */
import type { Dictionary } from './strings.ts';

export const welcome = {
  'welcome.what': {
    en: 'Carveout draws the contiguous memory of an embedded Linux board page by page, and answers your commands as the board would.',
    zh: 'Carveout 逐页画出嵌入式 Linux 开发板的连续内存，并像真实的板子一样回答你的命令。',
  },
  'welcome.try': { en: 'Try it', zh: '试一试' },
  'welcome.scenario': { en: 'Open a scenario', zh: '打开场景' },
  'welcome.paste': { en: 'Paste a script or a link', zh: '粘贴脚本或链接' },
  'welcome.paste.how': {
    en: 'Copy a script, a saved session or a link, then press Ctrl V (⌘V) anywhere beside a field; a file can be dropped anywhere.',
    zh: '先复制脚本、保存的会话或链接，再在输入框以外按 Ctrl V（⌘V）；文件可以拖到页面任何位置。',
  },
  'welcome.away': { en: 'Hide this', zh: '不再显示' },
} as const satisfies Dictionary;
