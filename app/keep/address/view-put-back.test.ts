import { beforeEach, describe, expect, it } from 'vitest';
import type { ViewSettings } from '../../../engine/journal/index.ts';
import { seedCmem } from '../../plates/cmem/test/cmem-frames.ts';
import { buildFrame } from '../../render/test/frames.ts';
import { makePlates, makeViews } from '../../plates/index.ts';
import { makePage } from '../../shell/made.ts';
import { PageView } from './page-view.svelte.ts';

const all = { ...makePage(), ...makeViews() };
const { session, settings, ui, mapView, cmemView, poolView } = all;
const view = new PageView({ ...all, plates: makePlates(all) });

const frame = buildFrame({
  regions: [{ ranges: [[0x26400, 512]] }, { ranges: [[0x27000, 256]] }],
  blocks: [
    { pfn: 0x26400, pages: 8, op: 4 },
    { pfn: 0x27010, pages: 1, op: 9 },
  ],
});
const { cmem } = seedCmem().layout;
const pool = { id: 3, op: 2, name: 'td' } as never;
const layout = { ...frame.layout, cmem, dmaPools: [pool] };

const chosen = { cmem: () => cmemView.selection, dma: () => poolView.selection };
const PLAIN = {
  ...{
    region: 0,
    order: undefined,
    align: undefined,
    brush: undefined,
    table: undefined,
    alone: undefined,
    folded: [],
  },
  ...{ selection: undefined, goal: undefined, cmem: undefined, dma: undefined, scroll: 0 },
};
const page = (): object => ({
  ...{ region: mapView.region, order: mapView.order, align: mapView.ownAlign },
  ...{
    brush: mapView.brush,
    table: ui.table,
    alone: ui.alone,
    folded: ui.folded,
    selection: mapView.selection,
    goal: mapView.goal,
  },
  ...{ cmem: chosen.cmem(), dma: chosen.dma(), scroll: mapView.scroll },
});

beforeEach(() => {
  session.frame = { ...frame, layout };
  session.layout = layout;
  cmemView.follow(cmem);
  poolView.follow(layout.dmaPools);
  mapView.follow(layout);
  mapView.goal = undefined;
});

describe('a view that was kept is put back', () => {
  it.each([
    [{}, {}],
    [{ region: 1 }, { region: 1 }],
    [{ order: 3 }, { order: 3, goal: { page: 0, count: 1, first: true } }],
    [{ align: 5 }, { align: 5 }],
    [{ from: 4096, to: 8192 }, { brush: { from: 4096, to: 8192 } }],
    [{ page: 3 }, { selection: { page: 3, slot: 0, op: 4 } }],
    [{ page: 512 + 16 }, { selection: { page: 512 + 16, slot: 1, op: 9 } }],
    [{ page: 8 }, { selection: { page: 8, slot: -1, op: 0 } }],
    [{ page: 767 }, { selection: { page: 767, slot: -1, op: 0 } }],
    [{ top: 64 }, { goal: { page: 64, count: 1, first: true } }],
    [{ block: 0, pool: 1, at: 2 }, { cmem: { block: 0, pool: 1, at: 2 } }],
    [{ dmaPool: 3, dmaPage: 1, dmaSlot: 0 }, { dma: { pool: 3, page: 1, slot: -1 } }],
    [{ table: 'events' }, { table: 'events' }],
    [{ alone: 'cmem' }, { alone: 'cmem' }],
    [{ alone: 'moon' }, {}],
    [{ folded: 'dma-pool+cma+moon' }, { folded: ['cma', 'dma-pool'] }],
  ] satisfies [ViewSettings, object][])('%j', async (fields, part) => {
    mapView.scroll = 70;
    await view.restore(fields);
    expect(page()).toEqual({ ...PLAIN, ...part });
  });

  it.each([
    { region: 2 },
    { page: 768 },
    { top: 768 },
    { block: 7, pool: 1, at: 2 },
    { dmaPool: 4, dmaPage: 1, dmaSlot: 0 },
  ])('but for what does not fit the board: %j', async (fields) => {
    await view.restore({
      region: 1,
      page: 1,
      block: 0,
      pool: 0,
      at: 0,
      dmaPool: 3,
      dmaPage: 0,
      dmaSlot: 0,
    });
    await view.restore(fields);
    expect(page()).toEqual(PLAIN);
  });

  it('while there is no board yet, as if it were of one region', async () => {
    session.frame = session.layout = undefined;
    await view.restore({ region: 1, order: 4, page: 1, top: 2, block: 0, pool: 0, at: 0 });
    expect(page()).toEqual({ ...PLAIN, order: 4 });
  });

  it('in the language of who made the link', async () => {
    await view.restore({ lang: 'zh' });
    expect(settings.linked).toBe('zh');
    await view.restore({});
    expect(settings.linked).toBeUndefined();
  });
});

it('a view that was put back is the one that is kept', async () => {
  const fields = {
    ...{ region: 1, order: 3, align: 5, from: 4096, to: 8192, page: 3, table: 'pools' },
    ...{ block: 0, pool: 1, at: 2, dmaPool: 3, dmaPage: 1, dmaSlot: 1 },
  };
  await view.restore(fields);
  expect(view.present).toMatchObject(fields);
});
