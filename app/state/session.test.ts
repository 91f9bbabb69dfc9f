import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
// What the session fetches by itself is here already: no fetch may outlive the tests.
import './cmem-news.svelte.ts';
import './dma-pool-news.svelte.ts';
import type { Command, LogLine, Outcome } from '../../engine/command.ts';
import { plainExperiment } from '../../engine/journal/index.ts';
import { MAX_SOURCE_CHARS } from '../../engine/limits.ts';
import type { Restart, Status } from '../link/client.ts';
import { LinkRefused } from '../link/client.ts';
import { WorkerDied } from '../link/connection.ts';
import type { RunOptions, RunResult } from '../link/result.ts';
import { withWords } from './i18n.svelte.ts';
import { lineTextOf } from './say.ts';
import { Session } from './session.svelte.ts';
import type { SessionLink } from './session.svelte.ts';

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
const printk = (op: number, text: string): LogLine => ({ op, channel: 'printk', text });

/** A link that answers every command at once, in the order asked, and remembers what it was asked. */
class FakeLink implements SessionLink {
  readonly asked: Command[][] = [];
  answer: (command: Command, op: number) => Outcome = (_command, op) => outcome(op);
  ended: RunResult['ended'] = 'done';
  /** Indices of commands over which a worker dies. */
  loses: readonly number[] = [];
  refuse: LinkRefused | undefined;
  isolated = true;
  failure = undefined;
  restartListener: ((restart: Restart) => void) | undefined;
  #op = 0;
  open = (): Promise<void> => (this.refuse ? Promise.reject(this.refuse) : Promise.resolve());
  restart = this.open;
  run = (commands: readonly Command[], options: RunOptions = {}): Promise<RunResult> => {
    if (this.refuse) return Promise.reject(this.refuse);
    this.asked.push([...commands]);
    const outcomes: Outcome[] = [];
    for (const [index, command] of commands.entries()) {
      if (this.ended !== 'done' && outcomes.length === 1) break;
      if (this.loses.includes(index)) {
        options.onLost?.(index);
        continue;
      }
      outcomes.push(this.answer(command, ++this.#op));
      this.length = this.position += 1;
      options.onOutcomes?.(outcomes.slice(-1), index);
    }
    return Promise.resolve({
      outcomes,
      lost: this.loses,
      ended: this.ended,
      trimmed: undefined,
      death: undefined,
    });
  };
  frame = () => undefined;
  onFrame = () => () => {};
  onStatus = (_listener: (status: Status) => void) => () => {};
  onRestart = (listener: (restart: Restart) => void) => {
    this.restartListener = listener;
    return () => {};
  };
  paths = () => Promise.resolve(['/proc/meminfo']);
  handles = () => Promise.resolve(['a']);
  bytes = () => Promise.resolve(undefined);
  ask = () => Promise.reject(new Error('nobody asks'));
  state = () => Promise.reject(new Error('a worker has it'));
  length = 0;
  position = 0;
  seek = (position: number): Promise<number> =>
    Promise.resolve((this.position = Math.min(position, this.length)));
}

// What is fetched later must be there before a test ends.
beforeAll(() => withWords(import('./news.ts')));

let link: FakeLink;
let session: Session;
beforeEach(() => {
  link = new FakeLink();
  session = new Session(link);
});
const transcript = (): string[] =>
  session.transcript.items.map(({ content }) => lineTextOf(content));
const script = (): string[] =>
  session.script.items.map(({ op, text }) => (op === undefined ? text : `${op} ${text}`));

describe('run', () => {
  it('shows each statement and what came of it', async () => {
    link.answer = (_command, op) =>
      outcome(op, { result: { ok: true, value: { is: 'text', text: 'one\ntwo\n' } } });
    await session.run('cat /proc/meminfo\n\ndmesg # behind');
    expect(transcript()).toEqual(['> cat /proc/meminfo', 'one', 'two', '> dmesg', 'one', 'two']);
    expect(session.transcript.items.map(({ op }) => op)).toEqual([1, 1, 1, 2, 2, 2]);
  });

  it('executes nothing when any line is wrong, and says where', async () => {
    await session.run('dmesg\ncma_alloc(0x)');
    expect(link.asked).toEqual([]);
    expect(transcript().at(-1)).toMatch(/^2:11: .*0x/);
    expect(script()).toEqual([]);
  });

  it('refuses text beyond the limit whole and at once', async () => {
    await session.run('x'.repeat(MAX_SOURCE_CHARS + 1));
    expect(link.asked).toEqual([]);
    expect(transcript()).toHaveLength(1);
    expect(transcript()[0]).toContain('1,000,001');
  });

  it('keeps comments in the script and operations in order', async () => {
    await session.run('# title\ndmesg\n# end');
    await session.run('dmesg');
    expect(script()).toEqual(['# title', '1 dmesg', '# end', '2 dmesg']);
  });

  it('takes a comment alone into the script', async () => {
    await session.run('# a thought');
    expect(script()).toEqual(['# a thought']);
    expect(link.asked).toEqual([]);
  });

  it('is running from the first character read to the last answer', async () => {
    const seen: boolean[] = [];
    link.answer = (_command, op) => {
      seen.push(session.running !== undefined);
      return outcome(op);
    };
    const run = session.run('dmesg');
    await Promise.resolve();
    seen.push(session.running !== undefined);
    await run;
    expect(seen).toEqual([true, true]);
    expect(session.running).toBeUndefined();
  });

  it('does one text after the other', async () => {
    const both = Promise.all([session.run('cat /a'), session.run('cat /b')]);
    await both;
    expect(transcript()).toEqual(['> cat /a', '> cat /b']);
  });

  it('gathers the kernel log and marks what failed', async () => {
    link.answer = (_command, op) =>
      outcome(op, { log: [printk(op, 'cma: cma_alloc(): returned   (null)'), printk(op, 'ok')] });
    await session.run('dmesg');
    expect(session.log.items.map(({ text, failed }) => [text, failed])).toEqual([
      ['cma: cma_alloc(): returned   (null)', true],
      ['ok', false],
    ]);
  });

  it('parts the kernel log where another board boots', async () => {
    const board = { is: 'board' as const, pages: 512, refusal: undefined, notes: [] };
    link.answer = (command, op) =>
      command.kind === 'board'
        ? outcome(op, {
            ops: 0,
            result: { ok: true, value: { ...board, board: command.board } as never },
            log: [printk(0, 'cma: Reserved')],
          })
        : outcome(op, { log: [printk(op, 'cma: cma_alloc')] });
    await session.run('board ssd202\ndmesg\nboard generic\ndmesg');
    const { items } = session.log;
    expect(items.map(({ channel, text }) => `${channel} ${text}`)).toEqual([
      'boot ssd202',
      'printk cma: Reserved',
      'printk cma: cma_alloc',
      'boot generic',
      'printk cma: Reserved',
      'printk cma: cma_alloc',
    ]);
    expect(items.map(({ id }) => session.isCurrent(id))).toEqual([
      ...[false, false, false],
      ...[true, true, true],
    ]);
    const commands = session.transcript.items.filter(({ content }) => content.kind === 'in');
    expect(commands.map(({ id }) => session.isCurrent(id))).toEqual([false, false, true, true]);
  });

  it('does not part it where a board is refused', async () => {
    link.answer = (_command, op) =>
      outcome(op, { result: { ok: false, refusal: { errno: 'ENOENT', why: { id: 'x' } } } });
    await session.run('board nosuch');
    expect(session.log.items).toEqual([]);
  });

  it.each(['help', ' HELP '])('%j is answered by the page, without an operation', async (asked) => {
    await session.run(asked);
    expect(link.asked).toEqual([]);
    expect(script()).toEqual([]);
    expect(transcript()[0]).toBe(`> ${asked.trim()}`);
    expect(transcript().join('\n')).toMatch(/Ctrl K[^]*\?[^]*Tab[^]*board ssd202/);
  });

  it('marks refusals, and those hidden behind a write, but not expected ones', async () => {
    const refusal = { errno: 'ENOMEM' as const, why: { id: 'x' } };
    const hidden = { is: 'written' as const, bytes: 4, hidden: refusal };
    const answers: Partial<Outcome>[] = [
      { result: { ok: false, refusal } },
      { result: { ok: true, value: hidden } },
      { result: { ok: false, refusal }, expectation: { held: true, why: { id: 'y' } } },
      { expectation: { held: false, why: { id: 'y' } } },
    ];
    link.answer = (_command, op) => outcome(op, answers[op - 1]);
    await session.run('dmesg\ndmesg\ndmesg\ndmesg');
    expect(session.script.items.map(({ failed }) => failed)).toEqual([true, true, false, true]);
  });
});

describe('an experiment that takes the place of another', () => {
  const all = (): string => session.experiment().branches[0]!.text;
  it('leaves everything as it was when the machine cannot be brought to the start', async () => {
    await session.run('# mine\ncat /a');
    session.title = 'Mine';
    for (const why of ['closed', 'failed'] as const) {
      link.seek = () => Promise.reject(new LinkRefused(why));
      expect(await session.load({ ...plainExperiment('cat /b\n'), title: 'Other' })).toBe(false);
      expect([all(), session.title]).toEqual(['# mine\ncat /a\n', 'Mine']);
    }
    link.seek = () => Promise.reject(new WorkerDied({ reason: 'error', detail: '' }));
    expect(await session.load(plainExperiment('cat /b\n'))).toBe(false);
    expect(all()).toBe('# mine\ncat /a\n');
    expect(transcript().at(-1)).toMatch(/died twice/);
  });
  it('is whole once all of it was executed', async () => {
    await session.run('cat /a');
    expect(await session.load({ ...plainExperiment('# b\ncat /b\n'), title: 'B' })).toBe(true);
    expect([all(), session.title]).toEqual(['# b\ncat /b\n', 'B']);
  });
});

describe('what ends a run early', () => {
  it('says how far a stopped run came, and leaves the rest out of the script', async () => {
    link.ended = 'stopped';
    await session.run('dmesg\ndmesg\n# end');
    expect(transcript()).toEqual(['> dmesg', expect.stringMatching(/Stopped after 1 of 2/)]);
    expect(script()).toEqual(['1 dmesg']);
  });
  it('says over which command a worker died, and goes on after it', async () => {
    link.loses = [1];
    expect(await session.run('# one\ncat /a\n# two\ncat /b\n# three\ncat /c')).toBe(false);
    expect(script()).toEqual(['# one', '1 cat /a', '# two', '# three', '2 cat /c']);
    expect(transcript()).toEqual([
      '> cat /a',
      '> cat /b',
      expect.stringMatching(/died over this command/),
      '> cat /c',
    ]);
  });
  it('says that the worker died and none came after it', async () => {
    link.ended = 'died';
    await session.run('dmesg\ndmesg');
    expect(transcript().at(-1)).toMatch(/lost after 1 of 2/);
  });
  it.each([
    ['dmesg', 'done', [], true],
    ['dmesg # and words', 'done', [], true],
    ['# words', 'done', [], true],
    ['dmesg(', 'done', [], false],
    ['dmesg\ndmesg', 'stopped', [], false],
    ['dmesg\ndmesg', 'done', [0], false],
  ] as const)('%j that is %s, losing %j, is whole: %s', async (text, ended, loses, whole) => {
    link.ended = ended;
    link.loses = loses;
    expect(await session.run(text)).toBe(whole);
  });
  it('forgets what waits behind a cancelled run', async () => {
    const first = session.run('cat /a');
    const second = session.run('cat /b');
    session.cancel();
    await Promise.all([first, second]);
    expect(transcript()).toEqual([]);
  });
  it.each(['closed', 'failed', 'journal-full'] as const)(
    'says why the link refused: %s',
    async (why) => {
      link.refuse = new LinkRefused(why);
      await session.run('dmesg');
      expect(transcript()).toHaveLength(1);
      expect(session.running).toBeUndefined();
    },
  );
});

it('opens the link, then plays the scenario', async () => {
  await session.open('# hello\ndmesg');
  expect(session.shared).toBe(true);
  expect(script()).toEqual(['# hello', '1 dmesg']);
});

it('names for completion follow a run', async () => {
  await session.run('dmesg');
  await Promise.resolve();
  await Promise.resolve();
  expect([session.paths, session.handles]).toEqual([['/proc/meminfo'], ['a']]);
});

it('keeps the two newest restarts until they are dismissed', () => {
  for (const replayed of [1, 2, 3])
    link.restartListener?.({ reason: 'heartbeat', detail: '', replayed, lost: [] });
  expect(session.restarts.map(({ replayed }) => replayed)).toEqual([2, 3]);
  const [first] = session.restarts;
  if (first) session.forgetRestart(first.serial);
  expect(session.restarts.map(({ replayed }) => replayed)).toEqual([3]);
});

it('clear empties the console alone', async () => {
  link.answer = (_command, op) => outcome(op, { log: [printk(op, 'x')] });
  await session.run('dmesg');
  session.clear();
  expect(transcript()).toEqual([]);
  expect(session.log.items).toHaveLength(1);
  expect(script()).toEqual(['1 dmesg']);
});

it('begins anew without anything of what was there, comments included', async () => {
  const session = new Session(new FakeLink());
  await session.run('# old words\nboard ssd202');
  await session.replay('# new words\ncma_alloc(1)');
  expect(session.script.items.map(({ text }) => text)).toEqual(['# new words', 'cma_alloc(1)']);
  expect(JSON.stringify([session.transcript, session.log])).not.toContain('ssd202');
});
