import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { schedule } from './schedule.mjs';

interface Step {
  name: string;
  needs?: string[];
  alone?: boolean;
  fails?: boolean;
}

/** Runs the steps for a moment each; answers what ran beside what, and the results. */
async function play(steps: Step[], places = 2) {
  const running = new Set<string>();
  const beside = new Map<string, string[]>();
  const order: string[] = [];
  const start = async (step: Step): Promise<string> => {
    for (const other of running) beside.get(other)?.push(step.name);
    beside.set(step.name, [...running]);
    running.add(step.name);
    order.push(step.name);
    await sleep(5);
    running.delete(step.name);
    return step.fails === true ? 'failed' : 'passed';
  };
  const results = await schedule(
    steps,
    places,
    start,
    (result) => result === 'passed',
    (_, need) => `no ${need}`,
  );
  return { results, order, beside: (name: string) => beside.get(name) ?? [] };
}

describe('schedule', () => {
  test('results stand in the order of the stages', async () => {
    const { results } = await play([{ name: 'a', fails: true }, { name: 'b' }, { name: 'c' }]);
    expect(results).toEqual(['failed', 'passed', 'passed']);
  });

  test('no more at a time than there are places', async () => {
    const { beside } = await play([{ name: 'a' }, { name: 'b' }, { name: 'c' }], 1);
    expect(['a', 'b', 'c'].map(beside)).toEqual([[], [], []]);
  });

  test('two places are used', async () => {
    const { beside } = await play([{ name: 'a' }, { name: 'b' }]);
    expect(beside('a')).toEqual(['b']);
  });

  test('a stage waits for those it needs', async () => {
    const { order, beside } = await play([{ name: 'b', needs: ['a'] }, { name: 'a' }]);
    expect(order).toEqual(['a', 'b']);
    expect(beside('b')).toEqual([]);
  });

  test('a stage whose need failed does not run, nor those after it', async () => {
    const { results, order } = await play([
      { name: 'a', fails: true },
      { name: 'b', needs: ['a'] },
      { name: 'c', needs: ['b'] },
    ]);
    expect(results).toEqual(['failed', 'no a', 'no b']);
    expect(order).toEqual(['a']);
  });

  test('a stage that wants to be alone is', async () => {
    const { beside } = await play([{ name: 'a' }, { name: 'b', alone: true }, { name: 'c' }]);
    expect(beside('b')).toEqual([]);
  });

  test('a circle is an error, not a hang', async () => {
    const circle = [
      { name: 'a', needs: ['b'] },
      { name: 'b', needs: ['a'] },
    ];
    await expect(play(circle)).rejects.toThrow('circle');
  });
});
