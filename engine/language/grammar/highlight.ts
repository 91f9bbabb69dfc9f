/** Colours for text, in an editor and outside of one (console lines, forms): the same tree, the same tags. */
import { highlightTree, tagHighlighter, tags as t } from '@lezer/highlight';
import type { Highlighter } from '@lezer/highlight';
import { MAX_SOURCE_CHARS } from '../../contract/limits.ts';
import { parser } from './parser.ts';

const STYLES = {
  comment: t.lineComment,
  keyword: t.controlKeyword,
  command: t.keyword,
  call: t.function(t.variableName),
  handle: t.definition(t.variableName),
  name: t.name,
  key: t.propertyName,
  number: t.number,
  string: t.string,
  word: t.literal,
  path: t.url,
  operator: t.operator,
  bracket: t.bracket,
  separator: t.separator,
  invalid: t.invalid,
} as const;
export type Style = keyof typeof STYLES;

/** A piece of the source with one style. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly style: Style;
}

/** For an editor: what stands in the tree gets the class `prefix` + style. */
export const highlighterOf = (prefix: string): Highlighter =>
  tagHighlighter(
    Object.entries(STYLES).map(([style, tag]) => ({ tag, class: `${prefix}${style}` })),
  );
const highlighter = highlighterOf('');

/** Non-overlapping spans in order; text between them has no style. Oversized source has none. */
export function highlight(source: string): readonly Span[] {
  if (source.length > MAX_SOURCE_CHARS) return [];
  const spans: Span[] = [];
  highlightTree(parser.parse(source), highlighter, (from, to, classes) => {
    // An invalid piece carries its own tag too; what it would be matters less than that it is wrong.
    const names = classes.split(' ');
    const style = (names.includes('invalid') ? 'invalid' : names.at(-1)) as Style;
    spans.push({ from, to, style });
  });
  return spans;
}
