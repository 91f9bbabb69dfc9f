import { expect, test } from 'vitest';
import { Columns } from './columns.ts';
import type { BoardProfile } from '../contract/profile.ts';
import { CHUNK, type CmemLayout } from '../contract/view.ts';

const board = { id: 'test' } as BoardProfile;
const cmem: CmemLayout = {
  version: '2.26',
  params: '',
  blocks: [],
  stopped: undefined,
};

test('no driver, no rows', () => {
  const columns = Columns.of(board, [], 4);
  expect(columns.layout).toMatchObject({ cmemRows: 0, cmem: undefined, blockSlots: 4 });
  expect(columns.columns.cmemPhys.length).toBe(0);
  expect(columns.generations.cmemPhys.length).toBe(0);
});

test('a driver brings rows and a new layout; the other columns stay shared', () => {
  const before = Columns.of(board, [], 4);
  before.columns.blockPages[2] = 7;
  const after = before.with({ cmemRows: CHUNK + 1, cmem });
  expect(after.layout.id).toBeGreaterThan(before.layout.id);
  expect(after.layout).toMatchObject({ cmemRows: CHUNK + 1, cmem, blockSlots: 4 });
  expect(after.columns.blockPages).toBe(before.columns.blockPages);
  expect(after.columns.cmemPhys.length).toBe(CHUNK + 1);
  expect(after.generations.cmemPhys.length).toBe(2);
});

test('more rows keep what the first ones say, fewer forget the rest', () => {
  const two = Columns.of(board, [], 1).with({ cmemRows: 2, cmem });
  two.columns.cmemPhys.set([1, 2]);
  expect([...two.with({ cmemRows: 3, cmem }).columns.cmemPhys]).toEqual([1, 2, 0]);
  expect([...two.with({ cmemRows: 1, cmem }).columns.cmemPhys]).toEqual([1]);
  expect([...two.with({ cmemRows: 0, cmem: undefined }).columns.cmemPhys]).toEqual([]);
});

test('more block slots leave the driver as it is', () => {
  const grown = Columns.of(board, [], 1).with({ cmemRows: 2, cmem }).with({ blockSlots: 8 });
  expect(grown.layout).toMatchObject({ cmemRows: 2, cmem, blockSlots: 8 });
});

test('pools bring rows; what does not grow stays shared', () => {
  const before = Columns.of(board, [], 1).with({ cmemRows: 2, cmem });
  const after = before.with({ poolRows: 1, poolPageRows: 2, poolBlockRows: 64, dmaPools: [] });
  expect(after.layout).toMatchObject({ poolRows: 1, poolPageRows: 2, poolBlockRows: 64, cmem });
  expect(after.columns.cmemPhys).toBe(before.columns.cmemPhys);
  after.columns.poolBlockNext[63] = 5;
  const more = after.with({ poolBlockRows: 128 });
  expect(more.columns.poolPageFirst).toBe(after.columns.poolPageFirst);
  expect([more.columns.poolBlockNext[63], more.columns.poolBlockNext.length]).toEqual([5, 128]);
});
