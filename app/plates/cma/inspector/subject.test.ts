import { describe, expect, it } from 'vitest';
import { HoleIndex } from '../../../render/geometry/holes.ts';
import { blockAt } from '../../../frame/frame.ts';
import type { Frame } from '../../../frame/frame.ts';
import { seedFrame, seedWithTest3 } from '../../../render/test/frames.ts';
import { map } from '../../../words/dictionary/map.ts';
import type { MapKey, MapT } from '../../../words/dictionary/map.ts';
import { plateLater } from '../../../words/dictionary/plate-later.ts';
import { plate } from '../../../words/dictionary/plate.ts';
import { rowsOf } from './rows.ts';
import { otherNames, readSubject } from './subject.ts';
import type { Subject } from './subject.ts';

const words = { ...plate, ...plateLater, ...map };
const english = ((key: MapKey, ...args: never[]) => {
  const text = words[key].en as string | ((...args: never[]) => string);
  return typeof text === 'string' ? text : text(...args);
}) as MapT;

const look = (frame: Frame, page: number, slot = -1, op = 0): Subject | undefined => {
  const holes = new HoleIndex();
  holes.update(frame, frame.layout.regions[0]!.ranges, 4);
  return readSubject(frame, holes, { page, slot, op }, 4);
};
const rows = (subject: Subject | undefined): Record<string, string> =>
  Object.fromEntries(
    rowsOf(english, subject!).map((row) => [
      row.label,
      row.note === undefined ? row.value : `${row.value} ${row.note}`,
    ]),
  );

describe('a block', () => {
  const seed = seedFrame();
  it('new1k has the addresses the board printed', () => {
    expect(rows(look(seed, 0x4d, 7, 8))).toMatchObject({
      asked: '1,024 B 0x00000400',
      'rounded to': '4,096 B 0x00001000',
      wasted: '3,072 B',
      physical: '0x2644D000–0x2644DFFF',
      'kernel virtual': '0xC644D000–0xC644DFFF',
      'page frames': '0x2644D',
      'struct page': 'c63bd9a0',
      'taken by': 'msys DMEM',
    });
  });

  it('knows the holes beside it', () => {
    expect(look(seedWithTest3(), 0x170, 10, 11)).toMatchObject({ before: 138, after: 133 });
    expect(look(seed, 0, 0, 1)).toMatchObject({ before: 0, after: 0 });
  });

  it('that died is no longer spoken of: the page is', () => {
    const frame = seedFrame();
    frame.columns.page.fill(0, 0x50, 0x50 + 97);
    frame.columns.blockPages[8] = 0;
    expect(look(frame, 0x50, 8, 9)).toMatchObject({ is: 'hole', pfn: 0x26450 });
  });

  it('in a reused slot is not the one that was chosen', () => {
    const frame = seedFrame();
    frame.columns.blockOp[8] = 77;
    expect(look(frame, 0x48, 8, 9)).toMatchObject({ is: 'block', block: { name: 'BDMA' } });
  });

  it('without kernel addresses leaves those rows out', () => {
    const frame = seedFrame();
    const bare = {
      ...frame,
      layout: { ...frame.layout, board: { ...frame.layout.board, virtual: undefined } },
    };
    expect(Object.keys(rows(look(bare, 0x4d, 7, 8)))).not.toContain('kernel virtual');
  });
});

describe('what is free', () => {
  it('a hole says what of it can be had', () => {
    const subject = look(seedWithTest3(), 0xf0);
    expect(subject).toMatchObject({ is: 'hole', usable: 128, boundary: 0x264f0, pfn: 0x264f0 });
    expect(rows(subject)).toMatchObject({
      length: '138 pages · 552 KiB',
      usable: '128 pages',
      'next boundary': '0x264F0',
    });
  });

  it('a hole without a boundary says so', () => {
    expect(rows(look(seedWithTest3(), 0xb5))).toMatchObject({
      usable: '0 pages',
      'next boundary': 'none in it',
    });
  });

  it.each([
    ['lent', 0x1a6],
    ['pinned', 0x1e1],
  ])('a %s page is one page', (is, page) => {
    expect(look(seedFrame(), page)).toMatchObject({ is, at: { pages: 1 } });
  });

  it('outside every region there is nothing', () =>
    expect(look(seedFrame(), 4000)).toBeUndefined());
});

it('other names leave the block itself out', () => {
  const seed = seedFrame();
  expect(otherNames(seed, 8)).not.toContain(blockAt(seed, 8)!.name);
  expect(otherNames(seed, 8)).toHaveLength(8);
});
