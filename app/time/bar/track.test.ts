import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grouped } from '../../words/sizes.ts';
import type { Mark } from '../time.ts';
import {
  askedFor,
  edgeOf,
  fitDomain,
  keyTarget,
  panDomain,
  placeMarks,
  placeTicks,
  positionAt,
  revealing,
  scaleOf,
  typedPosition,
  wholeOf,
  zoomDomain,
} from './track.ts';
import type { Domain } from './track.ts';

const lengths = fc.oneof(fc.nat(30), fc.nat(2_000_000));
const shares = fc.double({ min: -0.5, max: 1.5, noNaN: true });
const domains = fc.record({ length: lengths, a: shares, b: shares }).map(({ length, a, b }) => ({
  length,
  domain: fitDomain([Math.min(a, b) * length, Math.max(a, b) * length], length) ?? wholeOf(length),
}));
const inside = ([from, to]: Domain, length: number): void => {
  expect(from).toBeGreaterThanOrEqual(-0.5);
  expect(to).toBeLessThanOrEqual(length + 0.5 + 1e-6);
  expect(to - from).toBeGreaterThanOrEqual(Math.min(10, length + 1) - 1e-6);
};

describe('the part that is looked at', () => {
  it('stays on the track and shows something, whatever is done to it', () => {
    fc.assert(
      fc.property(
        domains,
        shares,
        fc.double({ min: 0.001, max: 900, noNaN: true }),
        (one, share, by) => {
          const { length, domain } = one;
          inside(domain, length);
          const at = domain[0] + share * (domain[1] - domain[0]);
          inside(zoomDomain(domain, length, by, at) ?? wholeOf(length), length);
          inside(panDomain(domain, length, (share - 0.5) * by * 100) ?? wholeOf(length), length);
        },
      ),
    );
  });

  it('keeps what is under the pointer there while zooming', () => {
    const domain: Domain = [1000, 2000];
    const [from, to] = zoomDomain(domain, 10_000, 0.5, 1250)!;
    expect([from, to]).toEqual([1125, 1625]);
    expect((1250 - from) / (to - from)).toBe(0.25);
    expect(zoomDomain(domain, 10_000, 100, 1250)).toBeUndefined();
  });

  it('is moved as little as shows a position', () => {
    fc.assert(
      fc.property(
        domains,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ length, domain }, share) => {
          const at = Math.round(share * length);
          const [from, to] = revealing(domain, length, at) ?? wholeOf(length);
          expect(from).toBeLessThanOrEqual(at);
          expect(to).toBeGreaterThanOrEqual(at);
          expect(to - from).toBeCloseTo(Math.min(length + 1, domain[1] - domain[0]), 3);
        },
      ),
    );
    expect(revealing([100, 200], 1000, 150)).toEqual([100, 200]);
    expect(revealing([100, 200], 1000, 300)).toEqual([205, 305]);
    expect(revealing([100, 200], 1000, 90)).toEqual([85, 185]);
  });
});

describe('a part of the track', () => {
  it.each([
    [[0, 100], 1_000, [0, 100]],
    [[-9, 91], 1_000, [-0.5, 99.5]],
    [[995, 1_005], 1_000, [990.5, 1_000.5]],
    [[500, 502], 1_000, [500, 510]],
    [[0, 1_000.9], 1_000, [-0.4, 1_000.5]],
    [[0, 1_001], 1_000, undefined],
    [[1, 2], 3, undefined],
  ] as const)('%j of %d steps is %j', (domain, length, fits) => {
    const fitted = fitDomain(domain, length);
    expect(fitted?.map((edge) => Math.round(edge * 10) / 10)).toEqual(fits);
  });
  it('of the closest look stays where it is when somebody looks closer', () => {
    expect(zoomDomain([0, 10], 10, 0.1, 2)).toEqual([0, 10]);
  });
  it('is moved by whole parts of itself, and not beyond the ends', () => {
    expect(panDomain([10, 20], 100, 5)).toEqual([15, 25]);
    expect(panDomain([10, 20], 100, -50)).toEqual([-0.5, 9.5]);
    expect(panDomain([10, 20], 100, 500)).toEqual([90.5, 100.5]);
  });
});

describe('a pixel', () => {
  it('is the position drawn there', () => {
    fc.assert(
      fc.property(
        domains,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ length, domain }, share) => {
          const at = Math.round(domain[0] + share * (domain[1] - domain[0]));
          if (at < 0 || at > length) return;
          const x = scaleOf(domain, 900)(at);
          const perPixel = (domain[1] - domain[0]) / 900;
          const met = positionAt(x, domain, 900, length, []);
          expect(Math.abs(met - at)).toBeLessThanOrEqual(Math.ceil(perPixel / 1e6));
        },
      ),
    );
  });

  const marks: readonly Mark[] = [{ at: 500_321, kind: 'refused' }];
  it.each([
    ['near a mark is the mark', 1_000_000, 503, 500_321],
    ['farther from it is itself', 1_000_000, 508, 508_000],
    ['beyond the ends is an end', 1_000_000, -40, 0],
  ])('%s', (_what, length, x, at) => {
    expect(positionAt(x, [0, length], 1000, length, marks)).toBe(at);
  });
  it('is no mark where steps have room of their own', () => {
    expect(positionAt(103, [0, 10], 100, 10, [{ at: 9, kind: 'boot' }])).toBe(10);
    expect(positionAt(86, [0, 10], 100, 10, [{ at: 8, kind: 'boot' }])).toBe(9);
  });
});

describe('a mark', () => {
  const at = (position: number): readonly Mark[] => [{ at: position, kind: 'boot' }];
  it.each([
    ['four pixels away is meant', 504, [0, 1_000], 1_000, 500],
    ['farther away is not', 504.1, [0, 1_000], 1_000, 504],
    ['is not, where a step has eight pixels', 44, [495, 505], 80, 501],
    ['is, where it has a little less', 43.49, [495, 505], 79, 500],
  ] as const)('%s', (_, x, domain, width, is) => {
    expect(positionAt(x, domain, width, 10_000, at(500))).toBe(is);
  });
  it('is the nearest of two, and the later of two that are as near', () => {
    const two = [...at(500), ...at(504)];
    expect(positionAt(501, [0, 1_000], 1_000, 1_000, two)).toBe(500);
    expect(positionAt(502, [0, 1_000], 1_000, 1_000, two)).toBe(504);
  });
  it('is not what lies under a pixel far from it', () => {
    expect(positionAt(50, [1_000, 1_100], 100, 10_000, [])).toBe(1_050);
  });
});

describe('what is asked of the deck', () => {
  it.each([
    [[0, 300], 900, { from: 0, to: 301, buckets: 301 }],
    [[0, 301], 900, { from: 0.5, to: 301.5, buckets: 900 }],
    [[1_000, 1_010], 900, { from: 1_000, to: 1_011, buckets: 11 }],
    [[0, 1_000], 0, { from: 0.5, to: 1_000.5, buckets: 1 }],
  ] as const)('for %j over %d pixels is %j', (domain, width, asked) => {
    expect(askedFor(domain, width)).toEqual(asked);
  });
  it('lies where its steps do', () => {
    const asked = askedFor([1_000, 1_010], 900);
    expect([0, 1, 11].map((bucket) => edgeOf(asked, bucket))).toEqual([999.5, 1_000.5, 1_010.5]);
  });

  it('covers what is seen, a bucket a step or a pixel', () => {
    fc.assert(
      fc.property(domains, fc.integer({ min: 40, max: 2000 }), ({ domain }, width) => {
        const asked = askedFor(domain, width);
        expect(edgeOf(asked, 0)).toBeLessThanOrEqual(domain[0] + 1e-6);
        expect(edgeOf(asked, asked.buckets)).toBeGreaterThanOrEqual(domain[1] - 1e-6);
        expect(asked.buckets).toBeLessThanOrEqual(width + 2);
        const wide = scaleOf(domain, width);
        const bucket = wide(edgeOf(asked, 1)) - wide(edgeOf(asked, 0));
        expect(bucket).toBeGreaterThan(0.99);
        if (bucket >= 3) expect(edgeOf(asked, 1) - edgeOf(asked, 0)).toBe(1);
      }),
    );
    expect(askedFor([-0.5, 10.5], 900)).toEqual({ from: 0, to: 11, buckets: 11 });
    expect(askedFor([-0.5, 1_000_000.5], 900)).toEqual({ from: 0, to: 1_000_001, buckets: 900 });
  });
});

describe('numbers below the track', () => {
  it('are whole, on the track, and clear of one another', () => {
    fc.assert(
      fc.property(domains, fc.integer({ min: 40, max: 2000 }), ({ domain }, width) => {
        const ticks = placeTicks(domain, width, 7, grouped);
        ticks.forEach((tick, i) => {
          expect(Number.isInteger(tick.at)).toBe(true);
          expect(tick.x).toBeGreaterThanOrEqual(0);
          if (tick.width <= width) expect(tick.x + tick.width).toBeLessThanOrEqual(width + 1e-9);
          const next = ticks[i + 1];
          if (next) expect(next.x).toBeGreaterThanOrEqual(tick.x + tick.width);
        });
      }),
    );
    expect(placeTicks(wholeOf(10), 900, 7, grouped).map(({ text }) => text)).toContain('10');
  });
});

describe('labels', () => {
  /** Middle of the words, where nothing pushes them. */
  const middles = (...of: Parameters<typeof placeTicks>) =>
    placeTicks(...of).map(({ at, x, width }) => [at, Math.round((x + width / 2) * 10) / 10]);
  it('stand in the middle below their positions, but for those at the ends', () => {
    const ticks = placeTicks([0, 100], 1_000, 7, grouped);
    expect(ticks.map(({ at }) => at)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    expect(ticks[0]).toEqual({ at: 0, text: '0', x: 0, width: 7 });
    expect(ticks[1]).toEqual({ at: 10, text: '10', x: 93, width: 14 });
    expect(ticks[10]).toEqual({ at: 100, text: '100', x: 979, width: 21 });
  });
  it('are as many as have room for their words and seven digits', () => {
    expect(middles([0, 100], 10 * 70, 7, grouped)).toHaveLength(11);
    expect(middles([0, 100], 5 * 70, 7, grouped)).toHaveLength(6);
    expect(middles([0, 1_000_000], 5 * 112, 7, grouped).length).toBe(6);
    expect(middles([0, 1_000_000], 2 * 112, 7, grouped).map(([at]) => at)).toEqual([
      ...[0, 500_000, 1_000_000],
    ]);
  });
  it('that meet are shown as far as there is a digit between them', () => {
    // Both ends are pushed inwards: 0 ends at 7, 1 would begin at 14, and at 13 with a pixel less.
    expect(middles([0, 1], 21, 7, grouped).map(([at]) => at)).toEqual([0, 1]);
    expect(middles([0, 1], 20, 7, grouped).map(([at]) => at)).toEqual([0]);
  });
});

it('of marks that meet the worst is shown', () => {
  const marks: readonly Mark[] = [
    { at: 0, kind: 'boot' },
    { at: 10, kind: 'refused' },
    { at: 12, kind: 'failed' },
    { at: 14, kind: 'branch' },
    { at: 60, kind: 'branch' },
    { at: 200, kind: 'boot' },
  ];
  const placed = placeMarks(marks, [0, 100], 100, 7);
  expect(placed.map(({ at, x }) => [at, x])).toEqual([
    [0, 0],
    [12, 12],
    [60, 60],
  ]);
});

it.each([
  ['as far apart as they must be are both shown', [0, 25], [0, 25]],
  ['nearer than that are one, the first', [0, 24], [0]],
  ['on the ends are shown, beyond them not', [-1, 0, 100, 101], [0, 100]],
  ['near those before them meet those alone', [0, 30, 60, 70], [0, 30, 60]],
])('marks that are %s', (_, places, shown) => {
  const marks = places.map((at): Mark => ({ at, kind: 'refused' }));
  expect(placeMarks(marks, [0, 100], 100, 25).map(({ at }) => at)).toEqual(shown);
});
it('marks before what is seen are not shown', () => {
  const marks: readonly Mark[] = [40, 50, 60].map((at) => ({ at, kind: 'boot' }));
  expect(placeMarks(marks, [50, 100], 100, 7).map(({ at, x }) => [at, x])).toEqual([
    [50, 0],
    [60, 20],
  ]);
});

describe('keys', () => {
  const marks: readonly Mark[] = [
    { at: 10, kind: 'boot' },
    { at: 40, kind: 'failed' },
  ];
  it.each([
    ['ArrowRight', false, 41],
    ['ArrowUp', false, 41],
    ['ArrowLeft', false, 39],
    ['ArrowDown', false, 39],
    ['PageUp', false, 45],
    ['PageDown', false, 35],
    ['Home', false, 0],
    ['End', false, 200],
    ['ArrowLeft', true, 10],
    ['ArrowRight', true, 200],
    ['Home', true, undefined],
    ['x', false, undefined],
  ])('%s (Ctrl %j) leads from 40 to %s', (key, ctrlKey, to) => {
    const press = { key, ctrlKey, metaKey: false, altKey: false };
    expect(keyTarget(press, 40, 200, [0, 100], marks)).toBe(to);
    expect(keyTarget({ ...press, altKey: true }, 40, 200, [0, 100], marks)).toBeUndefined();
  });
  it('with Ctrl or Cmd lead to the marks beside', () => {
    const press = { key: 'ArrowRight', ctrlKey: true, metaKey: false, altKey: false };
    expect(keyTarget(press, 20, 200, [0, 100], marks)).toBe(40);
    const meta = { ...press, ctrlKey: false, metaKey: true };
    expect(keyTarget(meta, 9, 200, [0, 100], marks)).toBe(10);
    expect(keyTarget({ ...meta, key: 'ArrowLeft' }, 41, 200, [0, 100], marks)).toBe(40);
  });
  it.each([
    [[100, 200], 45],
    [[0, 10], 41],
    [[0, 30], 42],
  ] as const)('turn a page of a twentieth of %j', (domain, to) => {
    const press = { key: 'PageUp', ctrlKey: false, metaKey: false, altKey: false };
    expect(keyTarget(press, 40, 200, domain, marks)).toBe(to);
  });
  it('stop at the ends', () => {
    const press = { key: 'ArrowLeft', ctrlKey: false, metaKey: false, altKey: false };
    expect(keyTarget(press, 0, 200, [0, 100], marks)).toBe(0);
    expect(keyTarget({ ...press, ctrlKey: true }, 10, 200, [0, 100], marks)).toBe(0);
    expect(keyTarget({ ...press, key: 'PageUp' }, 199, 200, [0, 100], marks)).toBe(200);
  });
});

it.each([
  ['0', 0],
  ['1,000', 1000],
  [' 10 00 ', 1000],
  ['1，000', 1000],
  ['1001', undefined],
  ['50%', 500],
  ['100％', 1000],
  ['101%', undefined],
  ['1000%', undefined],
  ['x50%', undefined],
  ['50%x', undefined],
  ['0%', 0],
  ['33%', 330],
  ['1_000', 1000],
  ['1234567890', undefined],
  ['', undefined],
  ['-1', undefined],
  ['1e3', undefined],
  ['x', undefined],
])('%j typed is %s of 1,000', (text, at) => {
  expect(typedPosition(text, 1000)).toBe(at);
});
