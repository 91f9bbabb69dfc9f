import { describe, expect, it } from 'vitest';
import { PageState } from '../../../../engine/contract/view.ts';
import { HoleIndex } from '../../../render/geometry/holes.ts';
import { buildFrame, seedFrame } from '../../../render/test/frames.ts';
import type { Frame } from '../../../frame/frame.ts';
import { map } from '../../../words/dictionary/map.ts';
import type { MapKey, MapT } from '../../../words/dictionary/map.ts';
import { plateLater } from '../../../words/dictionary/plate-later.ts';
import { plate } from '../../../words/dictionary/plate.ts';
import { describePage } from './describe.ts';

const words = { ...plate, ...plateLater, ...map };
const english = ((key: MapKey, ...args: never[]) => {
  const text = words[key].en as string | ((...args: never[]) => string);
  return typeof text === 'string' ? text : text(...args);
}) as MapT;

const say = (frame: Frame, page: number): string | undefined => {
  const region = frame.layout.regions[0]!;
  const holes = new HoleIndex();
  holes.update(frame, region.ranges, 4);
  return describePage(frame, region, holes, english, page)?.text;
};

describe('a page in words', () => {
  const seed = seedFrame();
  it.each([
    [0x50, 'pfn 0x26450, emac1_buff, page 1 of 97'],
    [0x00, 'pfn 0x26400, unnamed, page 1 of 64'],
    [0x4f, 'pfn 0x2644F, free, page 2 of a hole of 2'],
    [0x1a4, 'pfn 0x265A4, lent to movable users'],
    [0x1e1, 'pfn 0x265E1, pinned: it cannot be moved'],
  ])('%i', (page, text) => expect(say(seed, page)).toBe(text));

  it('outside the region is nothing', () => expect(say(seed, 512)).toBeUndefined());

  it('slack is not the block itself', () => {
    const frame = buildFrame({
      regions: [{ ranges: [[0, 64]], orderPerBit: 2 }],
      blocks: [{ pfn: 0, pages: 3, name: 'a' }],
      marks: [[3, 1, PageState.ALLOCATED | PageState.SLACK]],
    });
    frame.columns.owner[3] = 1;
    expect(say(frame, 3)).toBe('pfn 0x3, a, slack of the bitmap');
  });
});
