import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { TraceError, replay } from './index.ts';

const GOLDEN = fileURLToPath(new URL('../test/golden/cmem/', import.meta.url));
const golden = (name: string): string => gunzipSync(readFileSync(GOLDEN + name)).toString('utf8');
const stopped = (): number => 0;

describe('every golden trace has no difference', { timeout: 60_000 }, () => {
  it.each(readdirSync(GOLDEN))('%s', (name) => {
    const { differences, first, ops } = replay(golden(name), stopped);
    expect({ differences, first }).toEqual({ differences: 0, first: undefined });
    expect(ops).toBeGreaterThan(0);
  });
});

const HEADER = JSON.parse(golden('edge-v2-mmap-rules.jsonl.gz').split('\n')[0]!) as object;
const trace = (header: object, ...ops: object[]): string =>
  [header, ...ops].map((op) => JSON.stringify(op)).join('\n');
const got = (...ops: object[]) => {
  const { differences, first } = replay(
    trace(HEADER, { op: 'open', p: 0, r: { rv: 3 } }, ...ops),
    stopped,
  );
  return [differences, first?.expected, first?.got];
};

describe('a wrong answer is found', () => {
  const heap = { op: 'ioHeap', p: 0, blk: 0, size: 10, align: 1, flags: 'n' };
  const first = { phys: 0x83c00000 };
  it.each([
    ['none', got({ ...heap, r: first }), [0, undefined, undefined]],
    ['phys', got({ ...heap, r: { phys: 1 } }), [1, 'phys 1', 'phys 2210398208']],
    ['err', got({ ...heap, r: { err: 'ENOMEM' } }).slice(0, 2), [1, 'err "ENOMEM"']],
    ['an error that was not expected', got({ ...heap, blk: 9, r: {} })[1], 'err nothing'],
    ['klog', got({ ...heap, r: first, klog: 'x' })[0], 1],
    ['ulog', got({ ...heap, r: first, ulog: 'x' })[0], 1],
    ['text that was not expected', got({ ...heap, blk: 9, r: { err: 'EINVAL' } })[1], 'klog ""'],
    ['hang', got({ ...heap, r: { hang: true } })[1], 'hang true'],
    ['proc', got({ op: 'proc', r: { text: '' } })[0], 1],
    ['sha256', got({ op: 'state', r: { sha256: 'x' } })[0], 1],
    ['pools', got({ op: 'state', r: { pools: [[0, 0, 1, 1]] } })[2], 'pools [[0,0,2,0]]'],
    [
      'an unknown operation',
      got({ op: 'frobnicate', p: 0, r: {} })[2],
      'unknown "operation \\"frobnicate\\""',
    ],
    ['a missing field', got({ op: 'ioHeap', p: 0, r: {} })[2], 'unknown "blk is undefined"'],
    ['no answer', got({ ...heap }).slice(1), ['an answer r', 'none']],
  ])('%s', (_, have, want) => expect(have).toEqual(want));

  it.each([
    ['rv', { init: { rv: -22, klog: '' } }, 'rv -22'],
    ['blocks', { blocks: [] }, 'blocks []'],
  ])('in the header: %s', (_, over, expected) => {
    const { differences, first: difference } = replay(trace({ ...HEADER, ...over }), stopped);
    expect([differences, difference?.expected]).toEqual([1, expected]);
  });
  it.each([
    ['crash', { note: 'x', params: {}, crash: true }, 'rv "oops"'],
    ['klog', { note: 'x', params: {}, rv: 0, klog: '<6>y\n', blocks: [] }, 'klog "<6>y\\n"'],
  ])('in a module load: %s', (_, load, expected) => {
    const good = { note: 'a', params: {}, rv: -2, klog: '', blocks: [], bits: 32 };
    const first = { ...good, params: { junk: 1 }, driver: 'linuxutils_2_26_01_02' };
    const report = replay(trace(first, load), stopped);
    expect([report.differences, report.first?.expected]).toEqual([1, expected]);
  });
});

describe('what is no trace is said to be none', () => {
  it.each([
    ['a driver of another make', { ...HEADER, driver: 'windows' }, 'driver "windows" is none of'],
    ['a width of its own', { ...HEADER, bits: 16 }, 'bits is 16'],
    ['no init', { ...HEADER, init: undefined }, 'no init'],
  ])('%s', (_, header, why) => {
    expect(() => replay(trace(header), stopped)).toThrow(TraceError);
    expect(() => replay(trace(header), stopped)).toThrow(why);
  });
});

it('the time is that of the clock, divided by the operations timed', () => {
  let now = 0;
  const open = { op: 'open', p: 0, r: { rv: 3 } };
  const text = trace(HEADER, open, { op: 'proc', r: {} }, { op: 'close', p: 0, r: { rv: 0 } });
  expect(replay(text, () => (now += 30)).nsPerOp).toBe(30);
});
