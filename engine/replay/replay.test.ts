import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { TraceError, replay } from './index.ts';

const GOLDEN = fileURLToPath(new URL('../test/golden/cma/', import.meta.url));
const golden = (name: string): string => gunzipSync(readFileSync(GOLDEN + name)).toString('utf8');
const stopped = (): number => 0;

describe('every golden trace has no difference', { timeout: 60_000 }, () => {
  it.each(readdirSync(GOLDEN))('%s', (name) => {
    const { differences, first, ops } = replay(golden(name), stopped);
    expect({ differences, first }).toEqual({ differences: 0, first: undefined });
    expect(ops).toBeGreaterThan(0);
  });
});

const HEADER = {
  op: 'header',
  format: 'cma-trace/1',
  kernelVersion: '6.17.0',
  basePfn: 0x8000,
  pages: 64,
  orderPerBit: 0,
  alignCap: 4,
};
const trace = (...ops: object[]): string =>
  [HEADER, ...ops].map((op) => JSON.stringify(op)).join('\n');
const run = (...ops: object[]) => replay(trace(...ops), stopped);
const got = (...ops: object[]) => {
  const { differences, first } = run(...ops);
  return [differences, first?.line, first?.expected, first?.got];
};

describe('a wrong answer is found', () => {
  const fits = { op: 'alloc', count: 4, align: 0, result: 0x8000 };
  it.each([
    ['none', got(fits), [0, undefined, undefined, undefined]],
    ['pfn', got({ ...fits, result: 1 }), [1, 2, 'result 1', 'result 32768']],
    ['errno', got({ ...fits, result: 'EBUSY' }), [1, 2, 'result "EBUSY"', 'result 32768']],
    ['retries', got({ ...fits, retries: 1 }), [1, 2, 'retries 1', 'retries 0']],
    ['tried', got({ ...fits, tried: [5] }), [1, 2, 'tried [5]', 'tried []']],
    ['log', got({ ...fits, log: ['cma: x'] }).slice(0, 3), [1, 2, 'log ["cma: x"]']],
    ['trace', got({ ...fits, trace: ['x'] })[0], 1],
    ['release', got({ op: 'release', pfn: 0x8000, count: 1, result: false })[0], 1],
    ['release is true unless told', got({ op: 'release', pfn: 1, count: 1 })[0], 1],
    ['used', got(fits, { op: 'digest', used: 3, maxchunk: 60 }), [1, 3, 'used 3', 'used 4']],
    ['maxchunk', got(fits, { op: 'digest', used: 4, maxchunk: 1 })[0], 1],
    ['sha256', got({ op: 'digest', sha256: 'x' })[0], 1],
    [
      'debugfs',
      got({ op: 'debugfs', range: 0, count: '63\n' }),
      [1, 2, 'count "63\\n"', 'count "64\\n"'],
    ],
    [
      'a range that is not there',
      got({ op: 'debugfs', range: 1, bitmap: '0\n' })[3],
      'bitmap nothing',
    ],
    ['show_areas', got({ op: 'debugfs', show_areas: [] })[0], 1],
    [
      'an unknown operation',
      got({ op: 'frobnicate' }),
      [1, 2, 'cma-trace/1', 'operation "frobnicate"'],
    ],
    ['an unknown field', got({ ...fits, colour: 1 })[3], 'field colour of alloc'],
    ['a field of another type', got({ ...fits, count: 'x' })[3], 'count is "x"'],
    ['a missing field', got({ op: 'pin', pfn: 1 })[3], 'count is missing'],
    [
      'an unknown errno',
      got({ ...fits, fatal: { pfn: 1, errno: 'EWHAT' } })[3],
      'fatal is not {pfn, errno}',
    ],
    ['every operation counts once', got({ ...fits, result: 1, retries: 3 }, { ...fits })[0], 2],
  ])('%s', (_, have, want) => expect(have).toEqual(want));
});

describe('what is no trace is said to be none', () => {
  it.each([
    ['', 'the file is empty'],
    ['{', 'line 1 is not JSON'],
    ['[]', 'line 1 is not an object'],
    ['{"op":"alloc"}', 'the first line is no header with a format'],
    ['{"op":"header","format":"x/1"}', 'format "x/1" is none of'],
    ['{"op":"header","format":"toString"}', 'format "toString" is none of'],
    [
      '{"op":"header","format":"cma-trace/1","kernelVersion":"5.4.0"}',
      'kernelVersion "5.4.0" is none of',
    ],
    ['{"op":"header","format":"cma-trace/1","kernelVersion":"4.9"}', "the header's orderPerBit"],
  ])('%s', (text, why) => {
    expect(() => replay(text, stopped)).toThrow(TraceError);
    expect(() => replay(text, stopped)).toThrow(why);
  });
});

it('the time is that of the clock, divided by the operations timed', () => {
  let now = 0;
  const alloc = { op: 'alloc', count: 1, align: 0, result: 0x8000, log: [], trace: [] };
  expect(replay(trace(alloc, alloc), () => (now += 30)).nsPerOp).toBe(30);
});
it('neighbouring busy pages in any order are one range', () => {
  const alloc = { op: 'alloc', count: 2, align: 0, busy: [0x8003, 0x8001, 0x8002], result: 0x8004 };
  expect(run({ ...alloc, retries: 4 }).first).toBeUndefined();
});

describe('a header of a region that cannot be', () => {
  const withPages = (pages: number) => () => replay(JSON.stringify({ ...HEADER, pages }), stopped);
  it.each([0, 4_194_305])('%s pages are refused with what would be accepted', (pages) => {
    expect(withPages(pages)).toThrow(`the header's pages is ${pages}: 1 … 4194304 are accepted`);
  });
  it.each([1, 4_194_304])('%s pages are not', (pages) => {
    expect(withPages(pages)).not.toThrow();
  });
});
