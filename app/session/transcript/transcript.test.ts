import { describe, expect, it } from 'vitest';
import { parse } from '../../../engine/language/index.ts';
import { lineTextOf } from './line-text.ts';
import { errorLines, narrated, saysFailure } from './transcript.ts';

const errorText = (source: string): string[] => {
  const [error] = parse(source).errors;
  if (!error) throw new Error('no error');
  return errorLines(source, error).map((line) => lineTextOf(line));
};

describe('errorLines', () => {
  it('puts a caret under the place', () => {
    const [source, caret, message] = errorText('dmesg\ncma_alloc(0x)');
    expect(source).toBe('  cma_alloc(0x)');
    expect(caret).toBe('            ^^');
    expect(message).toMatch(/^2:11: /);
  });
  it('shows only the message when the place is far to the right', () => {
    expect(errorText(`cat ${'x'.repeat(300)} "`)).toHaveLength(1);
  });
  it('cuts a long line after the place', () => {
    const [source] = errorText(`cma_alloc(0x, ${'1'.repeat(300)})`);
    expect(source?.length).toBeLessThan(130);
  });
});

describe('narrated', () => {
  it('keeps comment lines in their places', () => {
    const source = '# one\ncat /a # after\n\n# two\n# three\ndmesg\n# end';
    const parts = narrated(source, parse(source).statements).map((part) =>
      'comment' in part ? part.comment : part.statement.text,
    );
    expect(parts).toEqual(['# one', 'cat /a', '# two', '# three', 'dmesg', '# end']);
  });
});

it.each([
  ['cma: cma_alloc(): returned   (null)', true],
  ['MSYS: DMEM request: [a]:0x00001000 FAILED!! (retry=16)', true],
  ['cma: __cma_alloc: reserved: alloc failed, req-size: 4 pages, ret: -16', true],
  ['cma: cma_alloc(): returned c63bd9a0', false],
])('saysFailure(%s) is %s', (text, failed) => {
  expect(saysFailure(text)).toBe(failed);
});
