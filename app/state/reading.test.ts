import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../engine/language/index.ts';
import { MAX_SOURCE_CHARS, MAX_SYNTAX_ERRORS } from '../../engine/limits.ts';
import { readGently } from './reading.ts';

const LINES = [
  'dmesg',
  '',
  '# words',
  'cma_alloc(4)',
  '  cat /proc/meminfo # why',
  'cma_alloc(0x)',
];
const always = (): boolean => true;

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
          expect(await readGently(parse, source, always)).toEqual(parse(source));
        },
      ),
      { numRuns: 10 },
    );
  });
  it('ends when nobody wants it any more', async () => {
    let asked = 0;
    const read = readGently(parse, 'dmesg\n'.repeat(20_000), () => ++asked < 2);
    expect(await read).toBeUndefined();
    expect(asked).toBe(2);
  });
  it('stops at the limit of errors', async () => {
    const read = await readGently(parse, 'nonsense\n'.repeat(50_000), always);
    expect(read?.errors.length).toBeGreaterThanOrEqual(MAX_SYNTAX_ERRORS);
    expect(read?.errors.length).toBeLessThan(2 * MAX_SYNTAX_ERRORS);
  });
  it('refuses what is too long whole', async () => {
    const read = await readGently(parse, 'x'.repeat(MAX_SOURCE_CHARS + 1), always);
    expect(read?.errors).toHaveLength(1);
  });
});
