import { describe, expect, it } from 'vitest';
import { PageState } from '../../../engine/contract/view.ts';
import { buildFrame, fragmentedFrame, seedFrame } from '../../render/test/frames.ts';
import type { Frame } from '../../frame/frame.ts';
import { readLegend } from './on-map.ts';
import type { OnMap } from './on-map.ts';

const read = (frame: Frame): OnMap => readLegend(frame, frame.layout.regions[0]!);

describe('the legend', () => {
  it('names the owners of each colour while they are few', () => {
    const names = read(seedFrame()).owners.map((owner) => owner.names);
    expect(names).toContainEqual(['emac0_buff', 'emac1_buff']);
    expect(names).toContainEqual(['']);
  });

  it('names families where there are many', () => {
    const { owners } = read(fragmentedFrame(4096, 8, 0.7));
    expect(owners.some((owner) => owner.names.includes('jpeg*'))).toBe(true);
    for (const owner of owners) expect(owner.names.length).toBeLessThanOrEqual(2);
  });

  it('shows only what is there', () => {
    expect(read(seedFrame())).toMatchObject({
      waste: true,
      lent: true,
      pinned: true,
      free: true,
      slack: false,
    });
    const empty = buildFrame({ regions: [{ ranges: [[0, 64]] }] });
    expect(read(empty)).toEqual({
      owners: [],
      waste: false,
      slack: false,
      lent: false,
      pinned: false,
      free: true,
      walls: false,
    });
    const full = buildFrame({
      regions: [{ ranges: [[0, 64]], orderPerBit: 1 }],
      blocks: [{ pfn: 0, pages: 64 }],
    });
    expect(read(full)).toMatchObject({ free: false, waste: false, slack: true });
  });

  it('counts the marks of this region only', () => {
    const frame = buildFrame({
      regions: [{ ranges: [[0, 64]] }, { ranges: [[64, 64]] }],
      marks: [[70, 1, PageState.PINNED]],
    });
    expect(read(frame).pinned).toBe(false);
  });
});
