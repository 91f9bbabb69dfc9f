/** Lines as console and kernel log have them, whole. */
import { describe, expect, it, test } from 'vitest';
import type { LogLine, Outcome } from '../../../engine/contract/command.ts';
import { parse } from '../../../engine/language/index.ts';
import { narrated, wentWrong } from './transcript.ts';
import { lineTextOf } from './line-text.ts';
import { narrationAt } from './lines.ts';
import { printed } from './printing.ts';
import { FOLD_ABOVE_LINES } from '../../page/limits.ts';
import { outcome } from '../test/fake-link.ts';
import type { ScriptLine } from './transcript.ts';

const PLACE = { at: 7, lastId: 100, by: undefined, lead: 0 };
const print = (source: string, outcomes: readonly Outcome[], place = {}) =>
  printed(narrated(source, parse(source).statements), 0, outcomes, { ...PLACE, ...place });
const text = (value: string): Partial<Outcome> => ({
  result: { ok: true, value: { is: 'text', text: value } },
});
const line = (op: number, said: string): LogLine => ({ op, channel: 'printk', text: said });
const board = { is: 'board' as const, board: 'ssd202', pages: 1, refusal: undefined, notes: [] };

test('the first line of an operation carries its number: what was typed, not what was answered', () => {
  const { transcript, lastId } = print('cat /a', [outcome(4, text('one\ntwo\n'))]);
  expect(transcript).toEqual([
    { id: 101, op: 4, first: true, at: 8, content: { kind: 'in', text: 'cat /a' } },
    { id: 102, op: 4, first: false, at: 8, content: { kind: 'out', text: 'one' } },
    { id: 103, op: 4, first: false, at: 8, content: { kind: 'out', text: 'two' } },
  ]);
  expect(lastId).toBe(104);
});
test('what took no operation has no number, and so no first line', () => {
  const { transcript, log, script } = print('board ssd202', [
    outcome(0, { ops: 0, result: { ok: true, value: board }, log: [line(0, 'booting')] }),
  ]);
  expect(transcript[0]).toMatchObject({ op: undefined, first: false });
  expect(script[0]).toMatchObject({ op: undefined, boots: true, answer: transcript[1]?.content });
  expect(log).toEqual([
    { id: 101, op: undefined, first: false, at: 8, channel: 'boot', text: 'ssd202', failed: false },
    expect.objectContaining({ op: 0, first: true, at: 8, text: 'booting' }),
  ]);
});
test('the first line of each operation in the kernel log is marked, and what failed', () => {
  const said = [line(4, 'a'), line(4, 'b'), line(5, 'alloc failed'), line(5, 'd')];
  const { log } = print('cat /a', [outcome(5, { log: said })]);
  expect(log.map(({ op, text, first, failed }) => [op, text, first, failed])).toEqual([
    [4, 'a', true, false],
    [4, 'b', false, false],
    [5, 'alloc failed', true, true],
    [5, 'd', false, false],
  ]);
});
test('a line of the script is all that is known of it', () => {
  const { script, boots, news } = print('# why\ncat /a', [outcome(4, text('one\ntwo\n'))]);
  const plain = { failed: false, by: undefined };
  expect(script).toEqual([
    {
      ...plain,
      id: 101,
      op: undefined,
      at: 7,
      steps: 0,
      text: '# why',
      comment: true,
      line: undefined,
    },
    {
      ...{ ...plain, id: 105, op: 4, at: 8, steps: 1, text: 'cat /a', comment: false, line: 2 },
      answer: { kind: 'out', text: 'one' },
    },
  ]);
  expect(boots).toEqual([]);
  expect(news).toMatchObject([{ line: script[1], command: { kind: 'cat' }, outcome: { op: 4 } }]);
});
test.each([
  [0, [1, 2, 3]],
  [1, [undefined, 1, 2]],
  [3, [undefined, undefined, undefined]],
])('lines are counted after the %d in front of the text', (lead, lines) => {
  const { script } = print(
    'cat /a\ncat /b\ncat /c',
    [1, 2, 3].map((op) => outcome(op)),
    { lead },
  );
  expect(script.map(({ line }) => line)).toEqual(lines);
});
test.each(['cat   /a', 'cma_alloc( 4 )', 'x=cma_alloc(4)'])('%j stays as it was typed', (typed) => {
  const { script, transcript } = print(typed, [outcome(4)]);
  expect([script[0]!.text, transcript[0]!.content]).toEqual([typed, { kind: 'in', text: typed }]);
});
test('a long answer is folded, and a fold is copied as what it hides', () => {
  const lines = Array.from({ length: FOLD_ABOVE_LINES + 2 }, (_, i) => `line ${i}`);
  const { transcript } = print('cat /a', [outcome(4, text(`${lines.join('\n')}\n`))]);
  expect(transcript.length).toBeLessThan(lines.length);
  expect(
    transcript
      .slice(1)
      .map(({ content }) => lineTextOf(content))
      .join('\n'),
  ).toBe(lines.join('\n'));
});

const refusal = { errno: 'ENOMEM' as const, why: { id: 'x' } };
test.each([
  ['an answer', { is: 'text', text: 'FAILED' }, false],
  ['a write', { is: 'written', bytes: 4, hidden: undefined }, false],
  ['a write whose wish was refused', { is: 'written', bytes: 4, hidden: refusal }, true],
] as const)('%s went wrong: %j is %s', (_, value, wrong) =>
  expect(wentWrong(outcome(1, { result: { ok: true, value } }))).toBe(wrong),
);

describe('what is said of a position', () => {
  const of = (...texts: readonly string[]): ScriptLine[] =>
    texts.map((text, i) => {
      const comment = text.startsWith('#');
      const at = texts.slice(0, i + 1).filter((one) => !one.startsWith('#')).length;
      const plain = { op: 1, failed: false, line: undefined, by: undefined };
      return { ...plain, id: i + 1, at, steps: Number(!comment), text, comment };
    });
  it.each([
    [['# why', 'a'], 1, 'why'],
    [['##   why # so', 'a'], 1, 'why # so'],
    [['#why', 'a', 'b'], 2, 'why'],
    [['# why', 'a'], 0, undefined],
    [['# why', 'a'], 2, undefined],
    [['a', '# why'], 1, undefined],
    [['a', 'b'], 2, undefined],
    [['# far', ...Array<string>(100).fill('a')], 100, 'far'],
    [['# far', ...Array<string>(101).fill('a')], 101, undefined],
  ])('%j, at %d: %j', (texts, position, said) =>
    expect(narrationAt(of(...texts), position)).toBe(said),
  );
});
