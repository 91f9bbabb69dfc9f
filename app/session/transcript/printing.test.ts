import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../engine/contract/command.ts';
import { parse } from '../../../engine/language/index.ts';
import { narrated } from './transcript.ts';
import { printed } from './printing.ts';

const outcome = (op: number, part: Partial<Outcome> = {}): Outcome => ({
  op,
  ops: 1,
  result: { ok: true, value: { is: 'none' } },
  log: [],
  events: [],
  dropped: { events: 0, log: 0 },
  sleptMs: 0,
  ...part,
});
const partsOf = (source: string) => narrated(source, parse(source).statements);
const PLACE = { at: 7, lastId: 100, by: 'editor' as const, lead: 0 };

it('prints as many parts as there are outcomes, comments with the statement that follows', () => {
  const parts = partsOf('# one\ndmesg\n# two\ncat /a\n# three');
  const first = printed(parts, 0, [outcome(4)], PLACE);
  expect(first.next).toBe(3);
  expect(first.script.map(({ text, at, steps, line, by }) => [text, at, steps, line, by])).toEqual([
    ['# one', 7, 0, undefined, 'editor'],
    ['dmesg', 8, 1, 2, 'editor'],
    ['# two', 8, 0, undefined, 'editor'],
  ]);
  const rest = printed(parts, first.next, [outcome(5)], { ...PLACE, at: 8, lastId: first.lastId });
  expect(rest.script.map(({ text, at }) => [text, at])).toEqual([
    ['cat /a', 9],
    ['# three', 9],
  ]);
  expect(rest.next).toBe(parts.length);
  const ids = [...first.script, ...rest.script].map(({ id }) => id);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(ids[0]).toBe(101);
});

describe('a workload that was stopped', () => {
  const line = 'workload cma ops=1000 seed=3 mix=video';
  const done = (ops: number) =>
    printed(
      partsOf(line),
      0,
      [
        outcome(1, {
          ops,
          result: { ok: true, value: { is: 'workload', ops } as never },
        }),
      ],
      PLACE,
    );
  it('is in the script as long as it was, and in the console as it was typed', () => {
    const { script, transcript } = done(300);
    expect(script.map(({ text, at, steps }) => [text, at, steps])).toEqual([
      ['workload cma ops=300 seed=3 mix=video', 307, 300],
    ]);
    expect(transcript[0]!.content).toEqual({ kind: 'in', text: line });
  });
  it('is not in it when nothing of it was done', () => expect(done(0).script).toEqual([]));
  it('is as it was typed when all of it was done', () =>
    expect(done(1000).script[0]!.text).toBe(line));
});

it('tells of a boot where it was answered: its line alone, and from where on lines are its own', () => {
  const value = { is: 'board' as const, board: 'x', pages: 1, refusal: undefined, notes: [] };
  const refused = { ok: false as const, refusal: { errno: undefined, why: { id: 'x' } } };
  const { boots, log, script } = printed(
    partsOf('expect ok board imx6 # mine\nboard nosuch'),
    0,
    [outcome(0, { ops: 0, result: { ok: true, value } }), outcome(0, { ops: 0, result: refused })],
    PLACE,
  );
  expect(boots).toEqual([{ firstId: 101, lineId: script[0]!.id, at: 8, text: 'board imx6' }]);
  expect(log.map(({ channel, text, id }) => [channel, text, id])).toEqual([['boot', 'imx6', 101]]);
  expect(script.map(({ at, steps, boots: is, failed }) => [at, steps, is, failed])).toEqual([
    [8, 1, true, false],
    [8, 0, undefined, true],
  ]);
});
