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

describe('what is asked of the deck', () => {
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

describe('keys', () => {
  const marks: readonly Mark[] = [
    { at: 10, kind: 'boot' },
    { at: 40, kind: 'failed' },
  ];
  it.each([
    ['ArrowRight', false, 41],
    ['ArrowUp', false, 41],
    ['ArrowLeft', false, 39],
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
  ['', undefined],
  ['-1', undefined],
  ['1e3', undefined],
  ['x', undefined],
])('%j typed is %s of 1,000', (text, at) => {
  expect(typedPosition(text, 1000)).toBe(at);
});
