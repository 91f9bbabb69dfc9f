import { describe, expect, it } from 'vitest';
import { TypedHistory } from './typed-history.ts';
import { HISTORY_CHARS, HISTORY_ENTRIES } from '../page/limits.ts';
import type { Store } from '../page/storage.ts';

const memory = (initial?: string): Store & { readonly text: () => string | undefined } => {
  let text = initial;
  return {
    getItem: () => text,
    setItem: (_key, value) => {
      text = value;
    },
    removeItem: () => {},
    text: () => text,
  };
};
const typed = (...lines: string[]): TypedHistory => {
  const history = new TypedHistory(undefined);
  for (const line of lines) history.add(line);
  return history;
};

/** The entries, oldest first, as somebody meets them who walks back from the end. */
const walked = (history: TypedHistory): readonly string[] => {
  const met: string[] = [];
  for (let line = history.older(''); line !== undefined; line = history.older(''))
    met.unshift(line);
  return met;
};

describe('History', () => {
  it('walks back and forth and brings the draft back', () => {
    const history = typed('a', 'b');
    expect(history.older('draft')).toBe('b');
    expect(history.older('b')).toBe('a');
    expect(history.older('a')).toBeUndefined();
    expect(history.newer()).toBe('b');
    expect(history.newer()).toBe('draft');
    expect(history.newer()).toBeUndefined();
  });

  it('keeps no repeat of the last line, no blank and nothing overlong', () => {
    const history = typed('a', 'a', '  ', 'x'.repeat(HISTORY_CHARS + 1), 'b', 'a');
    expect(walked(history)).toEqual(['a', 'b', 'a']);
  });

  it('keeps the newest entries', () => {
    const history = typed(...Array.from({ length: HISTORY_ENTRIES + 5 }, (_, n) => `line ${n}`));
    const lines = walked(history);
    expect(lines).toHaveLength(HISTORY_ENTRIES);
    expect(lines[0]).toBe('line 5');
  });

  it('finds each entry once, newest first', () => {
    expect(typed('cat a', 'ls', 'cat b', 'cat a').matching('cat')).toEqual(['cat a', 'cat b']);
  });

  it('outlives a visit, and junk does not harm it', () => {
    const store = memory();
    new TypedHistory(store).add('dmesg');
    expect(walked(new TypedHistory(store))).toEqual(['dmesg']);
    expect(walked(new TypedHistory(memory('{"not":"a list"}')))).toEqual([]);
    expect(walked(new TypedHistory(memory('["ok", 5, null]')))).toEqual(['ok']);
  });
});
