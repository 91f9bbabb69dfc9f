import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../engine/language/index.ts';
import { MAX_SOURCE_CHARS, MAX_SYNTAX_ERRORS } from '../../../engine/contract/limits.ts';
import { gentlyWhile, readGently } from './reading.ts';

const LINES = [
  'dmesg',
  '',
  '# words',
  'cma_alloc(4)',
  '  cat /proc/meminfo # why',
  'board imx6 \\\n  cma=64M',
  'cma_alloc(0x)',
];
const always = (): boolean => true;

/** A page on which a millisecond passes with each look at the clock. */
function pace() {
  let now = 0;
  const breaths: number[] = [];
  return {
    breaths,
    pace: {
      now: () => (now += 1),
      breath: () => {
        breaths.push(now);
        return Promise.resolve();
      },
    },
  };
}

describe('gently', () => {
  function* counting(steps: number): Generator<void, number> {
    for (let step = 0; step < steps; step += 1) yield;
    return steps;
  }
  it('answers what the work answers, with a breath where a slice is over', async () => {
    const page = pace();
    expect(await gentlyWhile(always, counting(100), page.pace)).toBe(100);
    expect(page.breaths.length).toBeGreaterThan(5);
    const slices = page.breaths.map((at, i) => at - (page.breaths[i - 1] ?? 0));
    expect(Math.max(...slices)).toBeLessThanOrEqual(12);
  });
  it('takes no breath where the work is short', async () => {
    const page = pace();
    expect(await gentlyWhile(() => false, counting(5), page.pace)).toBe(5);
    expect(page.breaths).toEqual([]);
  });
});

describe('readGently', () => {
  it('answers what one reading answers, wherever the pieces end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(LINES.length - 2), { minLength: 1_500, maxLength: 3_000 }),
        fc.array(fc.nat(2_999), { maxLength: 5 }),
        async (picks, wrong) => {
          const lines = picks.map((pick) => LINES[pick] ?? '');
          for (const at of wrong) if (at < lines.length) lines[at] = LINES.at(-1) ?? '';
          const source = lines.join('\n');
          expect(await readGently(source, always)).toEqual(parse(source));
        },
      ),
      { numRuns: 10 },
    );
  });
  it('ends when nobody wants it any more', async () => {
    let asked = 0;
    const read = readGently('dmesg\n'.repeat(20_000), () => ++asked < 2, pace().pace);
    expect(await read).toBeUndefined();
    expect(asked).toBe(2);
  });
  it('stops at the limit of errors', async () => {
    const read = await readGently('nonsense\n'.repeat(50_000), always);
    expect(read?.errors.length).toBeGreaterThanOrEqual(MAX_SYNTAX_ERRORS);
    expect(read?.errors.length).toBeLessThan(2 * MAX_SYNTAX_ERRORS);
  });
  it('refuses what is too long whole', async () => {
    const read = await readGently('x'.repeat(MAX_SOURCE_CHARS + 1), always);
    expect(read?.errors).toHaveLength(1);
  });
});
