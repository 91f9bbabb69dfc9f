import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogLine, Outcome } from '../../engine/contract/command.ts';
import { plainExperiment } from '../../engine/journal/index.ts';
import { MAX_SOURCE_CHARS } from '../../engine/contract/limits.ts';
import { LinkRefused } from '../link/client/client.ts';
import { WorkerDied } from '../link/client/connection.ts';
import { Branches } from '../time/branches.svelte.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { lineTextOf } from './transcript/line-text.ts';
import { MissingCode } from '../parts/missing.svelte.ts';
import { Session } from './session.svelte.ts';
import { loadLanguage } from './language.ts';
import { FakeLink, outcome } from './test/fake-link.ts';

const printk = (op: number, text: string): LogLine => ({ op, channel: 'printk', text });

// What is fetched later must be there before a test ends.
beforeAll(async () => {
  await withWords(() => Promise.resolve());
  await loadLanguage();
});

let link: FakeLink;
let session: Session;
let missingCode: MissingCode;
beforeEach(() => {
  link = new FakeLink();
  missingCode = new MissingCode();
  session = new Session(link, missingCode);
});
const transcript = (): string[] =>
  session.transcript.items.map(({ content }) => lineTextOf(content));
const script = (): string[] =>
  session.script.items.map(({ op, text }) => (op === undefined ? text : `${op} ${text}`));

describe('code that is missing', () => {
  it('is said at its command; what is left runs when somebody tries again', async () => {
    const run = link.run.bind(link);
    link.run = async (commands, options) => {
      const { outcomes, ...rest } = await run(commands.slice(0, 1), options);
      return { ...rest, outcomes, ended: 'away' };
    };
    expect(await session.run('dmesg\n# then\ncat /proc/meminfo\ndmesg')).toBe(false);
    expect(transcript().slice(-2)[0]).toBe('> cat /proc/meminfo');
    expect(transcript().at(-1)).toMatch(/could not be fetched/);
    expect(script()).toEqual(['1 dmesg', '# then']);
    expect(missingCode.wish?.why).toBe('away');
    link.run = run;
    missingCode.again();
    expect(missingCode.wish).toBeUndefined();
    await vi.waitFor(() =>
      expect(script()).toEqual(['1 dmesg', '# then', '2 cat /proc/meminfo', '3 dmesg']),
    );
  });

  it('on the way back in time, too', async () => {
    await session.run('dmesg\ndmesg');
    const seek = link.seek;
    link.seek = () => Promise.reject(Object.assign(new Error('changed'), { name: 'Unfetched' }));
    await session.seek(1);
    expect([missingCode.wish?.why, session.position]).toEqual(['changed', 2]);
    link.seek = seek;
    missingCode.again();
    await vi.waitFor(() => expect(session.position).toBe(1));
  });
});

describe('run', () => {
  it('shows each statement and what came of it', async () => {
    link.answer = (_command, op) =>
      outcome(op, { result: { ok: true, value: { is: 'text', text: 'one\ntwo\n' } } });
    await session.run('cat /proc/meminfo\n\ndmesg # after');
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
    expect(items.map(({ id }) => session.record.isCurrent(id))).toEqual([
      ...[false, false, false],
      ...[true, true, true],
    ]);
    const commands = session.transcript.items.filter(({ content }) => content.kind === 'in');
    expect(commands.map(({ id }) => session.record.isCurrent(id))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('knows the board that runs from what was answered, at every position', async () => {
    const value = { is: 'board' as const, board: 'x', pages: 1, refusal: undefined, notes: [] };
    const refusal = { errno: undefined, why: { id: 'board.unknown' } };
    link.answer = (command, op) => {
      const refused = JSON.stringify(command).includes('nosuch');
      const boots = JSON.stringify(command).includes('"board"');
      return outcome(op, {
        ops: boots ? 0 : 1,
        result: refused
          ? { ok: false, refusal }
          : { ok: true, value: boots ? value : { is: 'none' } },
      });
    };
    const lines = ['board imx6 # mine', 'dmesg', 'board nosuch', 'expect ok board generic cma=8M'];
    await session.run(lines.join('\n'));
    expect(session.script.items.map(({ boots }) => boots)).toEqual([
      true,
      undefined,
      undefined,
      true,
    ]);
    const at = async (position: number): Promise<string | undefined> => {
      await session.seek(position);
      return session.record.board?.text;
    };
    // The boot that never happened took no step.
    expect(session.script.items.map((line) => [line.at, line.steps])).toEqual([
      [1, 1],
      [2, 1],
      [2, 0],
      [3, 1],
    ]);
    expect([await at(0), await at(1), await at(2), await at(3)]).toEqual([
      undefined,
      'board imx6',
      'board imx6',
      'board generic cma=8M',
    ]);
    await session.seek(2);
    await session.run('dmesg');
    expect(session.record.board?.text).toBe('board imx6');
    await session.replay('dmesg');
    expect(session.record.board?.text).toBeUndefined();
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
    expect(transcript().join('\n')).toMatch(
      /Ctrl K[^]*\?[^]*Tab[^]*board ssd202[^]*cma_alloc +cma_release[^]*dma_pool_create/,
    );
  });

  it('tells of one call what it is and takes, or which was meant', async () => {
    await session.run('help cma_alloc');
    await session.run('man CMEM_free()');
    await session.run('help cma_aloc');
    expect(link.asked).toEqual([]);
    const said = transcript().join('\n');
    expect(said).toMatch(/cma_alloc\(count\[, align=0\][^]*\n {2}count: [^]*CMEM_free\(/);
    expect(said).toContain('did you mean cma_alloc?');
  });

  it('marks refusals, and those hidden by a write, but not expected ones', async () => {
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
  let branches: Branches;
  beforeEach(() => (branches = new Branches(session)));
  const all = (): string => branches.experiment().branches[0]!.text;
  it('leaves everything as it was when the machine cannot be brought to the start', async () => {
    await session.run('# mine\ncat /a');
    session.title = 'Mine';
    for (const why of ['closed', 'failed'] as const) {
      link.seek = () => Promise.reject(new LinkRefused(why));
      expect(await branches.load({ ...plainExperiment('cat /b\n'), title: 'Other' })).toBe(false);
      expect([all(), session.title]).toEqual(['# mine\ncat /a\n', 'Mine']);
    }
    link.seek = () => Promise.reject(new WorkerDied({ reason: 'error', detail: '' }));
    expect(await branches.load(plainExperiment('cat /b\n'))).toBe(false);
    expect(all()).toBe('# mine\ncat /a\n');
    expect(transcript().at(-1)).toMatch(/died twice/);
  });
  it('is whole once all of it was executed', async () => {
    await session.run('cat /a');
    expect(await branches.load({ ...plainExperiment('# b\ncat /b\n'), title: 'B' })).toBe(true);
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
  it('forgets what waits after a cancelled run', async () => {
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
