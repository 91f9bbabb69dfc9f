import { describe, expect, it } from 'vitest';
import { fileName, operationsCsv, operationsJson, operationsOf } from './exports.ts';
import type {
  ConsoleContent,
  ConsoleLine,
  KernelLine,
  ScriptLine,
} from '../session/transcript/transcript.ts';

let id = 0;
const said = (content: ConsoleContent, op?: number): ConsoleLine => ({
  id: (id += 1),
  op,
  first: false,
  at: 0,
  content,
});
const printed = (text: string, channel: KernelLine['channel'] = 'printk'): KernelLine => ({
  id: (id += 1),
  op: 1,
  first: true,
  at: 0,
  channel,
  text,
  failed: false,
});
const line = (text: string, op?: number, failed = false): ScriptLine => ({
  id: (id += 1),
  op,
  at: 0,
  steps: 1,
  text,
  comment: text.startsWith('#'),
  failed,
  line: undefined,
  by: undefined,
});
const page = (text: string): ConsoleContent => ({ kind: 'page', say: () => text });
const textOf = (content: ConsoleContent): string =>
  content.kind === 'page' ? content.say() : 'text' in content ? content.text : content.kind;

/** As the session prints them: echo, answers, log, then the line of the script. */
const session = () => {
  id = 0;
  const comment = line('# why');
  const wrong = [said({ kind: 'source', text: 'frobnicate' }), said(page('1:1: no such call'))];
  const first = [said({ kind: 'in', text: 'a = cma_alloc(4)' }, 1), said(page('= 0x26400'), 1)];
  const boot = printed('SSD202', 'boot');
  const log = printed('cma: cma_alloc(count 4)');
  const alloc = line('a = cma_alloc(4)', 1);
  const second = [said({ kind: 'in', text: 'cma_alloc(9)' }, 2), said(page('-12, "no" room'), 2)];
  const refused = line('cma_alloc(9)', 2, true);
  return {
    script: [comment, alloc, refused],
    transcript: [...wrong, ...first, ...second],
    log: [boot, log],
  };
};

describe('operations', () => {
  it('are what was executed, each with what was said to it', () => {
    expect(operationsOf(session(), textOf)).toEqual([
      {
        line: 1,
        op: undefined,
        text: '# why',
        comment: true,
        failed: false,
        answer: [],
        log: [],
      },
      {
        line: 2,
        op: 1,
        text: 'a = cma_alloc(4)',
        comment: false,
        failed: false,
        answer: ['= 0x26400'],
        log: ['cma: cma_alloc(count 4)'],
      },
      {
        line: 3,
        op: 2,
        text: 'cma_alloc(9)',
        comment: false,
        failed: true,
        answer: ['-12, "no" room'],
        log: [],
      },
    ]);
  });

  it('are still all there when the console was cleared', () => {
    const all = operationsOf({ ...session(), transcript: [], log: [] }, textOf);
    expect(all.map(({ text, answer }) => [text, answer.length])).toEqual([
      ['# why', 0],
      ['a = cma_alloc(4)', 0],
      ['cma_alloc(9)', 0],
    ]);
  });

  it('make a table without comments, quoted, and no formula', () => {
    expect(operationsCsv(operationsOf(session(), textOf))).toBe(
      'line,op,text,failed,answer,log\r\n' +
        "2,1,a = cma_alloc(4),0,'= 0x26400,cma: cma_alloc(count 4)\r\n" +
        '3,2,cma_alloc(9),1,"\'-12, ""no"" room",\r\n',
    );
  });

  it('make JSON that says what it is', () => {
    const text = operationsJson({ title: 'x', board: 'SSD202' }, operationsOf(session(), textOf));
    const read = JSON.parse(text) as { format: string; operations: unknown[] };
    expect(read.format).toBe('carveout-operations/1');
    expect(read.operations.length).toBe(3);
  });
});

it.each([
  ['', 'carveout-ssd202.svg'],
  ['emac leak', 'emac-leak.svg'],
  ['  ../../etc/passwd ', 'etc-passwd.svg'],
  ['碎片化：第 2 版', '碎片化-第-2-版.svg'],
  ['<b>"x"</b>', 'b-x-b.svg'],
  ['***', 'carveout-ssd202.svg'],
  ['---a--b---', 'a-b.svg'],
  ['x'.repeat(61), `${'x'.repeat(60)}.svg`],
])('a file of %j is called %j', (title, name) => {
  expect(fileName(title, 'ssd202', 'svg')).toBe(name);
});
