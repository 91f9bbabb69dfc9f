import { expect, test } from 'vitest';
import { MAX_FINDINGS_OF_KIND, MAX_SHRINK_ATTEMPTS } from './limits.ts';
import { fuzz, type FuzzReport, type Found } from './run.ts';
import { shrink } from './shrink.ts';
import type { Target } from './target.ts';

const digits = (seed: number): string => [...String(seed * 7919)].join('\n');
const target = (attempt: Target['attempt'], over: Partial<Target> = {}): Target => ({
  name: 'digits',
  about: 'digits',
  mostMs: 8,
  draw: digits,
  attempt,
  pieces: 'lines',
  repeat: (file) => file,
  ...over,
});
/** A processor on which an attempt takes as many milliseconds as its last digit. */
const run = (one: Target, cases: number, told: Found[] = []): FuzzReport => {
  let now = 0;
  const timed: Target = {
    ...one,
    attempt(input) {
      now += Number(input.at(-1) ?? 0);
      return one.attempt(input);
    },
  };
  return fuzz(timed, {
    seed: 1,
    more: (done) => done < cases,
    meter: { cpuMs: () => now, heapBytes: () => now * 10 },
    tell: (found) => told.push(found),
  });
};

test('counts what cases were worth, each with its seed', () => {
  const drawn: string[] = [];
  const report = run(
    target(
      (input) => {
        drawn.push(input);
        return { commands: 2, restores: 3 };
      },
      { mostMs: 9 },
    ),
    4,
  );
  expect(drawn).toEqual([1, 2, 3, 4].map(digits));
  expect(report).toEqual({
    cases: 4,
    commands: 8,
    restores: 12,
    failed: 0,
    found: [],
    worst: { ms: 9, seed: 1 },
    largest: { bytes: 90, seed: 1 },
    heapBytes: 300,
  });
});

test('a finding is told once a kind, with its seed and what is left of its input', () => {
  const told: Found[] = [];
  const report = run(
    target(
      (input) => ({
        commands: 1,
        ...(input.includes('7') && { finding: { kind: 'seven', says: `${input.length}` } }),
      }),
      { mostMs: 9 },
    ),
    9,
    told,
  );
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((seed) => digits(seed).includes('7'));
  expect(report.failed).toBe(seeds.length);
  expect(told).toEqual([{ kind: 'seven', says: '1', seed: seeds[0], input: '7' }]);
  expect(told).toHaveLength(MAX_FINDINGS_OF_KIND);
  expect(report.found).toEqual(told);
});

test('an exception is a finding, by its text without its numbers', () => {
  const { found } = run(
    target(
      (input) => {
        if (input.includes('9')) throw new RangeError(`at ${input.length}`);
        return { commands: 1 };
      },
      { mostMs: 9 },
    ),
    6,
  );
  expect(found).toMatchObject([{ kind: 'throws RangeError: at N', seed: 1, input: '9' }]);
});

test('so is a case that takes longer than its target allows, and not one that takes just that', () => {
  const slow = (cases: number): FuzzReport =>
    run(
      target(() => ({ commands: 1 })),
      cases,
    );
  expect(slow(1).found).toMatchObject([{ kind: 'slow', seed: 1, input: '9' }]);
  expect(
    run(
      target(() => ({ commands: 1 }), { mostMs: 9 }),
      1,
    ).found,
  ).toEqual([]);
});

test('so is a case that takes more memory than its target allows, and not one that takes just that', () => {
  const large = (mostBytes: number): FuzzReport =>
    run(
      target(() => ({ commands: 1 }), { mostMs: 9, mostBytes }),
      1,
    );
  expect(large(89).found).toMatchObject([{ kind: 'large', seed: 1 }]);
  expect(large(90).found).toEqual([]);
});

test('a case is dear only if it is each time', () => {
  let times = 0;
  let now = 0;
  const once = target(() => {
    times += 1;
    now += times === 1 ? 100 : 1;
    return { commands: 1 };
  });
  const meter = { cpuMs: () => now, heapBytes: () => 0 };
  const { found, worst } = fuzz(once, { seed: 1, more: (done) => done < 1, meter });
  expect(found).toEqual([]);
  expect(worst.ms).toBe(1);
});

test.each([
  ['lines', 'a\nb\nc\nd\ne', 'b\nd'],
  ['characters', 'abcde', 'bd'],
] as const)('%s that are not needed are left out', (pieces, input, small) => {
  const fails = (one: string): boolean => /b\n?[^b]*d/.test(one);
  expect(shrink(input, pieces, fails)).toBe(small);
});

test('an input that fails only whole stays whole, and trying ends', () => {
  const whole = 'x'.repeat(40);
  expect(shrink(whole, 'characters', (one) => one === whole)).toBe(whole);
  let asked = 0;
  const long = 'x'.repeat(MAX_SHRINK_ATTEMPTS);
  shrink(long, 'characters', (one) => {
    asked += 1;
    return one === long;
  });
  expect(asked).toBe(MAX_SHRINK_ATTEMPTS);
});
