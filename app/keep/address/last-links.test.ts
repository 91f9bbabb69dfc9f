import { describe, expect, it } from 'vitest';
import { LastLinks } from './last-links.ts';
import type { Store } from '../../page/storage.ts';

const stored = (): Store & { readonly held: Map<string, string> } => {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key) => held.get(key),
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
};
const reloaded = (store: Store): LastLinks => new LastLinks(store, () => true);
const visited = (store: Store): LastLinks => new LastLinks(store, () => false);

describe('last links', () => {
  it('goes on with the link that was written last, and with none where none was', () => {
    const store = stored();
    expect(visited(store).goesOn('')).toBe(true);
    expect(visited(store).goesOn('a')).toBe(false);
    visited(store).wrote('a');
    expect(visited(store).goesOn('a')).toBe(true);
    expect(visited(store).goesOn('')).toBe(false);
    expect(visited(store).isLast('a')).toBe(true);
  });

  it('goes on after a reload that was asked for before the last link was written', () => {
    const store = stored();
    visited(store).wrote('a');
    visited(store).wrote('b');
    expect(reloaded(store).goesOn('a')).toBe(true);
    expect(reloaded(store).goesOn('b')).toBe(true);
    expect(reloaded(store).isLast('a')).toBe(false);
    // The first link of all came while the page was going.
    const first = stored();
    reloaded(first).wrote('a');
    expect(reloaded(first).goesOn('')).toBe(true);
  });

  it('takes an older link for one that somebody put there', () => {
    const store = stored();
    for (const link of ['a', 'b', 'c']) visited(store).wrote(link);
    expect(reloaded(store).goesOn('a')).toBe(false);
    expect(visited(store).goesOn('b')).toBe(false);
    // The same link once more is no news.
    visited(store).wrote('c');
    expect(reloaded(store).goesOn('b')).toBe(true);
  });

  it('does without storage', () => {
    const store = stored();
    const full: Store = {
      ...store,
      setItem: () => {
        throw new Error('full');
      },
    };
    visited(full).wrote('a');
    expect(visited(full).goesOn('')).toBe(true);
    expect(visited(full).goesOn('a')).toBe(false);
  });
});
