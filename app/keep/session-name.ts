/** What a session is called that nobody gave a name: its board, and the first thing its script says. */
import { nameOfLine } from '../time/branch-name.ts';
import { t } from '../words/i18n.svelte.ts';
import type { KeptSession } from './shelf/shelf.ts';

/** Characters at the beginning of a script that are looked at. */
const LOOKED_AT = 4_000;

/** A comment without its mark; of the fields of a scenario, its title alone counts. */
function narration(line: string, title: string): string | undefined {
  const said = /^#+\s*(.*)$/.exec(line)?.[1] ?? '';
  const field = /^(title|about)(?:\.\w+)?:\s*/.exec(said);
  if (!field) return said;
  return field[0].startsWith(`${title}:`) ? said.slice(field[0].length) : undefined;
}

/**
 * The first narration of a script, the title in the reader's language if it has one; without any, the
 * first line that does more than boot; empty: neither.
 */
export function saidFirst(text: string, language: 'en' | 'zh' = 'en'): string {
  const lines = text
    .slice(0, LOOKED_AT)
    .split('\n')
    .map((line) => line.trim());
  const title =
    lines.some((line) => /^#+ title\.zh:/.test(line)) && language === 'zh' ? 'title.zh' : 'title';
  for (const line of lines) {
    const said = narration(line, title);
    if (said) return nameOfLine(said);
  }
  return nameOfLine(lines.find((line) => line !== '' && !/^(?:#|board\b)/.test(line)) ?? '');
}

/** The name of a session in the reader's words: its own, or what stands for it. */
export function sessionName({
  title,
  board,
  said,
}: Pick<KeptSession, 'title' | 'board' | 'said'>): string {
  if (title !== '') return title;
  const facts = [board, said ?? ''].filter((fact) => fact !== '');
  return facts.length === 0 ? t('recent.unnamed') : facts.join(' · ');
}

/** What else is told of it: its board is, unless its name tells it. */
export const boardBeside = ({
  title,
  board,
}: Pick<KeptSession, 'title' | 'board'>): readonly string[] =>
  title === '' || board === '' ? [] : [board];
