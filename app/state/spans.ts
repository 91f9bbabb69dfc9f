/** Source text cut into pieces of one colour each, for lines outside an editor. */
import { highlight } from '../../engine/language/index.ts';
import { MAX_LINE_CHARS } from '../../engine/limits.ts';

export interface StyledText {
  readonly text: string;
  /** Class of the style sheet, empty for plain text. */
  readonly style: string;
}

export function spansOf(source: string): readonly StyledText[] {
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
