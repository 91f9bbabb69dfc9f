import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { Made } from './made.svelte.ts';

class First {}
class Later {}

it('finds what was made by its class; what comes later is looked for again', async () => {
  const [first, later] = [new First(), new Later()];
  let come: (those: readonly object[]) => void = () => undefined;
  const made = new Made([first], new Promise((resolve) => (come = resolve)));
  const found: unknown[] = [];
  const stop = $effect.root(() => {
    $effect(() => void found.push(made.find(First), made.find(Later)));
  });
  flushSync();
  come([later]);
  await made.whole;
  flushSync();
  stop();
  expect(found).toEqual([first, undefined, first, later]);
});
