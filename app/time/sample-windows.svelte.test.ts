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
