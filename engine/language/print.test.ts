import { describe, expect, test } from 'vitest';
import type { Command, Outcome, Refusal, Result, Value } from '../contract/command.ts';
import { say } from './messages/index.ts';
import { parse } from './parse.ts';
import { lineText, printOutcome, printTranscript, type TranscriptLine } from './print.ts';

const outcome = (result: Result, more: Partial<Outcome> = {}): Outcome => ({
  op: 1,
  ops: 1,
  result,
  log: [],
  events: [],
  dropped: { events: 0, log: 0 },
  sleptMs: 0,
  ...more,
});
const done = (value: Value, more: Partial<Outcome> = {}): Outcome =>
  outcome({ ok: true, value }, more);
const refused = (errno: Refusal['errno'], id: string, args = {}, more: Partial<Outcome> = {}) =>
  outcome({ ok: false, refusal: { errno, why: { id, args } } }, more);

const command = (line: string): Command => {
  const [statement] = parse(line).statements;
  if (!statement) throw new Error(line);
  return statement.command;
};
const show = (line: TranscriptLine): string => `${line.kind}| ${lineText(line, 'en')}`;
const print = (line: string, given: Outcome): readonly string[] =>
  printOutcome(command(line), given).map(show);

const PAGES = {
  is: 'pages',
  pfn: 0x26400,
  count: 64,
  align: 4,
  page: 'c63bd000',
  phys: 0x26400000,
  virt: undefined,
  handle: 'a',
} as const;
const DMEM = {
  is: 'dmem',
  name: 'new1k',
  length: 1024,
  phys: 0x2644d000,
  kvirt: 0xc644d000,
  kept: false,
  retries: 0,
} as const;
const NO_RUN = { count: 64, step: 16, free: 80, longest: 30 };
/** The catalogue's words, whatever they are. */
const words = (id: string, args = {}): string => say({ id, args }, 'en');

const CASES: readonly (readonly [line: string, given: Outcome, ...lines: string[]])[] = [
  [
    'a = cma_alloc(64)',
    done(PAGES),
    'note| a = pfn 0x26400, 64 pages, page c63bd000, phys 0x26400000',
  ],
  [
    'cma_alloc(1)',
    done({ ...PAGES, count: 1, virt: 0xc6400000, handle: undefined }),
    'note| pfn 0x26400, 1 page, page c63bd000, phys 0x26400000, virt 0xc6400000',
  ],
  [
    'cma_alloc(64)',
    refused('ENOMEM', 'cma.noRun', NO_RUN),
    `refusal| -ENOMEM (-12): ${words('cma.noRun', NO_RUN)}`,
  ],
  ['cma_release(a)', done({ is: 'bool', value: false }), 'note| returned false: nothing changed'],
  ['pin a', done({ is: 'none' })],
  ['msys_release_dmem("x")', done({ is: 'number', value: 0 }), 'note| returned 0'],
  [
    'm = msys_request_dmem("new1k", 1024)',
    done(DMEM),
    'note| m = DMEM new1k: 1,024 bytes (0x400) at phys 0x2644d000, virt 0xc644d000',
  ],
  [
    'msys_request_dmem("new", 1024)',
    done({ ...DMEM, kept: true }),
    'note| DMEM new1k was there already: 1,024 bytes (0x400) at phys 0x2644d000, virt 0xc644d000',
  ],
  [
    'msys_request_dmem("new1k", 1024)',
    done({ ...DMEM, retries: 1 }, { sleptMs: 1000 }),
    'note| DMEM new1k: 1,024 bytes (0x400) at phys 0x2644d000, virt 0xc644d000, after 1 retry',
    'note| The call slept 1 s (simulated).',
  ],
  [
    'msys_find_dmem_by_name("new1k")',
    done({ ...DMEM, kept: true }),
    'note| DMEM new1k: 1,024 bytes (0x400) at phys 0x2644d000, virt 0xc644d000',
  ],
  [
    'd = dma_alloc_coherent(4K)',
    done({ is: 'buddy', count: 1, order: 0, handle: 'd' }),
    'note| d = 1 page (order 0) from the page allocator, outside every CMA region',
  ],
  ['cat /p', done({ is: 'text', text: 'a\n\n b\t<i>\n' }), 'out| a', 'out| ', 'out|  b\t<i>'],
  ['cat /p', done({ is: 'text', text: '' })],
  [
    'cat /p',
    refused('ENOENT', 'shell.cannotOpen', { path: '/p' }),
    "err| cat: can't open '/p': No such file or directory",
  ],
  [
    'cat /p',
    refused('EISDIR', 'shell.cannotOpen', { path: '/p' }),
    'err| cat: read error: Is a directory',
  ],
  [
    'cat /p',
    refused('EACCES', 'shell.notReadable', { path: '/p' }),
    "err| cat: can't open '/p': Permission denied",
    `refusal| -EACCES (-13): ${words('shell.notReadable', { path: '/p' })}`,
  ],
  [
    'ls /x',
    refused('ENOENT', 'shell.cannotOpen', { path: '/x' }),
    'err| ls: /x: No such file or directory',
  ],
  ['echo a > /p', done({ is: 'written', bytes: 2, hidden: undefined })],
  [
    'echo new1k 1024 > /p',
    done({
      is: 'written',
      bytes: 14,
      hidden: { errno: 'ENOMEM', why: { id: 'cma.noRun', args: NO_RUN } },
    }),
    `note| 14 bytes written, and inside it -ENOMEM (-12): ${words('cma.noRun', NO_RUN)}`,
  ],
  [
    'echo a > /x/y',
    refused('ENOENT', 'shell.cannotCreate', { path: '/x/y' }),
    "err| sh: can't create /x/y: nonexistent directory",
  ],
  [
    'echo a > /x',
    refused('EISDIR', 'shell.cannotCreate', { path: '/x' }),
    "err| sh: can't create /x: Is a directory",
  ],
  [
    'echo a > /p',
    refused('EACCES', 'shell.notWritable', { path: '/p' }),
    "err| sh: can't create /p: Permission denied",
    `refusal| -EACCES (-13): ${words('shell.notWritable', { path: '/p' })}`,
  ],
  [
    'echo a > /p',
    refused('EINVAL', 'shell.writeRefused', { path: '/p' }),
    'err| sh: write error: Invalid argument',
    `refusal| -EINVAL (-22): ${words('shell.writeRefused', { path: '/p' })}`,
  ],
  ['dmesg', done({ is: 'text', text: 'one\ntwo\n' }), 'out| one', 'out| two'],
  ['ls', refused(undefined, 'msys.none'), `refusal| ${words('msys.none')}`],
  [
    'board ssd202',
    done({ is: 'board', board: 'ssd202', pages: 512, refusal: undefined, notes: [] }),
    'note| ssd202 has booted; CMA holds 512 pages',
  ],
  [
    'board ssd202 cma=900M',
    done({
      is: 'board',
      board: 'ssd202',
      pages: 0,
      refusal: { errno: 'ENOMEM', why: { id: 'cma.noRegion' } },
      notes: [],
    }),
    'note| ssd202 has booted; CMA holds 0 pages',
    `refusal| -ENOMEM (-12): ${words('cma.noRegion')}`,
  ],
  [
    'workload cma ops=1000',
    done(
      { is: 'workload', ops: 1000, allocs: 600, refused: 20, releases: 1 },
      { dropped: { events: 9, log: 1200 } },
    ),
    'note| 1,000 operations: 600 allocations, 1 release, 20 refused',
    'note| 1,200 kernel lines more than are listed here; dmesg has the newest of them.',
  ],
  [
    'expect ENOENT cat /p',
    refused(
      'ENOENT',
      'shell.cannotOpen',
      { path: '/p' },
      { expectation: { held: true, why: { id: 'expect.held' } } },
    ),
    "err| cat: can't open '/p': No such file or directory",
    `note| ${words('expect.held')}`,
  ],
  [
    'expect ENOMEM ls',
    done(
      { is: 'text', text: 'x\n' },
      {
        expectation: {
          held: false,
          why: { id: 'expect.butOk', args: { wanted: '-ENOMEM (-12)' } },
        },
      },
    ),
    'out| x',
    `refusal| ${words('expect.butOk', { wanted: '-ENOMEM (-12)' })}`,
  ],
];

describe('what a console shows', () => {
  for (const [line, given, ...lines] of CASES)
    test(line, () => {
      expect(print(line, given)).toEqual(lines);
    });

  test('output without a last newline is marked open', () => {
    const lines = printOutcome(command('cat /p'), done({ is: 'text', text: 'a\nb' }));
    expect(lines).toEqual([
      { kind: 'out', text: 'a' },
      { kind: 'out', text: 'b', open: true },
    ]);
  });

  test('Carveout’s own words follow the language, the board’s do not', () => {
    const lines = printOutcome(
      command('cat /p'),
      refused('EACCES', 'shell.notReadable', { path: '/p' }),
    );
    expect(lines.map((line) => lineText(line, 'zh'))[0]).toBe(
      "cat: can't open '/p': Permission denied",
    );
    expect(lines.map((line) => lineText(line, 'zh'))[1]).toMatch(
      /^-EACCES \(-13\)：.*\p{Script=Han}/u,
    );
  });

  test('a transcript is the prompt, the statement and its lines', () => {
    const lines = printOutcome(command('ls'), done({ is: 'text', text: 'proc\nsys\n' }));
    expect(
      printTranscript(
        [
          { text: 'ls', lines },
          { text: 'pin a', lines: [] },
        ],
        'en',
      ),
    ).toBe('> ls\nproc\nsys\n> pin a\n');
  });
});
