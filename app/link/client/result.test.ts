import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../engine/contract/command.ts';
import { RUN_KEEP_CHARS } from '../limits.ts';
import { alloc, dmesg, TestMachine, work } from '../test/machine.ts';
import { RunGathering } from './result.ts';
import type { RunProgress } from './result.ts';

const outcomeOf = (command = alloc(1)): Outcome => new TestMachine().exec(command);
const text = (chars: number): Outcome => ({
  ...outcomeOf(),
  result: { ok: true, value: { is: 'text', text: 'x'.repeat(chars) } },
});
const charsOf = ({ outcomes }: { readonly outcomes: readonly Outcome[] }): number[] =>
  outcomes.map(({ result }) =>
    result.ok && result.value.is === 'text' ? result.value.text.length : -1,
  );

describe('what a run came to', () => {
  it('is told answer by answer, with the index of the first, and lost ones between', () => {
    const told: unknown[] = [];
    const lost: number[] = [];
    const gathering = new RunGathering([alloc(1), alloc(2), alloc(3), alloc(4)], {
      onOutcomes: (outcomes, first) => told.push([first, outcomes.length]),
      onLost: (index) => lost.push(index),
    });
    expect(gathering.next).toBe(0);
    gathering.add([outcomeOf(), outcomeOf()]);
    gathering.lose();
    gathering.add([]);
    expect(gathering.next).toBe(3);
    gathering.add([outcomeOf()]);
    expect([gathering.next, told, lost]).toEqual([
      4,
      [
        [0, 2],
        [3, 1],
      ],
      [2],
    ]);
    expect(gathering.result('done')).toMatchObject({
      ...{ count: 3, lost: [2], ended: 'done', trimmed: undefined, death: undefined },
    });
    expect(gathering.result('done').outcomes).toHaveLength(3);
  });
  it('counts what is not kept', () => {
    const gathering = new RunGathering([alloc(1)], { keep: false });
    gathering.add([outcomeOf()]);
    expect(gathering.result('stopped')).toMatchObject({ count: 1, outcomes: [], ended: 'stopped' });
  });
  it('keeps texts up to the bound, and none from the first beyond it on', () => {
    const half = RUN_KEEP_CHARS / 2;
    const gathering = new RunGathering([dmesg, dmesg, dmesg, dmesg], {});
    gathering.add([text(half), text(half)]);
    expect(gathering.result('done').trimmed).toBeUndefined();
    gathering.add([text(1), text(0)]);
    const result = gathering.result('done');
    expect([result.trimmed, charsOf(result)]).toEqual([2, [half, half, 0, 0]]);
  });
  it('is sent one by one as long as it was to be', () => {
    const gathering = new RunGathering(Array(9).fill(alloc(1)), {});
    expect(gathering.alone).toBe(0);
    gathering.alone = 3;
    gathering.add([outcomeOf()]);
    expect(gathering.alone).toBe(2);
    gathering.lose();
    expect(gathering.alone).toBe(1);
    gathering.add([outcomeOf(), outcomeOf()]);
    expect(gathering.alone).toBe(0);
    gathering.lose();
    expect(gathering.alone).toBe(0);
  });
});

describe('progress', () => {
  it('counts on from what is done, and never beyond the end', () => {
    const told: RunProgress[] = [];
    const commands = [alloc(1), work(100), alloc(2)];
    const gathering = new RunGathering(commands, { onProgress: (at) => told.push(at) });
    gathering.tell();
    gathering.add([outcomeOf()]);
    gathering.tell({ index: 0, done: 40 });
    gathering.tell({ index: 1, done: 900 });
    gathering.add([outcomeOf(work(100))]);
    gathering.tell();
    const of = { commands: 3, total: 102 };
    expect(told).toEqual([
      { ...of, index: 0, done: 0 },
      { ...of, index: 1, done: 41 },
      { ...of, index: 2, done: 102 },
      { ...of, index: 2, done: 101 },
    ]);
  });
});
