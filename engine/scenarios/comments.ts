/**
 * What a scenario says of itself: comments at its top, before the first line that is none.
 *
 *   # title: A hole that is large enough      # title.zh: 够大的空洞
 *   # about: One sentence.                    # about.zh: 一句话。
 */
export interface Said {
  readonly en: string;
  readonly zh: string;
}
export interface ScenarioComments {
  /** Empty where the text says nothing; Chinese falls back to English. */
  readonly title: Said;
  readonly about: Said;
}

const FIELD = /^# (title|about)(\.zh)?: (.*\S)\s*$/;

/** Characters at the top of a text in which these comments are looked for. */
export const TOP_CHARS = 16_384;

/** Lines that begin at the top, one after the other. */
function* topLines(text: string): Generator<string> {
  for (let at = 0; at <= Math.min(text.length, TOP_CHARS);) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    yield text.slice(at, end);
    at = end + 1;
  }
}

export function commentsOf(text: string): ScenarioComments {
  const found = new Map<string, string>();
  for (const line of topLines(text)) {
    if (!/^\s*(#|$)/.test(line)) break;
    const [, field, zh = '', value] = FIELD.exec(line) ?? [];
    if (field !== undefined && value !== undefined && !found.has(field + zh))
      found.set(field + zh, value);
  }
  const said = (field: string): Said => {
    const en = found.get(field) ?? '';
    return { en, zh: found.get(`${field}.zh`) ?? en };
  };
  return { title: said('title'), about: said('about') };
}
