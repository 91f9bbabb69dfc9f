import { describe, expect, it } from 'vitest';
import { marksOf } from './time-marks.ts';

/** Lines of one step each, or of so many; `!` in front: it went wrong; `#`: a comment. */
function linesOf(...texts: (string | [string, number])[]) {
  let at = 0;
  return texts.map((one) => {
    const [raw, takes] = typeof one === 'string' ? [one, 1] : one;
    const comment = raw.startsWith('#');
    const steps = comment ? 0 : takes;
    at += steps;
    const failed = raw.startsWith('!');
    const text = raw.replace(/^!/, '');
    const boots = !failed && !comment && /\bboard ssd202/.test(text);
    return { at, steps, comment, failed, text, boots };
  });
}

describe('marks', () => {
  it.each([
    ['board ssd202', 'boot'],
    ['!board nowhere', 'refused'],
    ['expect ok board ssd202', 'boot'],
    ['expect ENOMEM board ssd202 cma=3G', 'refused'],
    ['!cma_alloc(999)', 'refused'],
    ['expect ENOMEM cma_alloc(999)', 'refused'],
    ['!expect ok cma_alloc(999)', 'failed'],
    ['!expect ENOMEM cma_alloc(1)', 'failed'],
    ['expect ok cma_alloc(1)', undefined],
    ['cma_alloc(1)', undefined],
    ['expect   ENOMEM cma_alloc(999)', 'refused'],
    ['expect ok echo expect ENOMEM', undefined],
    ['expect EINVALID_ cma_alloc(1)', undefined],
    ['# board ssd202', undefined],
  ] as const)('%s is %s', (text, kind) => {
    expect(marksOf(linesOf('dmesg', text), [])).toEqual(kind ? [{ at: 2, kind }] : []);
  });

  it('stand after a command, in order, those of branches among them', () => {
    const lines = linesOf('board ssd202', ['workload cma ops=50', 50], '!cma_alloc(999)');
    expect(marksOf(lines, [20, 1])).toEqual([
      { at: 1, kind: 'branch' },
      { at: 20, kind: 'branch' },
      { at: 52, kind: 'refused' },
    ]);
  });

  it('are none of nothing, and those of branches where nothing was executed', () => {
    expect(marksOf([], [])).toEqual([]);
    expect(marksOf([], [0])).toEqual([{ at: 0, kind: 'branch' }]);
  });
  it('are one a step as long as there are few', () => {
    for (const length of [599, 600]) {
      const marks = marksOf(linesOf(...Array.from({ length }, () => '!x')), []);
      expect(marks.length).toBe(length);
    }
  });

  it('are thinned to a few hundred, and the worst is kept', () => {
    const texts = Array.from({ length: 50_000 }, (_, i) => (i === 777 ? '!expect ok x' : '!x'));
    const marks = marksOf(linesOf(...texts), []);
    expect(marks.length).toBe(600);
    // Of those that are as bad the first stays.
    expect(marks.slice(0, 3).map(({ at }) => at)).toEqual([1, 84, 167]);
    expect(marks.filter(({ kind }) => kind === 'failed')).toEqual([{ at: 778, kind: 'failed' }]);
  });
});
