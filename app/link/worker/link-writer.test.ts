/** Links that are made on the page or in a worker are the same links. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MAX_SOURCE_CHARS } from '../../../engine/contract/limits.ts';
import { plainExperiment, readLink, writeLink } from '../../../engine/journal/index.ts';
import type { Experiment } from '../../../engine/journal/index.ts';
import { linkOf } from './link-writer.ts';

type Heard = ((event: { readonly data: unknown }) => void) | undefined;
/** What link-worker.ts sees as its own globals, and the worker that the page sees. */
interface Thread {
  readonly url: string;
  readonly options: WorkerOptions;
  onmessage: Heard;
  onerror: (() => void) | undefined;
  terminated: boolean;
}
let threads: Thread[];
/** The worker's script cannot be loaded. */
let broken: boolean;

class LinkThread implements Thread {
  onmessage: Heard;
  onerror: (() => void) | undefined;
  terminated = false;
  readonly url: string;
  readonly options: WorkerOptions;
  constructor(url: URL, options: WorkerOptions) {
    this.url = url.pathname;
    this.options = options;
    threads.push(this);
  }
  postMessage(data: unknown): void {
    if (broken) return void Promise.resolve().then(() => this.onerror?.());
    const own: { onmessage: Heard; readonly postMessage: (answer: unknown) => void } = {
      onmessage: undefined,
      postMessage: (answer) => this.onmessage?.({ data: structuredClone(answer) }),
    };
    vi.resetModules();
    vi.stubGlobal('self', own);
    void import('./link-worker.ts').then(() => own.onmessage?.({ data: structuredClone(data) }));
  }
  terminate(): void {
    this.terminated = true;
  }
}

beforeEach(() => {
  threads = [];
  broken = false;
  vi.stubGlobal('Worker', LinkThread);
});
afterEach(() => vi.unstubAllGlobals());

const TEXT = 'board ssd202\ncma_alloc(1)\n';
const EXPERIMENT: Experiment = {
  ...plainExperiment(TEXT, 'Two'),
  branches: [
    { name: 'main', from: undefined, text: TEXT },
    { name: 'other', from: { branch: 0, at: 1 }, text: 'cma_alloc(2)\n' },
  ],
};
const CHARS = TEXT.length + 'cma_alloc(2)\n'.length;

it('what is short is packed at once, on the page', async () => {
  expect(await linkOf(EXPERIMENT, CHARS + 1)).toEqual(writeLink(EXPERIMENT));
  expect(threads).toEqual([]);
});
it('from so many characters on a worker of its own packs it, and ends', async () => {
  const link = await linkOf(EXPERIMENT, CHARS);
  expect(link).toEqual(writeLink(EXPERIMENT));
  expect(readLink('text' in link ? link.text : '')).toMatchObject({ experiment: EXPERIMENT });
  expect(threads).toMatchObject([{ options: { type: 'module', name: 'link' }, terminated: true }]);
  expect(threads[0]!.url).toMatch(/\/link-worker\.ts$/);
});
it('where that worker cannot start, the page packs it after all', async () => {
  broken = true;
  expect(await linkOf(EXPERIMENT, 0)).toEqual(writeLink(EXPERIMENT));
  expect(threads).toMatchObject([{ terminated: true }]);
});
it('what no link holds is refused without a worker, and what may be held is asked of one', async () => {
  broken = true;
  const most = plainExperiment('#'.repeat(MAX_SOURCE_CHARS));
  await linkOf(most, 1);
  expect(threads).toHaveLength(1);
  expect(await linkOf(plainExperiment('#'.repeat(MAX_SOURCE_CHARS + 1)), 1)).toHaveProperty(
    'refused',
  );
  expect(threads).toHaveLength(1);
});
