import { flushSync, tick } from 'svelte';
import { beforeEach, expect, it } from 'vitest';
import { Layers } from './layers.svelte.ts';
import type { Opener } from './layers.svelte.ts';

/** Who has the focus, and in front of that what it stands in. */
let holders: readonly TestOpener[] = [];
class TestOpener implements Opener {
  isConnected = true;
  focus = (): void => void (holders = [this]);
}

let layers: Layers;
let closes: string[];
const open = (id: string, opener?: TestOpener): void => {
  holders = opener === undefined ? [] : [opener];
  layers.opened(id, () => {
    closes.push(id);
    void layers.closed(id);
  });
};
beforeEach(() => {
  layers = new Layers({ holders: () => holders });
  closes = [];
  holders = [];
});

it('closes the newest first', () => {
  open('choice');
  open('steps');
  expect([layers.any, layers.isTop('steps'), layers.isTop('choice')]).toEqual([true, true, false]);
  layers.closeTop();
  layers.closeTop();
  layers.closeTop();
  expect(closes).toEqual(['steps', 'choice']);
  expect(layers.any).toBe(false);
});

it('has on top what was opened again', () => {
  open('steps');
  open('sheet');
  open('steps');
  layers.closeTop();
  expect(closes).toEqual(['steps']);
  expect(layers.isTop('sheet')).toBe(true);
});

it('gives a lost focus back to what opened it', async () => {
  const button = new TestOpener();
  open('steps', button);
  holders = [];
  layers.closeTop();
  await tick();
  expect(holders).toEqual([button]);
});

it('leaves the focus where the reader went', async () => {
  const elsewhere = new TestOpener();
  open('steps', new TestOpener());
  holders = [elsewhere];
  layers.closeTop();
  await tick();
  expect(holders).toEqual([elsewhere]);
});

it('goes to what a row stood in once the row is gone', async () => {
  const row = new TestOpener();
  const list = new TestOpener();
  holders = [row, list];
  layers.opened('steps', () => void layers.closed('steps'));
  row.isConnected = false;
  holders = [];
  layers.closeTop();
  await tick();
  expect(holders).toEqual([list]);
});

it('follows what opens and closes by itself', () => {
  let shown = $state(false);
  const stop = $effect.root(() => {
    layers.follow(
      'sheet',
      () => shown,
      () => (shown = false),
    );
  });
  flushSync();
  expect(layers.any).toBe(false);
  shown = true;
  flushSync();
  expect(layers.isTop('sheet')).toBe(true);
  layers.closeTop();
  flushSync();
  expect([shown, layers.any]).toEqual([false, false]);
  stop();
});
