import { describe, expect, it } from 'vitest';
import { layoutOf } from '../render/test/frames.ts';
import { MapView, regionsIn } from './map-view.svelte.ts';

const one = layoutOf({ regions: [{ ranges: [[0x26400, 512]] }] });
const two = layoutOf({ regions: [{ ranges: [[0x26400, 512]] }, { ranges: [[0x27000, 256]] }] });
const other = layoutOf({ regions: [{ ranges: [[0x26000, 1024]] }] });

const viewOf = (): MapView => {
  const view = new MapView();
  view.follow(one);
  view.zoom = { shown: 6, closest: 2, readable: 5, fit: 6, detail: 'runs', boundary: 'columns' };
  return view;
};

describe('alignment', () => {
  it("is the board's until one is chosen", () => {
    const view = viewOf();
    expect(view.align).toBe(4);
    view.alignBy(2);
    expect(view.align).toBe(6);
    view.align = undefined;
    expect(view.align).toBe(4);
  });
  it('stays between 0 and 12', () => {
    const view = viewOf();
    view.align = 99;
    expect(view.align).toBe(12);
    view.align = -3;
    expect(view.align).toBe(0);
  });
});

describe('zoom', () => {
  it('stays between a page and the whole region', () => {
    const view = viewOf();
    view.zoomBy(99);
    expect(view.order).toBe(2);
    view.zoomBy(-99);
    expect(view.order).toBeUndefined();
  });
  it('goes to names and back', () => {
    const view = viewOf();
    view.readable();
    expect(view.order).toBe(5);
    view.fit();
    expect(view.order).toBeUndefined();
  });
  it('brings what it zooms to into view', () => {
    const view = viewOf();
    view.zoomToPages(80, 97);
    expect(view.goal).toEqual({ page: 80, count: 97 });
    expect(view.order).toBe(5);
  });
});

describe('another layout', () => {
  it('leaves the reader where they were if the pages lie where they lay', () => {
    const view = viewOf();
    view.select({ page: 5, slot: 1, op: 2 });
    view.align = 6;
    view.follow(two);
    expect(view.selection).toEqual({ page: 5, slot: 1, op: 2 });
    expect(view.align).toBe(6);
  });
  it('forgets everything if they do not', () => {
    const view = viewOf();
    view.select({ page: 5, slot: 1, op: 2 });
    view.brush = { from: 0, to: 1 };
    view.cursor = 7;
    view.align = 6;
    view.follow(other);
    expect([view.selection, view.brush, view.cursor, view.align]).toEqual([
      undefined,
      undefined,
      undefined,
      4,
    ]);
  });
  it('does not stay in a region that is gone', () => {
    const view = new MapView();
    view.follow(two);
    view.showRegion(1);
    view.follow(one);
    expect(view.region).toBe(0);
  });
});

describe('regions', () => {
  it('keep the choice and drop the place', () => {
    const view = new MapView();
    view.follow(two);
    view.cursor = 3;
    view.scroll = 40;
    view.selectAndShow({ page: 520, slot: 0, op: 1 }, 1);
    expect([view.region, view.cursor, view.scroll, view.selection?.page]).toEqual([
      1,
      undefined,
      0,
      520,
    ]);
  });
  it.each([
    [undefined, [0, 1]],
    [{ from: 0x26400000, to: 0x26401000 }, [0]],
    [{ from: 0x265ff000, to: 0x27001000 }, [0, 1]],
    [{ from: 0x26600000, to: 0x27000000 }, []],
  ])('that a window covers: %j', (window, indices) =>
    expect(regionsIn(two, window)).toEqual(indices),
  );
});
