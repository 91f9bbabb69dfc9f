/** How long ago something was, as people say it. */
import { i18n } from './i18n.svelte.ts';

const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;
/** From so many days on the date says more. */
const MANY_DAYS = 30;

export function timeAgo(then: number, now: number = Date.now(), lang = i18n.lang): string {
  const locale = lang === 'zh' ? 'zh-CN' : 'en';
  const past = Math.max(0, now - then);
  if (past > MANY_DAYS * 86_400_000)
    return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(then);
  const say = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, ms] of STEPS) if (past >= ms) return say.format(-Math.floor(past / ms), unit);
  return say.format(0, 'second');
}
