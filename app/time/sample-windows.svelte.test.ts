import { expect, it } from 'vitest';
import { SampleRecorder } from '../../engine/journal/time/samples.ts';
import { SampleWindows } from './sample-windows.svelte.ts';
import type { Samples } from './time.ts';

const recorder = new SampleRecorder();
for (let free = 100; free > 0; free -= 1) recorder.add(100, free, free);

/** Windows over a worker that answers when it is told to. */
function windows() {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const made = new SampleWindows((from, to, buckets) => {
    asked.push(`${String(from)}-${String(to)}/${String(buckets)}`);
    return new Promise((resolve) => {
      answers.push(() => resolve(recorder.window(from, to, buckets)));
    });
  });
  const answer = async (): Promise<void> => {
    for (const one of answers.splice(0)) one();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { made, asked, answer };
}

it('are there once they have come, and asked for once', async () => {
  const { made, asked, answer } = windows();
  expect(made.get(1, 0, 100, 4)).toBeUndefined();
  expect(made.get(1, 0, 100, 4)).toBeUndefined();
  const before = made.tick;
  await answer();
  expect(made.tick).toBe(before + 1);
  expect([...made.get(1, 0, 100, 4)!.used.max]).toEqual([...recorder.window(0, 100, 4).used.max]);
  expect(asked).toEqual(['0-100/4']);
});

it('are asked for again when the journal is another one', async () => {
  const { made, asked, answer } = windows();
  made.get(1, 0, 100, 4);
  await answer();
  expect(made.get(2, 0, 100, 4)).toBeUndefined();
  await answer();
  expect(made.get(2, 0, 100, 4)).toBeDefined();
  expect(asked).toHaveLength(2);
});

it('are kept though many single positions were looked at, three at a time', async () => {
  const { made, asked, answer } = windows();
  made.get(1, 0, 100, 4);
  for (let at = 0; at < 20; at += 1) made.get(1, at, at + 1, 1);
  await answer();
  expect(made.get(1, 0, 100, 4)).toBeDefined();
  expect(made.get(1, 19, 20, 1)).toBeDefined();
  for (const buckets of [5, 6, 7]) made.get(1, 0, 100, buckets);
  await answer();
  const until = asked.length;
  expect(made.get(1, 0, 100, 7)).toBeDefined();
  expect(asked).toHaveLength(until);
  expect(made.get(1, 0, 100, 4)).toBeUndefined();
  expect(asked).toHaveLength(until + 1);
});

it('are asked for anew after the worker was away, and not over and over while nobody knows', async () => {
  let answer: () => Promise<Samples | undefined> = () => Promise.reject(new Error('away'));
  let asked = 0;
  const made = new SampleWindows(() => {
    asked += 1;
    return answer();
  });
  made.get(1, 0, 9, 3);
  await Promise.resolve();
  await Promise.resolve();
  answer = () => Promise.resolve(undefined);
  made.get(1, 0, 9, 3);
  await Promise.resolve();
  await Promise.resolve();
  made.get(1, 0, 9, 3);
  expect([asked, made.tick]).toEqual([2, 0]);
});

it('are three, the last that were looked at', async () => {
  const { made, asked, answer } = windows();
  const look = async (version: number, ...all: number[]): Promise<void> => {
    for (const buckets of all) made.get(version, 0, 100, buckets);
    await answer();
  };
  const known = (version: number, buckets: number): boolean =>
    made.get(version, 0, 100, buckets) !== undefined;
  await look(1, 4, 5, 6);
  // One that is looked at again takes no other one's place.
  await look(1, 6, 6);
  expect([known(1, 4), known(1, 5), known(1, 6)]).toEqual([true, true, true]);
  // Nor does the same window of another journal: it takes its own.
  await look(2, 6);
  expect([known(1, 4), known(1, 5), known(2, 6)]).toEqual([true, true, true]);
  await look(1, 4, 7);
  const until = asked.length;
  expect([known(1, 7), known(1, 4), known(2, 6)]).toEqual([true, true, true]);
  expect(asked).toHaveLength(until);
  expect(known(1, 5)).toBe(false);
});

it('that fail to come take no other with them', async () => {
  let fails = false;
  const made = new SampleWindows((from, to, buckets) =>
    fails ? Promise.reject(new Error('away')) : Promise.resolve(recorder.window(from, to, buckets)),
  );
  const rest = async (): Promise<void> => {
    for (let i = 0; i < 5; i += 1) await Promise.resolve();
  };
  made.get(1, 0, 9, 3);
  made.get(1, 0, 1, 1);
  await rest();
  fails = true;
  made.get(1, 0, 9, 4);
  made.get(1, 1, 2, 1);
  await rest();
  expect(made.get(1, 0, 9, 3)).toBeDefined();
  expect(made.get(1, 0, 1, 1)).toBeDefined();
  expect(made.tick).toBe(2);
});
