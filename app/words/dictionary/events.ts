/** Words of the table of operations. */
import { grouped } from '../sizes.ts';
import { many } from './counting.ts';
import type { Dictionary } from './strings.ts';

export const events = {
  'events.title': { en: 'Operations', zh: '操作' },
  'events.op': { en: 'op', zh: '操作' },
  'events.text': { en: 'call', zh: '调用' },
  'events.inside': { en: 'inside', zh: '内部' },
  'events.answer': { en: 'answer', zh: '结果' },
  'events.at': { en: 'step', zh: '步' },
  'events.filter': { en: 'Part of a call', zh: '调用中的文字' },
  'events.failed': { en: 'Failed only', zh: '仅失败' },
  'events.count': {
    en: (shown: number, all: number) =>
      shown === all
        ? many(all, 'command', 'commands')
        : `${grouped(shown)} of ${many(all, 'command', 'commands')}`,
    zh: (shown: number, all: number) =>
      shown === all ? `${grouped(all)} 条命令` : `${grouped(all)} 条命令中的 ${grouped(shown)} 条`,
  },
  'events.none': {
    en: 'Nothing was executed yet. What you type or play is listed here; choose a row to go back to it.',
    zh: '尚未执行任何操作。输入或播放的命令会列在这里，选中一行即可回到该时刻。',
  },
  'events.noMatch': { en: 'No operation matches.', zh: '没有相符的操作。' },
  'events.refused': { en: 'failed', zh: '失败' },
} as const satisfies Dictionary;
