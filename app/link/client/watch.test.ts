import { describe, expect, it } from 'vitest';
import { PATCH_POLL_MS, WATCH_AFTER_MS } from '../limits.ts';
import type { Progress } from '../protocol.ts';
import { ManualClock } from '../test/clock.ts';
import type { Connection } from './connection.ts';
import type { FrameSource } from './source.ts';
import { watchRun } from './watch.ts';

const AT: Progress = { run: 1, index: 0, done: 5, total: 9 };

function setup(mustAsk: boolean) {
  const clock = new ManualClock();
  clock.advance(1_000);
  const source = { mustAsk, progress: AT };
  const answers: { readonly give: (reply: unknown) => void; readonly fail: () => void }[] = [];
  const call = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      answers.push({ give: resolve, fail: () => reject(new Error('died')) });
    });
  const news: (Progress | undefined)[] = [];
  const end = watchRun(
    clock,
    { call } as unknown as Connection,
    source as unknown as FrameSource,
    (progress) => news.push(progress),
  );
  /** So many ms pass, with a frame after each. */
  const pass = async (ms: number): Promise<void> => {
    for (let i = 0; i < ms; i += 1) {
      clock.advance(1);
      clock.paint();
    }
    await Promise.resolve();
    await Promise.resolve();
  };
  return { clock, source, answers, news, end, pass };
}

describe('a run that is watched', () => {
  it('is looked at with each frame once it lasts, until it ends', async () => {
    const { clock, news, end, pass } = setup(false);
    clock.paint();
    await pass(WATCH_AFTER_MS - 1);
    expect(news).toEqual([]);
    await pass(1);
    expect(news).toEqual([AT]);
    await pass(2);
    expect(news).toEqual([AT, AT, AT]);
    end();
    expect(clock.frames).toBe(0);
    await pass(3);
    expect(news).toHaveLength(3);
  });
  it('is asked where it cannot be seen: one question at a time, with rest between', async () => {
    const { answers, news, end, pass } = setup(true);
    await pass(Math.max(WATCH_AFTER_MS, PATCH_POLL_MS) - 1);
    expect(answers).toHaveLength(0);
    await pass(1);
    expect([answers.length, news]).toEqual([1, []]);
    await pass(5 * PATCH_POLL_MS);
    expect(answers).toHaveLength(1);
    answers[0]!.give({ progress: AT });
    await pass(1);
    expect(news).toEqual([AT]);
    await pass(PATCH_POLL_MS - 2);
    expect(answers).toHaveLength(1);
    await pass(2);
    expect(answers).toHaveLength(2);
    end();
  });
  it('is not told of what is answered when it is over', async () => {
    const { clock, answers, news, end, pass } = setup(true);
    await pass(2 * PATCH_POLL_MS);
    end();
    answers[0]!.give({ progress: AT });
    await pass(2 * PATCH_POLL_MS);
    expect([news, answers.length, clock.frames]).toEqual([[], 1, 0]);
  });
  it('is asked no more over a worker that died', async () => {
    const { answers, news, end, pass } = setup(true);
    await pass(2 * PATCH_POLL_MS);
    answers[0]!.fail();
    await pass(5 * PATCH_POLL_MS);
    expect([answers.length, news]).toEqual([1, []]);
    end();
  });
  it('is seen as soon as it can be', async () => {
    const { source, answers, news, end, pass } = setup(true);
    await pass(2 * PATCH_POLL_MS);
    source.mustAsk = false;
    await pass(1);
    expect([answers.length, news]).toEqual([1, [AT]]);
    end();
  });
});
