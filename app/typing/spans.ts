/** Source text cut into pieces of one colour each, for lines outside an editor. */
import { highlight } from '../../engine/language/index.ts';
import { MAX_LINE_CHARS } from '../../engine/contract/limits.ts';

export interface StyledText {
  readonly text: string;
  /** Class of the style sheet, empty for plain text. */
  readonly style: string;
}

/** Lines repeat: the last ones asked for are kept, oldest first. */
const KEPT = 500;
const kept = new Map<string, readonly StyledText[]>();

export function spansOf(source: string): readonly StyledText[] {
  const known = kept.get(source);
  if (known) return known;
  const spans = cut(source);
  if (source.length <= 200) kept.set(source, spans);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? '');
  return spans;
}

function cut(source: string): readonly StyledText[] {
  if (source === '') return [];
  if (source.length > MAX_LINE_CHARS) return [{ text: source, style: '' }];
  const pieces: StyledText[] = [];
  let at = 0;
  for (const { from, to, style } of highlight(source)) {
    if (from > at) pieces.push({ text: source.slice(at, from), style: '' });
    pieces.push({ text: source.slice(from, to), style: `tok-${style}` });
    at = to;
  }
  if (at < source.length) pieces.push({ text: source.slice(at), style: '' });
  return pieces;
}
