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

export function commentsOf(text: string): ScenarioComments {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
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
