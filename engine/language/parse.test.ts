import { describe, expect, test } from 'vitest';
import type { Command } from '../contract/command.ts';
import { MAX_LINE_CHARS, MAX_SOURCE_CHARS, MAX_SYNTAX_ERRORS } from '../contract/limits.ts';
import { say } from './messages/index.ts';
import { parse } from './parse.ts';

const pfn = (first: number) => ({ by: 'pfn', pfn: first }) as const;
const handle = (name: string) => ({ by: 'handle', handle: name }) as const;
const alloc = (more: object): Command => ({ kind: 'cma_alloc', count: 4, align: 0, ...more });
const echo = (text: string, path = '/p'): Command => ({ kind: 'echo', text, path });
const workload = {
  kind: 'workload',
  system: 'cma',
  ops: 9,
  seed: 1,
  mix: 'dma',
  fill: 80,
} as const;

const GOOD: readonly (readonly [line: string, command: Command])[] = [
  ['board ssd202', { kind: 'board', board: 'ssd202', options: {} }],
  [
    'board ssd202 cma=4M@0x26000000 kernel=6.17 CONFIG_MSYS_DMEM_SYSFS_ALL=y',
    {
      kind: 'board',
      board: 'ssd202',
      options: { cma: '4M@0x26000000', kernel: '6.17', CONFIG_MSYS_DMEM_SYSFS_ALL: 'y' },
    },
  ],
  ['board nosuch cma=', { kind: 'board', board: 'nosuch', options: { cma: '' } }],
  ['cat /proc/meminfo', { kind: 'cat', path: '/proc/meminfo' }],
  ['  cat\t/proc/meminfo\r', { kind: 'cat', path: '/proc/meminfo' }],
  ['cat /proc/meminfo # a comment', { kind: 'cat', path: '/proc/meminfo' }],
  ['cat /proc/mem#info;', { kind: 'cat', path: '/proc/mem#info' }],
  ['cat relative', { kind: 'cat', path: 'relative' }],
  ['cat \\\n  /proc/meminfo', { kind: 'cat', path: '/proc/meminfo' }],
  ['board ssd202 \\\r\n cma=4M \\\n', { kind: 'board', board: 'ssd202', options: { cma: '4M' } }],
  ['board ssd202 cma=\\\n', { kind: 'board', board: 'ssd202', options: { cma: '' } }],
  ['cma_alloc \\\n (4, \\\n align \\\n = 2)', alloc({ align: 2 })],
  ['a \\\n= cma_alloc(4)', alloc({ into: 'a' })],
  ['cat path=b', { kind: 'cat', path: 'path=b' }],
  ["cat '='", { kind: 'cat', path: '=' }],
  ["cat '/a b'/c\\ d", { kind: 'cat', path: '/a b/c d' }],
  ['ls', { kind: 'ls', path: '/' }],
  ['ls /sys -l', { kind: 'ls', path: '/sys', long: true }],
  ['ls -- -l', { kind: 'ls', path: '-l' }],
  ['dmesg', { kind: 'dmesg' }],
  ['dmesg -c', { kind: 'dmesg', clear: true }],

  ['echo new1k 1024 > /p', echo('new1k 1024\n')],
  ['echo new1k    1024 >/p', echo('new1k 1024\n')],
  ['echo new1k 1024 >> /p', echo('new1k 1024\n')],
  ['echo -n new1k > /p', echo('new1k')],
  ['echo > /p', echo('\n')],
  ['echo -n > /p', echo('')],
  ['echo > /p a', echo('a\n')],
  ['echo " f 4096" > /p', echo(' f 4096\n')],
  ["echo 'it'\\''s' \"a \\\"b\\\" \\\\ \\n\" > /p", echo('it\'s a "b" \\ \\n\n')],
  ["echo $'tab\\there\\x41' > /p", echo('tab\thereA\n')],
  ['echo -e "a\\tb\\0101\\\\" > /p', echo('a\tbA\\\n')],
  ['echo -e "a\\qb\\c never" > /p', echo('a\\qb')],
  ['echo -ne "a\\n" > /p', echo('a\n')],
  ['echo -e -E "a\\n" > /p', echo('a\\n\n')],
  ['echo -x - -- > /p', echo('-x - --\n')],
  ['echo a -n > /p', echo('a -n\n')],
  ['echo = a=b c= d= > /p', echo('= a=b c= d=\n')],
  ['echo 12>/p', echo('12\n')],
  ["echo '<b>' > /p", echo('<b>\n')],
  ['echo 😀 连续 > /p', echo('😀 连续\n')],
  [`echo ${'n'.repeat(4000)} 1 > /p`, echo(`${'n'.repeat(4000)} 1\n`)],

  ['cma_alloc(4)', alloc({})],
  ['cma_alloc ( 4 ) ;', alloc({})],
  ['a = cma_alloc(4, align=4)', alloc({ into: 'a', align: 4 })],
  ['a=cma_alloc(4,4)', alloc({ into: 'a', align: 4 })],
  ['cma_alloc(align=2, count=4)', alloc({ align: 2 })],
  ['cma_alloc(4, region="reserved")', alloc({ region: 'reserved' })],
  ['cma_alloc(4, cma=reserved)', alloc({ region: 'reserved' })],
  ['cma_alloc(0)', alloc({ count: 0 })],
  ['cma_alloc(1K)', alloc({ count: 1024 })],
  ['cma_alloc(0x10k)', alloc({ count: 16384 })],
  ['cma_alloc(9007199254740991)', alloc({ count: 2 ** 53 - 1 })],
  ['cma_alloc(4, busy=0x26400-0x26403)', alloc({ busy: [{ pfn: 0x26400, count: 4 }] })],
  [
    'cma_alloc(4, busy=[0x10, 0x12 - 0x13], fatal=EINTR@0x26410)',
    alloc({
      busy: [
        { pfn: 0x10, count: 1 },
        { pfn: 0x12, count: 2 },
      ],
      fatal: { errno: 'EINTR', pfn: 0x26410 },
    }),
  ],
  ['cma_alloc(4, busy=[])', alloc({ busy: [] })],
  ['cma_release(a)', { kind: 'cma_release', target: handle('a') }],
  ['cma_release(a, 4)', { kind: 'cma_release', target: handle('a'), count: 4 }],
  ['cma_release(0x264c0, 250)', { kind: 'cma_release', target: pfn(0x264c0), count: 250 }],
  ['cma_release(0x10-0x13)', { kind: 'cma_release', target: pfn(0x10), count: 4 }],
  [
    'cma_declare_contiguous(0x26000000, 2M, 0, 0, 0, 1, "x")',
    {
      kind: 'cma_declare_contiguous',
      base: 0x26000000,
      size: 0x200000,
      limit: 0,
      alignment: 0,
      orderPerBit: 0,
      fixed: true,
      name: 'x',
    },
  ],
  [
    'cma_declare_contiguous(size=2M, name="")',
    {
      kind: 'cma_declare_contiguous',
      base: 0,
      size: 0x200000,
      limit: 0,
      alignment: 0,
      orderPerBit: 0,
      fixed: false,
      name: '',
    },
  ],
  [
    'cma_declare_contiguous_multi(2M, 4K, 1, "x")',
    {
      kind: 'cma_declare_contiguous_multi',
      size: 0x200000,
      alignment: 4096,
      orderPerBit: 1,
      name: 'x',
    },
  ],

  ['pin 0x26500 4', { kind: 'pin', target: pfn(0x26500), count: 4 }],
  ['pin 0x26500-0x26503', { kind: 'pin', target: pfn(0x26500), count: 4 }],
  ['unpin 0x26500', { kind: 'unpin', target: pfn(0x26500) }],
  ['lend a', { kind: 'lend', target: handle('a') }],
  ['unlend(a, 2)', { kind: 'unlend', target: handle('a'), count: 2 }],
  ['pin(0x26500, 4)', { kind: 'pin', target: pfn(0x26500), count: 4 }],
  ['workload cma ops=9', workload],
  [
    'workload cma seed=7 ops=1000000 mix=video fill=50 region="my cma"',
    { ...workload, ops: 1_000_000, seed: 7, mix: 'video', fill: 50, region: 'my cma' },
  ],

  ['dma_alloc_coherent(4K)', { kind: 'dma_alloc_coherent', size: 4096 }],
  [
    'd = dma_alloc_coherent(1, GFP_ATOMIC)',
    { kind: 'dma_alloc_coherent', into: 'd', size: 1, atomic: true },
  ],
  [
    'dma_alloc_coherent(GFP_KERNEL, size=1)',
    { kind: 'dma_alloc_coherent', size: 1, atomic: false },
  ],
  ['dma_free_coherent(d)', { kind: 'dma_free_coherent', target: handle('d') }],
  ['msys_request_dmem("ISP", 0)', { kind: 'msys_request_dmem', name: 'ISP', length: 0 }],
  [
    'm = msys_request_dmem("", 4K)',
    { kind: 'msys_request_dmem', into: 'm', name: '', length: 4096 },
  ],
  [
    'msys_request_dmem("a\\"b\\\\c\\n\\t\\x01 <i>😀", 1)',
    { kind: 'msys_request_dmem', name: 'a"b\\c\n\t\u0001 <i>😀', length: 1 },
  ],
  ['msys_release_dmem("ISP")', { kind: 'msys_release_dmem', name: 'ISP', phys: 0 }],
  ['msys_release_dmem("", 0x26400000)', { kind: 'msys_release_dmem', name: '', phys: 0x26400000 }],
  ['msys_fix_dmem("ISP")', { kind: 'msys_fix_dmem', name: 'ISP' }],
  ['msys_unfix_dmem("ISP")', { kind: 'msys_unfix_dmem', name: 'ISP' }],
  ['msys_find_dmem_by_name("ISP")', { kind: 'msys_find_dmem_by_name', name: 'ISP' }],
  ['msys_find_dmem_by_phys(0x26400000)', { kind: 'msys_find_dmem_by_phys', phys: 0x26400000 }],

  ['expect ok ls', { kind: 'expect', what: { is: 'ok' }, command: { kind: 'ls', path: '/' } }],
  [
    'expect ENOMEM a = cma_alloc(4)',
    { kind: 'expect', what: { is: 'errno', errno: 'ENOMEM' }, command: alloc({ into: 'a' }) },
  ],
  [
    'expect 0x2644d cma_alloc(4)',
    { kind: 'expect', what: { is: 'value', value: 0x2644d }, command: alloc({}) },
  ],
  [
    'expect -1 echo a > /p',
    { kind: 'expect', what: { is: 'value', value: -1 }, command: echo('a\n') },
  ],
  [
    'expect "TOTAL: 0" cat /p',
    {
      kind: 'expect',
      what: { is: 'text', text: 'TOTAL: 0' },
      command: { kind: 'cat', path: '/p' },
    },
  ],
];

describe('a line is a command', () => {
  test.each(GOOD)('%s', (line, command) => {
    const { statements, errors } = parse(line);
    expect(errors).toEqual([]);
    expect(statements.map((statement) => statement.command)).toEqual([command]);
  });
});

/** The piece of the line that is marked, and what the English message contains. */
const BAD: readonly (readonly [line: string, marked: string, says: string])[] = [
  ['123', '123', 'Found “123”; accepted here: a command'],
  ['<b>x</b>', '<', 'Found “<”'],
  ['😀', '😀', 'Found “😀”'],
  ['\u0001', '\u0001', 'Found “␁”'],
  ['cat \ud800', '\ud800', '“\ufffd” is half of a character'],
  ['foo', 'foo', 'No command or call is named “foo”; help lists them'],
  ['cma_aloc(4)', 'cma_aloc', 'did you mean cma_alloc?'],
  ['CAT /p', 'CAT', 'did you mean cat?'],
  ['x = ', '', 'accepted here: a call such as'],
  ['x = cm', '', 'accepted here: “(”.'],
  ['x = cat /p', '/', 'accepted here: “(”.'],
  ['cma_alloc(', '', 'accepted here: a value or “)”.'],
  ['cma_alloc(4', '', 'accepted here: “,” or “)”.'],
  ['cma_alloc(4,', '', 'accepted here: a value.'],
  ['cma_alloc(4 5)', '5', 'Found “5”; accepted here: “,” or “)”.'],
  ['cma_alloc(4, align=)', ')', 'accepted here: a value.'],
  ['cma_alloc(4, busy=[1', '', 'accepted here: “,” or “]”.'],
  ['cma_alloc(4) b', 'b', 'accepted here: the end of the line.'],
  ['cma_alloc(4); ls', 'ls', 'one line holds one statement'],
  ['cma_alloc 4', 'cma_alloc', 'wants parentheses: cma_alloc(count'],
  ['cat("/p")', 'cat', 'without parentheses: cat PATH.'],
  ['cma_alloc()', 'cma_alloc()', 'cma_alloc needs count'],
  ['cma_alloc(1, 2, 3)', '3', 'region: Found “3”; accepted: text'],
  ['cma_release(a, 1, 2)', '2', 'takes no further argument (found “2”)'],
  ['cma_alloc(4, count=4)', 'count=4', 'count is given twice'],
  ['cma_alloc(4, aling=4)', 'aling', 'did you mean align?'],
  ['cma_alloc(4, zzz=4)', 'zzz', 'accepted: count, align, region, busy or fatal'],
  ['cma_alloc(1.5)', '1.5', 'count: “1.5” is not whole'],
  ['cma_alloc(.5)', '.5', 'Found “.5”'],
  ['cma_alloc(0x)', '0x', 'no digits after 0x'],
  ['cma_alloc(0xK)', '0xK', 'no digits after 0x'],
  ['cma_alloc(12abc)', '12abc', 'not a number'],
  ['cma_alloc(64KB)', '64KB', 'not a number'],
  ['cma_alloc(010)', '010', 'C reads as octal'],
  ['cma_alloc(9007199254740992)', '9007199254740992', 'beyond 9,007,199,254,740,991'],
  ['cma_alloc(8388608G)', '8388608G', 'beyond 9,007,199,254,740,991'],
  ['cma_alloc(0x20000000000000)', '0x20000000000000', 'beyond'],
  [`cma_alloc(${'9'.repeat(4000)})`, '9'.repeat(4000), '…” is beyond'],
  ['cma_alloc(-1)', '-1', 'is negative'],
  ['cma_alloc("4")', '"4"', 'accepted: a whole number'],
  ['cma_alloc(a)', 'a', 'accepted: a whole number'],
  ['cma_alloc(4, fatal=EFOO@1)', 'EFOO@1', 'accepted: EPERM, ENOENT'],
  ['cma_alloc(4, fatal=4)', '4', 'such as EINTR@0x26410'],
  ['cma_alloc(4, busy=0x13-0x10)', '0x13-0x10', 'ends before it begins'],
  ['cma_release("a")', '"a"', 'a handle, a page frame number, or a range'],
  [`cma_release(${'h'.repeat(32)})`, 'h'.repeat(32), '32 characters; at most 31'],
  [`${'h'.repeat(32)} = cma_alloc(1)`, 'h'.repeat(32), '32 characters; at most 31'],
  ['pin 0x10-0x13 5', '5', 'The range holds 4 pages, the count beside it says 5'],
  ['dma_free_coherent(0x10-0x13)', '0x10-0x13', 'not a range'],
  ['a = cma_release(b)', 'a', 'gives nothing back'],
  ['pin = cma_alloc(1)', 'pin', 'a word of the language'],
  ['ENOMEM = cma_alloc(1)', 'ENOMEM', 'a word of the language'],
  ['dma_alloc_coherent(4K, GFP_ATOMC)', 'GFP_ATOMC', 'did you mean GFP_ATOMIC?'],
  ['dma_alloc_coherent(4K, GFP_ATOMIC, GFP_KERNEL)', 'GFP_KERNEL', 'gfp is given twice'],
  ['msys_request_dmem(ISP, 4)', 'ISP', 'name: Found “ISP”; accepted: text in double quotes'],
  ['msys_request_dmem("a\\q", 4)', '"a\\q"', '“\\q” is no escape'],
  ['msys_request_dmem("\\x80", 4)', '"\\x80"', 'is no escape'],
  ['msys_request_dmem("ISP, 4)', '', 'accepted here: “,” or “)”.'],
  ['board', 'board', 'board needs name'],
  ['board cma=4M', 'board cma=4M', 'board needs name'],
  ['board ssd202 kernal=6.17', 'kernal', 'did you mean kernel?'],
  ['board ssd202 6.17', '6.17', 'options are written NAME=VALUE'],
  ['board ssd202 cma=1M cma=2M', 'cma', 'cma is given twice'],
  ['cat', 'cat', 'cat needs path'],
  ["cat ''", "''", 'The path is empty'],
  ['cat /a /b', '/b', 'takes no further argument'],
  ['cat /a > /b', '> /b', 'cannot be redirected'],
  ['cat -n /a', '-n', 'cat takes no switches'],
  ['cat "/a', '"/a', 'is never closed'],
  ["echo it's > /p", "'s > /p", 'is never closed'],
  ['echo a\\', '\\', 'is never closed'],
  ['cat $HOME', '$', 'special character in a shell'],
  ['echo "$HOME" > /p', '"$HOME"', 'special character in a shell'],
  ['echo `id` > /p', '`', 'special character in a shell'],
  ['cat /p | grep x', '|', 'special character in a shell'],
  ['cat /p && ls', '&', 'special character in a shell'],
  ['echo -e "\\x80" > /p', 'echo -e "\\x80" > /p', 'is no escape'],
  ['echo a', 'echo a', 'echo needs path'],
  ['echo a >', '', 'accepted here: a path.'],
  ['echo a > /p > /q', '> /q', 'path is given twice'],
  ['echo a 1>/p', '1', 'for a file descriptor'],
  ['ls -a', '-a', 'accepted: -l'],
  ['workload', 'workload', 'workload needs system'],
  ['workload cmem ops=1', 'cmem', 'system: Found “cmem”; accepted: cma.'],
  ['workload cma ops=0', '0', 'ops: “0” is too small; accepted: 1 and more'],
  ['workload cma ops=1000001', '1000001', 'at most 1,000,000'],
  ['workload cma ops=1 fill=101', '101', 'at most 100'],
  ['workload cma ops=1 mix=vidoe', 'vidoe', 'did you mean video?'],
  ['workload cma ops=', '', 'No value stands after “ops=”'],
  ['expect', '', 'accepted here: ok, an error name'],
  ['expect ENOMEM', '', 'accepted here: a command'],
  ['expect ENOMAM ls', 'ENOMAM', 'did you mean ENOMEM?'],
  ['expect cma_alloc(4)', 'cma_alloc', 'expect ok cma_alloc(…)'],
  ['expect 1.5 ls', '1.5', 'is not whole'],
  ['expect ok expect ok ls', 'ok', 'another expect'],
];

describe('a wrong line says where and what', () => {
  test.each(BAD)('%s', (line, marked, says) => {
    const { statements, errors } = parse(line);
    expect(statements).toEqual([]);
    expect(errors).toHaveLength(1);
    const [error] = errors;
    expect(error && line.slice(error.from, error.to)).toBe(marked);
    expect(error?.column).toBe((error?.from ?? 0) + 1);
    expect(error && say(error.message, 'en')).toContain(says);
    expect(error && say(error.message, 'en')).not.toMatch(/[{}]|language\./);
    expect(error && say(error.message, 'zh')).not.toMatch(/[{}]|language\./);
  });
});

describe('a text of many lines', () => {
  test('good statements stand beside errors, each with its line and column', () => {
    const source = '# first\n\n  a = cma_alloc(1) # take\ncma_alloc(\r\n\tls /x\n';
    const { statements, errors } = parse(source);
    expect(statements.map(({ line, text }) => [line, text])).toEqual([
      [3, 'a = cma_alloc(1)'],
      [5, 'ls /x'],
    ]);
    for (const { from, to, text } of statements) expect(source.slice(from, to)).toBe(text);
    expect(errors.map(({ line, column }) => [line, column])).toEqual([[4, 11]]);
  });

  test('a backslash at the end of a line takes the next one in, but not in a comment', () => {
    const source =
      'a = cma_alloc(4, \\\n  align=2)\n# note \\\ncat /x # why \\\nls /y\\\\\nls /z\n';
    const { statements, errors } = parse(source);
    expect(errors).toEqual([]);
    expect(statements.map(({ line, text }) => [line, text])).toEqual([
      [1, 'a = cma_alloc(4, align=2)'],
      [4, 'cat /x'],
      [5, 'ls /y\\\\'],
      [6, 'ls /z'],
    ]);
  });

  test('an error in a line that was taken in is told where it stands', () => {
    const { statements, errors } = parse('cma_alloc(4, \\\n  aling=2)\nls /x\ncma_alloc(4, \\');
    expect(statements.map(({ line }) => line)).toEqual([3]);
    expect(errors.map(({ line, column }) => [line, column])).toEqual([
      [2, 3],
      [4, 14],
    ]);
  });

  test('lines taken in count together', () => {
    const half = `cat \\\n${'a'.repeat(MAX_LINE_CHARS - 6)}`;
    expect(parse(half).statements).toHaveLength(1);
    const over = parse(`${half}a\nls /x`);
    expect(over.errors.map(({ message }) => message.id)).toEqual(['language.lineTooLong']);
    expect(over.statements.map(({ line }) => line)).toEqual([3]);
  });

  test('all arguments that are wrong are named, in their order', () => {
    const { errors } = parse('cma_alloc(0x, align=-1, cont=5)');
    expect(errors.map((error) => error.column)).toEqual([11, 21, 25]);
  });

  test('what is too long is refused whole, and a text of the limit is not', () => {
    const line = '#'.repeat(999);
    const full = `${line}\n`.repeat(MAX_SOURCE_CHARS / 1000);
    expect(full).toHaveLength(MAX_SOURCE_CHARS);
    expect(parse(full)).toEqual({ statements: [], errors: [] });
    const over = parse(`${full}\n`);
    expect(over.errors.map((error) => error.message.id)).toEqual(['language.sourceTooLong']);
    const pasted = parse('cma_alloc(1)\n'.repeat(800_000));
    expect(pasted.statements).toEqual([]);
    expect(pasted.errors).toHaveLength(1);
  });

  test('a line of the limit is read, a longer one is not', () => {
    const line = `cat /${'x'.repeat(MAX_LINE_CHARS - 5)}`;
    expect(parse(line).errors).toEqual([]);
    expect(parse(`${line}x\nls`).errors.map((error) => error.message.id)).toEqual([
      'language.lineTooLong',
    ]);
    expect(parse(`${line}x\nls`).statements).toHaveLength(1);
  });

  test('after too many errors it stops and says so', () => {
    const { statements, errors } = parse(`${'(\n'.repeat(MAX_SYNTAX_ERRORS)}ls`);
    expect(statements).toEqual([]);
    expect(errors).toHaveLength(MAX_SYNTAX_ERRORS + 1);
    expect(errors.at(-1)?.message.id).toBe('language.tooManyErrors');
    expect(parse(`cat ${'a '.repeat(1000)}`).errors).toHaveLength(MAX_SYNTAX_ERRORS + 1);
  });
});
