import { describe, expect, test } from 'vitest';
import { complete, type CompletionContext } from './complete.ts';
import { compose } from './compose.ts';
import { findCall } from './calls/index.ts';
import { help } from './help.ts';
import { highlight } from './grammar/highlight.ts';
import { isMessageId } from './messages/index.ts';
import { nearest } from '../words/nearest.ts';
import { parse } from './parse.ts';

const CONTEXT: CompletionContext = {
  boards: ['ssd202', 'generic'],
  paths: ['/proc/meminfo', '/sys/class/mstar/msys/dmem', '/sys/class/mstar/msys/dmem_alloc'],
  handles: ['a', 'buf'],
  regions: ['reserved', 'second'],
  dmemNames: ['ISP', 'my "buf"'],
};
const MSYS = '/sys/class/mstar/msys/';

/** `|` is the cursor; what is offered, blank separated, and what the first offer would make. */
const OFFERS: readonly (readonly [line: string, offers: string])[] = [
  ['ca|', 'cat'],
  ['CA|', 'cat'],
  ['  cma_r|', 'cma_release('],
  ['exp|', 'expect'],
  ['ls\nca|\nls', 'cat'],
  ['zz|', ''],
  ['# ca|', ''],
  ['cat x # ca|', ''],
  ['cat x; |', ''],
  ['expect ENOM|', 'ENOMEM'],
  ['expect o|', 'ok'],
  ['expect ENOMEM cma_a|', 'cma_alloc('],
  ['expect "a" cma_a|', 'cma_alloc('],
  [
    'x = |',
    'cma_alloc( dma_alloc_coherent( dma_pool_create( dma_pool_alloc( dma_pool_zalloc( dma_map_single( dma_map_page( msys_request_dmem( CMEM_allocPool( CMEM_allocPool2( CMEM_alloc( CMEM_alloc2( CMEM_registerAlloc( CMEM_allocPhys( CMEM_allocPhys2( CMEM_allocPoolPhys( CMEM_allocPoolPhys2( CMEM_map( ioctl( mmap(',
  ],
  ['x = ms|', 'msys_request_dmem('],
  ['cma_alloc(|', 'align= region= busy= fatal='],
  ['cma_alloc(4, |', 'align= region= busy= fatal='],
  ['cma_alloc(4, al|', 'align='],
  ['cma_alloc(4, align=2, region="reserved", |', 'busy= fatal='],
  ['cma_alloc(4, 2, |', '"reserved" "second" region= busy= fatal='],
  ['cma_alloc(4, region=|', '"reserved" "second"'],
  ['cma_alloc(4, cma="se|', 'second'],
  ['cma_alloc(4, busy=[1, |', ''],
  ['cma_alloc(4, fatal=EINT|', 'EINTR@'],
  ['cma_alloc(4)|', ''],
  ['cma_release(|', 'a buf'],
  ['cma_release(b|, 4)', 'buf'],
  ['cma_release(a, |', ''],
  ['cma_declare_contiguous(fixed=|', '0 1'],
  ['pin |', 'a buf'],
  ['pin b|', 'buf'],
  ['pin(|', 'a buf'],
  ['dma_alloc_coherent(4K, GFP_A|', 'GFP_ATOMIC'],
  ['dma_alloc_coherent(|', 'GFP_KERNEL GFP_ATOMIC'],
  ['dma_alloc_coherent(GFP_ATOMIC, |', ''],
  ['msys_release_dmem(|', '"ISP" "my \\"buf\\""'],
  ['msys_release_dmem("my|', 'my \\"buf\\"'],
  ['cat |', '/proc/ /sys/'],
  ['cat /|', 'proc/ sys/'],
  ['cat /pro|', 'proc/'],
  [`cat ${MSYS}|`, 'dmem dmem_alloc'],
  ['cat /proc/meminfo |', ''],
  ['cat "/proc|', ''],
  ['ls -|', '-l'],
  ['echo |', `ISP 'my "buf"'`],
  ['echo I|', 'ISP'],
  ['echo ISP |', ''],
  ['echo -|', '-n -e -E'],
  [`echo ISP 4 > ${MSYS}dmem_|`, 'dmem_alloc'],
  ['board |', 'ssd202 generic'],
  ['board g|', 'generic'],
  ['board ssd202 ker|', 'kernel='],
  ['board ssd202 kernel=6.1|', '6.14 6.17'],
  ['board ssd202 CONFIG_CMA_DEBUG=|', 'y n'],
  ['board ssd202 cma=|', ''],
  ['workload cma ops=5 mi|', 'mix='],
  ['workload cma mix=v|', 'video'],
  ['workload c|', 'cma'],
  ['workload cma region=|', 'reserved second'],
  ['insm|', 'insmod'],
  ['insmod cmemk.ko phys_|', 'phys_start= phys_end= phys_start_1= phys_end_1='],
  ['insmod cmemk.ko pools=2x4096 use|', 'useHeapIfPoolUnavailable='],
  ['proc p|', 'p1 p2 p3'],
  ['CMEM_alloc(4K, CMEM_H|', 'CMEM_HEAP'],
  ['CMEM_alloc(4K, CMEM_HEAP, CMEM_|', 'CMEM_NONCACHED CMEM_CACHED'],
  ['CMEM_free(|', 'a buf CMEM_POOL CMEM_HEAP CMEM_NONCACHED CMEM_CACHED alignment= offset='],
  ['CMEM_free(a, off|', 'offset='],
  ['ioctl(CMEM_IOCFREEH|', 'CMEM_IOCFREEHEAP CMEM_IOCFREEHEAPPHYS'],
];

describe('completion', () => {
  test.each(OFFERS)('%s', (marked, offers) => {
    const pos = marked.indexOf('|');
    const { options } = complete(marked.replace('|', ''), pos, CONTEXT);
    expect(options.map((option) => option.label).join(' ')).toBe(offers);
  });

  test('an empty line offers every call, each with a sentence', () => {
    const { from, to, options } = complete('', 0, CONTEXT);
    expect([from, to]).toEqual([0, 0]);
    expect(options.map((option) => option.label)).toContain('cma_alloc(');
    for (const option of options) expect(isMessageId(option.detail?.id ?? '')).toBe(true);
  });

  test('putting the offer in its place gives a line that reads', () => {
    const made = (source: string): string => {
      const { from, to, options } = complete(source, source.length, CONTEXT);
      return source.slice(0, from) + (options[0]?.label ?? '') + source.slice(to);
    };
    expect(made(`cat ${MSYS}dmem_`)).toBe(`cat ${MSYS}dmem_alloc`);
    expect(made('ls\nunpin b')).toBe('ls\nunpin buf');
    expect(made('msys_release_dmem("my')).toBe('msys_release_dmem("my \\"buf\\"');
    expect(parse(`${made('msys_release_dmem(')})`).errors).toEqual([]);
  });
});

describe('help', () => {
  const at = (marked: string): string => {
    const source = marked.replace('|', '');
    const found = help(source, marked.indexOf('|'));
    if (!found) return '';
    return `${found.spec.name}.${found.param?.name ?? ''}:${source.slice(found.from, found.to)}`;
  };
  test.each([
    ['cma_al|loc(4)', 'cma_alloc.:cma_alloc'],
    ['|ls', 'ls.:ls'],
    ['ls|', 'ls.:ls'],
    ['cma_alloc(|4)', 'cma_alloc.count:4'],
    ['cma_alloc(4, al|ign=3)', 'cma_alloc.align:align'],
    ['cma_alloc(4, cm|a=x)', 'cma_alloc.region:cma'],
    ['cma_alloc(4, align=|3)', 'cma_alloc.align:3'],
    ['cma_alloc(4, align=3|)', 'cma_alloc.align:3'],
    ['x = cma_alloc(4, 3|)', 'cma_alloc.align:3'],
    ['expect ENOMEM cma_release(a|)', 'cma_release.target:a'],
    ['cat /p|roc', 'cat.path:/proc'],
    ['echo a > /s|ys', 'echo.path:/sys'],
    ['echo a|b > /p', 'echo.:ab'],
    ['ls -|l /sys', 'ls.l:-l'],
    ['pin a 4|', 'pin.count:4'],
    ['workload cma o|ps=4', 'workload.ops:ops='],
    ['workload cma ops=4|', 'workload.ops:4'],
    ['board ss|d202 cma=4M', 'board.name:ssd202'],
    ['dma_alloc_coherent(4, GFP_|ATOMIC)', 'dma_alloc_coherent.gfp:GFP_ATOMIC'],
    ['# cma_al|loc', ''],
    ['x| = cma_alloc(4)', ''],
    ['expect EN|OMEM ls', ''],
    ['foo| 1', ''],
    ['|', ''],
    ['ls\n|', ''],
  ])('%s', (marked, found) => {
    expect(at(marked)).toBe(found);
  });
});

test('highlight names what each piece is', () => {
  const source = 'expect ok a = cma_alloc(4, align=2) # c\necho "x" > /sys/y';
  const spans = highlight(source).map(
    ({ from, to, style }) => `${style}:${source.slice(from, to)}`,
  );
  expect(spans).toEqual([
    'keyword:expect',
    'name:ok',
    'handle:a',
    'operator:=',
    'call:cma_alloc',
    'bracket:(',
    'number:4',
    'separator:,',
    'key:align',
    'operator:=',
    'number:2',
    'bracket:)',
    'comment:# c',
    'command:echo',
    'word:"x"',
    'operator:>',
    'path:/sys/y',
  ]);
  expect(highlight('cat $x').map((span) => span.style)).toContain('invalid');
});

describe('forms', () => {
  const composed = (name: string, args: Record<string, string>, more = {}): string => {
    const spec = findCall(name);
    return spec ? compose(spec, { args, ...more }) : '';
  };
  test.each([
    [
      composed('cma_alloc', { count: '64', align: ' 4 ' }, { into: 'a' }),
      'a = cma_alloc(64, align=4)',
    ],
    [composed('cma_alloc', { count: '', region: 'r' }), 'cma_alloc(region="r")'],
    [composed('msys_request_dmem', { name: '', length: '4K' }), 'msys_request_dmem("", 4K)'],
    [
      composed('msys_request_dmem', { name: 'a"\n', length: '1\ncat /x' }),
      'msys_request_dmem("a\\"\\n", 1 cat /x)',
    ],
    [composed('echo', { n: '1', path: '/p' }, { rest: 'a  b' }), 'echo -n a  b > /p'],
    [composed('board', { name: 'ssd202' }, { rest: 'cma=4M' }), 'board ssd202 cma=4M'],
    [composed('cat', { path: '/a b' }), "cat '/a b'"],
    [composed('ls', { l: '1', path: '' }), 'ls -l'],
  ])('%s', (line, expected) => {
    expect(line).toBe(expected);
  });
});

test.each([
  ['cma_aloc', 'cma_alloc'],
  ['CMA_ALLOC', 'cma_alloc'],
  ['cma_lalco', 'cma_alloc'],
  ['ct', 'cat'],
  ['x', undefined],
  ['zzzzzzzzz', undefined],
  ['a'.repeat(65), undefined],
  ['', undefined],
])('nearest to %s is %s', (found, name) => {
  expect(nearest(found, ['cat', 'cma_alloc', 'cma_release'])).toBe(name);
});
