import { expect, it } from 'vitest';
import { timeAgo } from './time-ago.ts';

const NOW = 1_800_000_000_000;
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
it.each([
  [0, 'now', '现在'],
  [59_999, 'now', '现在'],
  [MINUTE, '1 minute ago', '1分钟前'],
  [59 * MINUTE, '59 minutes ago', '59分钟前'],
  [HOUR, '1 hour ago', '1小时前'],
  [DAY, 'yesterday', '昨天'],
  [30 * DAY, '30 days ago', '30天前'],
  [31 * DAY, 'Dec 15, 2026', '2026年12月15日'],
  [-5 * HOUR, 'now', '现在'],
])('%d ms ago is %j', (past, en, zh) => {
  expect([timeAgo(NOW - past, NOW, 'en'), timeAgo(NOW - past, NOW, 'zh')]).toEqual([en, zh]);
});
