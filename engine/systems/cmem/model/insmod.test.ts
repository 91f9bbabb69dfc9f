import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { paramsOf, parseInsmodLine, shellWords } from './insmod.ts';
import { CHARP_MAX, parseParams, splitArgs } from './params.ts';
import { cmemVersion } from './version.ts';

const LINES = fileURLToPath(
  new URL('../../../test/golden/cmem/init-real-lines-v2.jsonl.gz', import.meta.url),
);
const real = gunzipSync(readFileSync(LINES))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((text) => JSON.parse(text) as { note: string; params: Record<string, string> });

describe('lines of real boards', () => {
  it.each(real)('$note', ({ note, params: { memMB: _, ...params } }) => {
    expect(paramsOf(parseInsmodLine(note)!)).toEqual(params);
  });
});

describe('a shell line', () => {
  it.each([
    ['insmod cmemk.ko a=1 b=2', { a: '1', b: '2' }],
    ['/sbin/insmod -f cmemk.ko a=1', { a: '1' }],
    ['modprobe cmemk a=1', { a: '1' }],
    ['insmod /lib/cmemk.ko "a=1 b=2"', { a: '1', b: '2' }],
    ['insmod cmemk.ko a=\'1\' b="2"', { a: '1', b: '2' }],
    ['insmod cmemk.ko a=1 \\\n  b=2', { a: '1', b: '2' }],
    ['insmod cmemk.ko a=1,\\ b=2', { a: '1,', b: '2' }],
    ['insmod cmemk.ko', {}],
    ['insmod cmemk.ko "a', { a: '' }],
  ])('%s', (line, params) => expect(paramsOf(parseInsmodLine(line)!)).toEqual(params));
  it.each(['insmod dsplinkk.ko', 'rmmod cmemk', 'cat cmemk.ko', '', 'insmod'])(
    'that loads no cmemk: %s',
    (line) => expect(parseInsmodLine(line)).toBeUndefined(),
  );
  it('falls into words as a shell makes them', () => {
    expect(shellWords(`a "b c"d 'e "f' g\\ h "i\\"j"`)).toEqual([
      'a',
      'b cd',
      'e "f',
      'g h',
      'i"j',
    ]);
  });
});

describe('the kernel splits', () => {
  it.each([
    [
      '  a=1\tb=2 ',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    [
      'a="1 2" b',
      [
        ['a', '1 2'],
        ['b', undefined],
      ],
    ],
    [
      '"a=1 2" b=',
      [
        ['a', '1 2'],
        ['b', ''],
      ],
    ],
    ['a=b=c', [['a', 'b=c']]],
    ['', []],
  ])('%j', (text, args) =>
    expect(splitArgs(text).map(({ name, value }) => [name, value])).toEqual(args),
  );
});

const parse = (args: string, version: '2.24' | '2.26' | '4.20' = '2.26') => {
  const parsed = parseParams(cmemVersion(version), splitArgs(args));
  return 'rv' in parsed ? `${parsed.rv} ${parsed.line}` : parsed;
};

describe('the kernel refuses before the module sees anything', () => {
  it.each([
    ['pool=1x1', "-2 cmemk: Unknown parameter `pool'"],
    ['pools_2=1x1', "-2 cmemk: Unknown parameter `pools_2'"],
    [
      'useHeapIfPoolUnavailable',
      "-22 cmemk: `(null)' invalid for parameter `useHeapIfPoolUnavailable'",
    ],
    ['allowOverlap=yes', "-22 cmemk: `yes' invalid for parameter `allowOverlap'"],
    ['allowOverlap=1x', "-22 cmemk: `1x' invalid for parameter `allowOverlap'"],
    ['allowOverlap=2147483648', "-22 cmemk: `2147483648' invalid for parameter `allowOverlap'"],
    ['phys_start', "-22 cmemk: `(null)' invalid for parameter `phys_start'"],
    [`phys_end=${'1'.repeat(CHARP_MAX + 1)}`, '-28 phys_end: string parameter too long'],
    [`pools=${'1x1,'.repeat(128)}1x1`, '-22 pools: can only take 128 arguments'],
    ['allowOverlap=1 junk=2 pools', "-2 cmemk: Unknown parameter `junk'"],
  ])('%.40s', (args, line) => expect(parse(args)).toBe(line));

  it('what lies just within', () => {
    const longest = '1'.repeat(CHARP_MAX);
    expect(parse(`phys_end=${longest} pools=${'1x1,'.repeat(127)}1x1`)).toMatchObject({
      physEnd: [longest],
    });
    expect(parse(`pools_3=${'1x1,'.repeat(31)}1x1`, '4.20')).not.toBeTypeOf('string');
    expect(parse(`pools_3=${'1x1,'.repeat(32)}1x1`, '4.20')).toContain('only take 32');
    expect(parse('useHeapIfPoolUnavailable=1', '2.24')).toContain('Unknown parameter');
  });
});

describe('the kernel takes', () => {
  it.each([
    ['allowOverlap=0x10', { allowOverlap: 16 }],
    ['allowOverlap=010', { allowOverlap: 8 }],
    ['allowOverlap=-1', { allowOverlap: -1 }],
    ['allow-Overlap=1', 'Unknown'],
    ['phys-start=1', { physStart: ['1'] }],
    ['phys_start=1 phys_start=2', { physStart: ['2'] }],
    ['pools=', { pools: [['']] }],
    ['pools=a,', { pools: [['a', '']] }],
    ['pools=1x1,2x2 pools=3x3', { pools: [['3x3']] }],
    ['pools_1=1x1', { pools: [undefined, ['1x1']] }],
    ['', { allowOverlap: undefined, useHeap: 0 }],
  ])('%s', (args, want) => {
    if (typeof want === 'string') expect(parse(args)).toContain(want);
    else expect(parse(args)).toMatchObject(want);
  });
});
