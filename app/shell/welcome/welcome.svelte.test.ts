import { expect, it } from 'vitest';
import type { Store } from '../../page/storage.ts';
import { Welcome } from './welcome.svelte.ts';

function storeWith(kept: Record<string, string> = {}): Store {
  return {
    getItem: (key) => kept[key],
    setItem: (key, value) => void (kept[key] = value),
    removeItem: (key) => void delete kept[key],
  };
}

it('is there at the first visit, and not after it was put away', () => {
  const store = storeWith();
  const first = new Welcome(store);
  expect(first.shown).toBe(true);
  first.putAway();
  expect(first.shown).toBe(false);
  expect(new Welcome(store).shown).toBe(false);
});
it('is there where what was kept means nothing, and goes away without a store', () => {
  expect(new Welcome(storeWith({ 'carveout.welcomed': '{' })).shown).toBe(true);
  const unkept = new Welcome(undefined);
  unkept.putAway();
  expect(unkept.shown).toBe(false);
});
