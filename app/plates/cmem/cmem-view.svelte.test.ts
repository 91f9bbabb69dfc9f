import { describe, expect, it } from 'vitest';
import { seedCmem } from './test/cmem-frames.ts';
import { CmemView } from './cmem-view.svelte.ts';

const place = { block: 0, pool: 3, at: 1 };
const { cmem } = seedCmem().layout;

const viewOf = (): CmemView => {
  const view = new CmemView();
  view.follow(cmem);
  view.select(place);
  return view;
};

describe('where the reader is', () => {
  it('stays while the driver is the same', () => {
    const view = viewOf();
    view.follow({ ...cmem! });
    expect(view.selection).toEqual(place);
  });
  it.each([
    ['no driver', undefined],
    ['another block', { ...cmem!, blocks: [{ ...cmem!.blocks[0]!, physStart: 0x84000000 }] }],
    ['other pools', { ...cmem!, blocks: [{ ...cmem!.blocks[0]!, pools: [] }] }],
  ])('is forgotten with %s', (_what, next) => {
    const view = viewOf();
    view.follow(next);
    expect(view.selection).toBeUndefined();
  });
});

describe('sections', () => {
  it('are gone to where the cursor is, else to the first', () => {
    const view = viewOf();
    const went: number[] = [];
    const port = (block: number) => ({ focus: () => went.push(block), reveal: () => undefined });
    view.attach(0, port(0));
    const leave = view.attach(1, port(1));
    view.select(undefined);
    view.focusPlate();
    view.cursor = { ...place, block: 1 };
    view.focusPlate();
    leave();
    view.focusPlate();
    expect(went).toEqual([0, 1]);
  });
  it('bring what is chosen from a list into view', () => {
    const view = viewOf();
    const shown: unknown[] = [];
    view.attach(0, { focus: () => undefined, reveal: (one) => shown.push(one) });
    view.selectAndShow({ ...place, at: 0 });
    expect(shown).toEqual([{ ...place, at: 0 }]);
    expect(view.selection).toEqual({ ...place, at: 0 });
  });
  it('free what is chosen while there is somebody to do it', () => {
    const view = viewOf();
    expect(view.freeChosen()).toBe(false);
    const leave = view.attachFree(() => true);
    expect(view.freeChosen()).toBe(true);
    leave();
    expect(view.freeChosen()).toBe(false);
  });
});
