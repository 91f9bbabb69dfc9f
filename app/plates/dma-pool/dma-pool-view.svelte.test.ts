import { describe, expect, it } from 'vitest';
import { typedPools } from './test/pool-scene.ts';
import { PoolView } from './dma-pool-view.svelte.ts';

const machine = typedPools('p = dma_pool_create("t", 128, 32, 0)', 'q = dma_pool_create("u", 64)');
const { dmaPools } = machine.frame().layout;
const place = { pool: 2, page: 0, slot: 3 };

const viewOf = (): PoolView => {
  const view = new PoolView();
  view.follow(dmaPools);
  view.select(place);
  return view;
};

describe('where the reader is', () => {
  it('stays while the pool lives', () => {
    const view = viewOf();
    view.follow([dmaPools[1]!]);
    expect(view.selection).toEqual(place);
  });
  it.each([
    ['no pool', []],
    ['another pool', [dmaPools[0]!]],
    ['a pool of the same number on another board', [{ ...dmaPools[1]!, name: 'v' }]],
  ])('is forgotten with %s', (_what, pools) => {
    const view = viewOf();
    view.follow(pools);
    expect(view.selection).toBeUndefined();
  });
});

describe('a mounted pool', () => {
  const mounted = (): { view: PoolView; went: unknown[]; leave: () => void } => {
    const view = viewOf();
    const went: unknown[] = [];
    view.attach(1, { focus: () => went.push(1), reveal: (at) => went.push(at) });
    const leave = view.attach(2, { focus: () => went.push(2), reveal: (at) => went.push(at) });
    return { view, went, leave };
  };
  it('is gone to where the reader is, else to the first', () => {
    const { view, went } = mounted();
    view.focusPlate();
    view.select(undefined);
    view.focusPlate();
    view.focusSection(undefined);
    expect(went).toEqual([2, 1]);
  });
  it('shows what is chosen elsewhere', () => {
    const { view, went } = mounted();
    view.selectAndShow({ ...place, pool: 1 });
    expect(went).toEqual([{ ...place, pool: 1 }]);
  });
  it('is forgotten when it goes', () => {
    const { view, went, leave } = mounted();
    leave();
    view.focusSection(2);
    expect(went).toEqual([]);
  });
  it('frees what is chosen', () => {
    const view = viewOf();
    expect(view.freeChosen()).toBe(false);
    const leave = view.attachFree(() => true);
    expect(view.freeChosen()).toBe(true);
    leave();
    expect(view.freeChosen()).toBe(false);
  });
});
