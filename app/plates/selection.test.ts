import { beforeEach, expect, it } from 'vitest';
import { FakeLink } from '../session/test/fake-link.ts';
import { Session } from '../session/session.svelte.ts';
import { buildFrame } from '../render/test/frames.ts';
import { MapView } from './map-view.svelte.ts';
import { Chooser } from './selection.ts';

const FRAME = buildFrame({
  regions: [
    { ranges: [[0x26400, 512]] },
    {
      ranges: [
        [0x28000, 64],
        [0x27000, 256],
      ],
    },
  ],
  blocks: [
    { pfn: 0x26410, pages: 4, op: 3 },
    { pfn: 0x26400, pages: 8, op: 5 },
    { pfn: 0x28000, pages: 1, op: 7 },
    { pfn: 0x27008, pages: 2, op: 9 },
    { pfn: 0x270ff, pages: 1, op: 9 },
  ],
});
let session: Session;
let mapView: MapView;
let select: Chooser;
const chosen = () => [mapView.region, mapView.selection, mapView.goal?.page];

beforeEach(() => {
  session = new Session(new FakeLink());
  mapView = new MapView();
  select = new Chooser(session, mapView);
  session.frame = FRAME;
  FRAME.columns.blockPages[1] = 8;
});

it.each([
  [0, 0, 0x10],
  [1, 0, 0],
  [2, 1, 512],
  [3, 1, 512 + 64 + 8],
  [4, 1, 512 + 64 + 255],
])('a block in slot %d is chosen in region %d, at page %d', (slot, region, page) => {
  select.block(slot);
  const op = FRAME.columns.blockOp[slot];
  expect(chosen()).toEqual([region, { page, slot, op }, page]);
});
it.each([-1, 6, 1e6])('in slot %d there is no block', (slot) => {
  select.block(slot);
  expect(chosen()).toEqual([0, undefined, undefined]);
});
it('a slot that is free, or lies in no region, chooses nothing', () => {
  FRAME.columns.blockPages[1] = 0;
  select.block(1);
  const stray = buildFrame({ regions: [{ ranges: [[0x26400, 512]] }] });
  for (const pfn of [0x263ff, 0x26600]) {
    stray.columns.blockPfn[0] = pfn;
    stray.columns.blockPages[0] = 1;
    session.frame = stray;
    select.block(0);
  }
  session.frame = undefined;
  select.block(0);
  select.op(3, 1);
  expect(chosen()).toEqual([0, undefined, undefined]);
});

it.each([
  [3, 0],
  [5, 1],
  [9, 3],
  [4, undefined],
])('operation %d brought slot %j into being, the first of several', (op, slot) => {
  select.op(op, 1);
  expect(mapView.selection?.slot).toBe(slot);
});
it('of an operation whose first block is gone the next one is chosen', () => {
  FRAME.columns.blockPages[3] = 0;
  select.op(9, 1);
  FRAME.columns.blockPages[3] = 2;
  expect(mapView.selection?.slot).toBe(4);
});
it('operations of a block that is gone, or of another board, choose nothing', () => {
  FRAME.columns.blockPages[1] = 0;
  select.op(5, 1);
  session.record.boots = [{ firstId: 10, lineId: 10, at: 0, text: 'board ssd202' }];
  select.op(3, 9);
  expect(mapView.selection).toBeUndefined();
  select.op(3, 10);
  expect(mapView.selection?.slot).toBe(0);
});
