import { mostSteps, mostStepsOf } from '../../engine/journal/time/steps.ts';
import { describe, expect, test } from 'vitest';
import type { Command, Outcome } from '../../engine/contract/command.ts';
import { MAX_JOURNAL_OPS } from '../../engine/contract/limits.ts';
import { Journal, opsDone, outcomeChars, trimmed } from './journal.ts';
import { EVENT_CHARS } from './limits.ts';
import { alloc, board, TestMachine, work } from './test/machine.ts';

const expecting = (command: Command): Command => ({ kind: 'expect', what: { is: 'ok' }, command });
const outcomeOf = (command: Command): Outcome => new TestMachine().exec(command);
/** The outcome of a workload that was stopped after so many operations. */
const cut = (ops: number): Outcome => ({
  ...outcomeOf(alloc(1)),
  ops,
  result: { ok: true, value: { is: 'workload', ops, allocs: 0, refused: 0, releases: 0 } },
});
const refused: Outcome = {
  ...outcomeOf(alloc(1)),
  result: { ok: false, refusal: { errno: undefined, why: { id: 'no' } } },
};

test.each<[Command, number]>([
  [alloc(50), 1],
  [board(), 1],
  [work(70), 70],
  [expecting(work(70)), 70],
  [expecting(alloc(2)), 1],
])('steps of %o is %i', (command, expected) => {
  expect(mostSteps(command)).toBe(expected);
});

test('steps add up', () => {
  expect(mostStepsOf([alloc(9), work(5), expecting(work(7))])).toBe(13);
});

test.each<[string, Command, Outcome, number]>([
  ['a command', alloc(1), outcomeOf(alloc(1)), 1],
  ['a workload', work(9), cut(9), 9],
  ['a workload that was stopped', work(9), cut(4), 4],
  ['a workload that was refused', work(9), refused, 9],
  ['a boot that was refused', board(), refused, 0],
  ['an expected boot that was refused', expecting(board()), refused, 0],
])('what %s has done', (_, command, outcome, expected) => {
  expect(opsDone(command, outcome)).toBe(expected);
});

describe('a journal', () => {
  test.each<[string, Command, Outcome, readonly Command[]]>([
    ['commands as they are', alloc(3), outcomeOf(alloc(3)), [alloc(3)]],
    ['refused ones too', work(9), refused, [work(9)]],
    ['no boot that was refused', board(), refused, []],
    ['a whole workload', work(9), cut(9), [work(9)]],
    ['what was done of a stopped one', work(9), cut(4), [work(4)]],
    ['the same after an expectation', expecting(work(9)), cut(4), [expecting(work(4))]],
    ['nothing of one that did nothing', work(9), cut(0), []],
  ])('keeps %s', (_, command, outcome, expected) => {
    const journal = new Journal();
    journal.add(command, outcome);
    expect(journal.commands).toEqual(expected);
  });

  test('stands after what was executed, and where it was moved to', () => {
    const journal = new Journal();
    journal.add(board(), outcomeOf(board()));
    journal.add(work(1_000), cut(1_000));
    expect([journal.ops, journal.position]).toEqual([1_001, 1_001]);
    journal.moveTo(500);
    expect([journal.ops, journal.position]).toEqual([1_001, 500]);
    journal.moveTo(9_999);
    expect(journal.position).toBe(1_001);
    journal.moveTo(-1);
    expect(journal.position).toBe(0);
  });

  test.each<[number, readonly Command[]]>([
    [0, [alloc(7)]],
    [1, [board(), alloc(7)]],
    [2, [board(), work(1), alloc(7)]],
    [400, [board(), work(399), alloc(7)]],
    [1_001, [board(), work(1_000), alloc(7)]],
    [1_002, [board(), work(1_000), alloc(3), alloc(7)]],
  ])('what is executed at %i takes the place of what lay beyond', (position, commands) => {
    const journal = new Journal();
    for (const command of [board(), work(1_000), alloc(3)]) journal.push(command);
    journal.moveTo(position);
    expect(journal.fits([work(MAX_JOURNAL_OPS - position)])).toBe(true);
    expect(journal.fits([work(MAX_JOURNAL_OPS - position + 1)])).toBe(false);
    journal.push(alloc(7));
    expect(journal.commands).toEqual(commands);
    expect(journal.ops).toBe(position + 1);
    expect(journal.position).toBe(position + 1);
  });

  test.each<[number, number, number, readonly Command[]]>([
    [3, 1_002, 1_002, [board(), work(1_000), alloc(3)]],
    [9, 500, 500, [board(), work(1_000), alloc(3)]],
    [2, 1_002, 1_001, [board(), work(1_000)]],
    [2, 500, 500, [board(), work(499)]],
    [1, 500, 1, [board()]],
    [0, 500, 0, []],
  ])('of which the first %i are kept at %i stands at %i', (count, position, stands, commands) => {
    const journal = new Journal();
    for (const command of [board(), work(1_000), alloc(3)]) journal.push(command);
    journal.moveTo(position);
    journal.keep(count);
    expect(journal.commands).toEqual(commands);
    expect(journal.position).toBe(stands);
    expect(journal.ops).toBe(mostStepsOf(commands));
  });
  test('that nothing lies beyond is as it was when it is cut', () => {
    const journal = new Journal();
    for (const command of [board(), work(10)]) journal.push(command);
    const commands = [...journal.commands];
    journal.cut();
    expect(journal.commands).toEqual(commands);
    journal.moveTo(0);
    journal.cut();
    expect([journal.commands, journal.ops, journal.position]).toEqual([[], 0, 0]);
  });

  test.each<[readonly Command[], boolean]>([
    [[work(MAX_JOURNAL_OPS - 10)], true],
    [[work(MAX_JOURNAL_OPS - 9)], false],
    [[work(MAX_JOURNAL_OPS - 10), alloc(1)], false],
    [[board(), work(MAX_JOURNAL_OPS - 11)], true],
    [[board(), work(MAX_JOURNAL_OPS - 10)], false],
  ])('of 10 operations has room for %o: %s', (commands, expected) => {
    const journal = new Journal();
    journal.push(work(10));
    expect(journal.fits(commands)).toBe(expected);
  });
});

test('an outcome without its texts counts what is missing', () => {
  const outcome: Outcome = {
    ...outcomeOf(alloc(1)),
    result: { ok: true, value: { is: 'text', text: 'twelve chars' } },
    log: [{ op: 1, channel: 'printk', text: 'seven c' }],
    events: [{ is: 'slept', ms: 1 }],
    dropped: { events: 5, log: 6 },
  };
  expect(outcomeChars(outcome)).toBe(12 + 7 + EVENT_CHARS);
  const bare = trimmed(outcome);
  expect(outcomeChars(bare)).toBe(0);
  expect(bare).toMatchObject({ op: 1, ops: 1, dropped: { events: 6, log: 7 } });
  expect(trimmed(refused).result).toEqual(refused.result);
  expect(bare.result).toEqual({ ok: true, value: { is: 'text', text: '' } });
  expect([bare.log, bare.events]).toEqual([[], []]);
  const number: Outcome = { ...outcome, result: { ok: true, value: { is: 'number', value: 7 } } };
  expect(trimmed(number).result).toEqual(number.result);
  expect(outcomeChars(number)).toBe(7 + EVENT_CHARS);
  expect(outcomeChars(refused)).toBe(0);
});
