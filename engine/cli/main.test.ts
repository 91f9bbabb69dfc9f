import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_FILE_CHARS, MAX_INPUT_BYTES } from '../contract/limits.ts';
import type { MachineState } from '../machine/machine.ts';
import { writeFile, type Experiment } from '../journal/index.ts';
import { session } from '../test/sessions.ts';
import { main, type Ended } from './main.ts';

const SCRIPT = `# title: Ends
board ssd202
a = cma_alloc(64, align=4)
workload cma ops=10 seed=3 mix=small
expect ok cma_alloc(1)
board generic mem=256M cma=64M
cma_release(a)
`;
const SESSION: Experiment = {
  title: 'Two ways',
  branches: [
    { name: 'main', from: undefined, text: SCRIPT },
    { name: 'other', from: { branch: 0, at: 2 }, text: 'b = cma_alloc(8)\ncma_release(a)' },
  ],
  shown: 1,
  position: 3,
  view: {},
};

let folder = '';
const file = (name: string): string => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carveout-'));
  const saved = writeFile(SESSION);
  if ('refused' in saved) throw new Error(saved.refused.id);
  const files = {
    script: SCRIPT,
    session: saved.text,
    less: SCRIPT.replace('64', '32'),
    wrong: 'board ssd202\ncma_aloc(4)\n',
    failing: 'board ssd202\nexpect ENOMEM cma_alloc(4)\n',
    newer: '# carveout 99\n# script\n\n# end\n',
    long: session('cma', 20_000, 1),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(file(name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

const out = (...argv: string[]): string => {
  const ended = main(argv);
  expect(ended.err).toBe('');
  return ended.out;
};
const err = (...argv: string[]): string => {
  const ended = main(argv);
  expect([ended.out, ended.exit]).toEqual(['', 2]);
  return ended.err;
};
const state = (...argv: string[]): MachineState =>
  JSON.parse(out('state', ...argv)) as MachineState;
const linkTo = (name: string): string => out('link', file(name)).trimEnd();

describe('run', () => {
  test('plays a scenario', () => {
    expect(out('run', file('script'))).toMatch(
      /^> board ssd202\n.*\n> a = cma_alloc\(64, align=4\)\n/,
    );
    expect(main(['run', file('script')]).exit).toBe(0);
  });
  test('plays the branch that is shown, what it inherits first', () => {
    const said = out('run', file('session'))
      .split('\n')
      .filter((line) => line.startsWith('> '));
    expect(said).toEqual([
      '> board ssd202',
      '> a = cma_alloc(64, align=4)',
      '> b = cma_alloc(8)',
      '> cma_release(a)',
    ]);
  });
  test('ends with 1 when an expectation failed', () => {
    expect(main(['run', file('failing')])).toMatchObject({ exit: 1, err: '' });
  });
  test('says where a line cannot be read, in the language asked for', () => {
    expect(err('run', file('wrong'))).toMatch(/wrong:2:1: .*did you mean cma_alloc/);
    expect(err('run', file('wrong'), '--lang', 'zh')).toMatch(/wrong:2:1: .*是不是 cma_alloc/);
  });
});

describe('link and unlink', () => {
  test('a link alone, and the file again', () => {
    for (const name of ['script', 'session']) {
      const link = linkTo(name);
      expect(link).toMatch(/^#[A-Za-z0-9_-]+$/);
      const saved = writeFile(SESSION);
      const text = name === 'script' ? SCRIPT : 'text' in saved && saved.text;
      for (const given of [link, link.slice(1), `https://x.y/z${link}&embed`])
        expect(out('unlink', given)).toBe(text);
    }
  });
  test('after the address of a page', () => {
    expect(out('link', file('script'), '--page', 'https://x.y/z')).toBe(
      `https://x.y/z${linkTo('script')}\n`,
    );
  });
  test('no link of what is too long, and no file out of what is none', () => {
    expect(err('link', file('long'))).toMatch(/at most 8,000 are accepted/);
    expect(err('unlink', `${linkTo('script').slice(0, -5)}`)).toMatch(/damaged|too early/);
    expect(err('unlink', '<html>')).toMatch(/“<”/);
    expect(err('unlink', '<html>', '--lang', 'zh')).toMatch(/“<”，链接中不会出现/);
  });
});

describe('state', () => {
  test('of the end, of where the session stands, of an operation', () => {
    expect(state(file('script'))).toMatchObject({ board: 'generic', op: 1 });
    expect(state(file('session'))).toMatchObject({ board: 'ssd202', op: 2 });
    expect(state(file('session'), '--at', '3').handles.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(state(file('script'), '--at', '5')).toMatchObject({ board: 'ssd202', op: 5 });
    // A boot takes no operation: it belongs to those in front of it.
    expect(state(file('script'), '--at', '12')).toMatchObject({ board: 'generic', op: 0 });
    expect(state(file('script'), '--at', '13')).toEqual(state(file('script')));
    expect(state(file('script'), '--at', '0')).toMatchObject({ board: 'ssd202', op: 0 });
  });
  test('is the same whether played to an operation or written that far', () => {
    writeFileSync(
      file('short'),
      SCRIPT.split('\n').slice(0, 3).join('\n') + '\nworkload cma ops=4 seed=3 mix=small',
    );
    expect(state(file('script'), '--at', '5').digest).toBe(state(file('short')).digest);
    expect(state(file('script'), '--at', '6').digest).not.toBe(state(file('short')).digest);
  });
});

describe('diff', () => {
  const diff = (...argv: string[]): Ended => main(['diff', ...argv]);
  test('nothing between a file and its link', () => {
    expect(diff(file('script'), linkTo('script'))).toEqual({
      out: 'No difference: the digests are equal.\n',
      err: '',
      exit: 0,
    });
  });
  test('what differs, thing by thing, counted', () => {
    const { out: text, exit } = diff(file('script'), file('less'), '--at', '1');
    expect(exit).toBe(1);
    expect(text.replace(/"?[0-9a-f]{64}"?/g, 'sum')).toBe(
      [
        'memory: 1 difference',
        '  cmaFreeKiB: 1792 | 1920',
        'regions: 3 differences',
        '  reserved.used: 64 | 32',
        '  reserved.maxchunk: 448 | 480',
        '  reserved.bitmapSha256: sum | sum',
        'blocks: 2 differences',
        '  0x26400.pages: 64 | 32',
        '  0x26400.bytes: 262144 | 131072',
        'handles: 1 difference',
        '  a.pages: 64 | 32',
        '7 differences in all',
        '',
      ].join('\n'),
    );
  });
  test('long lists are cut, things on one side only are one difference', () => {
    const { out: text } = diff(file('script'), file('session'), '--lang', 'zh');
    expect(text).toContain('board：2 处差别\n  board: generic | ssd202\n');
    writeFileSync(file('many'), `board ssd202\n${'cma_alloc(1)\n'.repeat(30)}`);
    expect(diff(file('many'), file('many')).exit).toBe(0);
    writeFileSync(file('none'), `board ssd202\n${'dmesg\n'.repeat(30)}`);
    const { out: cut } = diff(file('many'), file('none'));
    expect(cut).toContain('blocks: 30 differences\n  0x26400: {"pfn":156672,');
    expect(cut).toContain('  … and 10 more\n');
  });
  test('what cannot be seen is told too', () => {
    writeFileSync(file('one'), 'board generic\n');
    writeFileSync(file('two'), 'board generic CONFIG_CMA_DEBUG=n\n');
    expect(diff(file('one'), file('two')).out).toMatch(/^hidden: 1 difference\n {2}digest: /);
  });
});

describe('what was typed wrongly', () => {
  test.each([
    [[], 'what to do?'],
    [['walk'], 'there is no command "walk"'],
    [['run'], 'run takes a FILE'],
    [['run', 'a', 'b'], 'run takes one FILE, not also "b"'],
    [['diff', 'a'], 'diff takes two, A and B'],
    [['diff', 'a', 'b', 'c'], 'diff takes two, not also "c"'],
    [['run', 'a', '--at', '3'], 'run takes no --at'],
    [['state', 'a', '--at', '-3'], '--at takes the number of an operation'],
    [['state', 'a', '--at'], '--at takes a value'],
    [['state', 'a', '--to', '3'], 'there is no option --to'],
    [['run', 'a', '--lang', 'de'], '--lang takes en or zh'],
    [['run', '/nowhere'], 'cannot read /nowhere: ENOENT'],
    [['run', '/'], 'cannot read /: EISDIR'],
    [
      ['run', '/dev/zero'],
      `cannot read /dev/zero: it goes on after ${MAX_INPUT_BYTES} bytes; at most ${MAX_FILE_CHARS} characters are read`,
    ],
  ])('%j', (argv, what) => expect(err(...argv)).toMatch(`carveout: ${what}\nusage: carveout run`));
  test('an operation that is not there', () => {
    expect(err('state', file('script'), '--at', '14')).toMatch('there are only 13 operations');
  });
  test('a file of a newer version', () => {
    expect(err('run', file('newer'))).toMatch(/newer: The file is of version 99/);
  });
});
