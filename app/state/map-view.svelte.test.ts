import { describe, expect, it } from 'vitest';
import { layoutOf } from '../render/test/frames.ts';
import { CmemView } from './cmem-view.svelte.ts';
import { PoolView } from './dma-pool-view.svelte.ts';
import { mapActions } from './map-actions.ts';
import { MapView, regionsIn } from './map-view.svelte.ts';
import type { map } from './strings/map.ts';
import type { MapT } from './strings/map.ts';

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

describe('actions', () => {
  const t = ((key: keyof typeof map) => key) as unknown as MapT;
  const actionsOf = (view: MapView, regions: number): ReturnType<typeof mapActions> =>
    mapActions(view, new CmemView(), new PoolView(), {
      t,
      regions: () => regions,
      cmem: () => regions > 0,
      pools: () => undefined,
      createPool: () => undefined,
    });
  const find = (
    view: MapView,
    regions: number,
    id: string,
  ): ReturnType<typeof mapActions>[number] =>
    actionsOf(view, regions).find((action) => action.id === `map.${id}`)!;

  it('have ids and keys of their own', () => {
    const all = actionsOf(viewOf(), 8);
    expect(new Set(all.map((action) => action.id)).size).toBe(all.length);
    const keys = all.flatMap((action) => action.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
  it('digits go to maps that exist', () => {
    const view = new MapView();
    view.follow(two);
    let focused = 0;
    view.attachPlate({ focus: () => (focused += 1), release: () => false, top: () => 3 });
    expect(find(view, 2, 'map4').when!()).toBe(false);
    find(view, 2, 'map2').run();
    expect([view.region, focused]).toEqual([1, 1]);
  });
  it.each([
    [0, 1],
    [1, 2],
    [3, 4],
  ])('with %i regions the plate of CMEM is map %i', (regions, digit) => {
    const cmem = new CmemView();
    const went: number[] = [];
    cmem.attach(0, { focus: () => went.push(0), reveal: () => undefined });
    const all = mapActions(new MapView(), cmem, new PoolView(), {
      t,
      regions: () => regions,
      cmem: () => true,
      pools: () => undefined,
      createPool: () => undefined,
    });
    const go = all.find((action) => action.id === `map.map${digit}`)!;
    expect(go.when!()).toBe(true);
    go.run();
    expect(went).toEqual([0]);
  });
  it('release needs a block', () => {
    const view = viewOf();
    expect(find(view, 1, 'releaseSelection').when!()).toBe(false);
    view.select({ page: 5, slot: -1, op: 0 });
    expect(find(view, 1, 'releaseSelection').when!()).toBe(false);
    view.select({ page: 5, slot: 0, op: 1 });
    expect(find(view, 1, 'releaseSelection').when!()).toBe(true);
  });
  it('are nothing to do without a board', () => {
    const open = actionsOf(new MapView(), 0).filter((action) => action.when?.() !== false);
    expect(open).toEqual([]);
  });
});
