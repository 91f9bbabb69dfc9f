import { describe, expect, it } from 'vitest';
import { careful, readJson, writeJson } from './storage.ts';
import type { Store } from './storage.ts';

const throwing = (): never => {
  throw new DOMException('blocked', 'SecurityError');
};
const blocked: Store = { getItem: throwing, setItem: throwing, removeItem: throwing };

describe('a careful store', () => {
  it('answers as if nothing were there where the browser throws, and says so', () => {
    let told = 0;
    const store = careful(blocked, () => (told += 1));
    expect(store.getItem('a')).toBeUndefined();
    store.removeItem('a');
    expect(told).toBe(2);
    expect(writeJson(store, 'a', 1)).toBe(false);
  });
  it('that is none keeps nothing and is no trouble', () => {
    const store = careful(undefined, () => expect.unreachable('nothing threw'));
    expect(writeJson(store, 'a', 1)).toBe(false);
    expect(readJson(store, 'a')).toBeUndefined();
    store.removeItem('a');
  });
  it('is the store where that works', () => {
    const items = new Map<string, string>();
    const store = careful(
      {
        getItem: (key) => items.get(key),
        setItem: (key, value) => void items.set(key, value),
        removeItem: (key) => void items.delete(key),
      },
      () => expect.unreachable('nothing threw'),
    );
    expect(writeJson(store, 'a', { b: 1 })).toBe(true);
    expect(readJson(store, 'a')).toEqual({ b: 1 });
    store.removeItem('a');
    expect(items.size).toBe(0);
  });
});
