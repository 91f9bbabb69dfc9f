/** What a session tells and asks besides running text: frames, listeners, names, memory, and workers that are away. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LinkRefused } from '../link/client/client.ts';
import { WorkerDied } from '../link/client/connection.ts';
import { HEADER } from '../../engine/contract/view.ts';
import { MissingCode } from '../parts/missing.svelte.ts';
import { buildFrame } from '../render/test/frames.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { loadLanguage } from './language.ts';
import { Session } from './session.svelte.ts';
import { FakeLink } from './test/fake-link.ts';
import type { Listener } from './told.ts';
import { lineTextOf } from './transcript/line-text.ts';

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
const said = (): string[] => session.transcript.items.map(({ content }) => lineTextOf(content));
const turns = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const away = (why: string) => Object.assign(new Error(why), { name: 'Unfetched' });
const broken = new Error('broken invariant');

describe('a new frame', () => {
  const frame = buildFrame({
    regions: [{ ranges: [[0x26400, 512]] }],
    blocks: [{ pfn: 0x26400, pages: 1 }],
  });
  frame.columns.header[HEADER.op] = 7;
  it('is what operations and blocks are counted in', () => {
    expect([session.op, session.blocks, session.tick]).toEqual([0, 0, 0]);
    session.frame = frame;
    expect(session.op).toBe(0);
    session.frame = undefined;
    link.frame = () => frame;
    link.frameListener!();
    link.frameListener!();
    expect([session.op, session.blocks, session.tick]).toEqual([7, 1, 2]);
    expect([session.frame, session.layout]).toEqual([frame, frame.layout]);
    session.frame = undefined;
    expect(session.op).toBe(0);
  });
  it('is another layout only where it is', () => {
    link.frame = () => frame;
    link.frameListener!();
    const { layout } = session;
    link.frame = () => ({ ...frame, layout: { ...frame.layout, id: 9 } });
    link.frameListener!();
    expect([layout!.id, session.layout!.id]).toEqual([1, 9]);
  });
  it('that is not there moves nothing', () => {
    link.frameListener!();
    expect([session.tick, session.frame]).toEqual([0, undefined]);
  });
});

it('the status is the link’s, with what the last worker died of', () => {
  expect([session.status, session.failure, session.full]).toEqual(['closed', undefined, false]);
  link.failure = { reason: 'error', detail: 'out of memory' } as never;
  link.statusListener!('failed');
  expect([session.status, session.failure]).toEqual(['failed', 'out of memory']);
  link.failure = undefined;
  link.statusListener!('ready');
  expect([session.status, session.failure]).toEqual(['ready', undefined]);
});

describe('who listens', () => {
  const listener = () => ({ take: vi.fn<Listener['take']>(), follow: vi.fn<Listener['follow']>() });
  it('is fetched with the first outcome, and told of each and of every move', async () => {
    const one = listener();
    const load = vi.fn(() => Promise.resolve(one));
    session.listen(load);
    await session.run('# words');
    await session.seek(0);
    expect(load).not.toHaveBeenCalled();
    await session.run('cat /a\n# then\ncat /b');
    await turns();
    expect(load).toHaveBeenCalledOnce();
    expect(one.take.mock.calls.map(([news]) => news.map(({ line }) => line.text))).toEqual([
      ['cat /a'],
      ['cat /b'],
    ]);
    one.follow.mockClear();
    await session.seek(1);
    await turns();
    expect(one.follow).toHaveBeenCalledExactlyOnceWith(session.record);
    const left: number[] = [];
    one.follow.mockImplementation(({ script }) => void left.push(script.items.length));
    await session.replay('');
    await turns();
    expect(left).toContain(0);
  });
  it('hears of what was cut before it hears what comes in its place', async () => {
    const told: string[] = [];
    session.listen(() =>
      Promise.resolve({
        take: ([news]) => void told.push(news!.line.text),
        follow: ({ script }) => void told.push(String(script.items.length)),
      }),
    );
    await session.run('cat /a\ncat /b');
    await session.seek(1);
    await turns();
    told.length = 0;
    await session.run('cat /c');
    await turns();
    expect(told.slice(0, 2)).toContain('cat /c');
  });
  it('is nobody, where nobody listens', () => expect(session.run('cat /a')).resolves.toBe(true));
});

describe('names for completion', () => {
  it('are none before the first run', () =>
    expect([session.paths, session.handles, session.restarts]).toEqual([[], [], []]));
  it('are asked for once the last of several moves is over', async () => {
    await session.run('cat /a\ncat /b');
    const paths = vi.spyOn(link, 'paths');
    await Promise.all([session.seek(0), session.seek(1), session.seek(2)]);
    await turns();
    expect(paths).toHaveBeenCalledOnce();
  });
  it('stay where the worker is away', async () => {
    await session.run('cat /a');
    await turns();
    link.handles = () => Promise.reject(broken);
    await session.run('cat /b');
    await turns();
    expect([session.paths, session.handles]).toEqual([['/proc/meminfo'], ['a']]);
  });
});

describe('what the worker is asked', () => {
  it('is answered', async () => {
    link.bytes = (phys, length) => Promise.resolve(Uint8Array.of(phys, length));
    link.state = () => Promise.resolve({ op: 3 } as never);
    link.ask = (call) => Promise.resolve(call as never);
    expect(await session.bytes(4, 2)).toEqual(Uint8Array.of(4, 2));
    expect(await session.state()).toEqual({ op: 3 });
    expect(await session.ask('call' as never)).toBe('call');
  });
  it('is undefined where it is away, but for who asks it himself', async () => {
    link.bytes = () => Promise.reject(broken);
    expect([await session.bytes(4, 2), await session.state()]).toEqual([undefined, undefined]);
    await expect(session.ask('call' as never)).rejects.toThrow('nobody asks');
  });
});

describe('the beginning', () => {
  it('waits for a worker with the first scenario, and with no other', async () => {
    await session.open('cat /a');
    expect(link.patient).toBe(true);
    await session.run('cat /b');
    expect(link.patient).toBe(false);
    await session.replay('cat /c');
    expect(link.patient).toBe(true);
  });
  it('without a scenario runs nothing', async () => {
    const run = vi.spyOn(session, 'run');
    await session.open('');
    expect(run).not.toHaveBeenCalled();
  });
  it.each(['open', 'restart'] as const)(
    'says why the link refused to %s, and hides nothing else',
    async (how) => {
      const go = (): Promise<void> => (how === 'open' ? session.open('') : session.restart());
      link[how] = () => Promise.reject(new LinkRefused('failed'));
      await go();
      expect([said().length, session.shared, session.full]).toEqual([1, undefined, false]);
      link[how] = () => Promise.reject(broken);
      await expect(go()).rejects.toBe(broken);
    },
  );
  it('a journal that is full is known to be until something is executed', async () => {
    link.refuse = new LinkRefused('journal-full');
    await session.run('cat /a');
    expect([session.full, said()[0]!.length > 9]).toEqual([true, true]);
    link.refuse = undefined;
    await session.run('cat /a');
    expect(session.full).toBe(false);
  });
  it('what is shared is known again after a restart', async () => {
    await session.open('');
    link.isolated = false;
    link.restartListener!({ reason: 'error', detail: 'x', replayed: 2, lost: [1, 2] } as never);
    expect(session.shared).toBe(false);
    expect(session.restarts).toEqual([
      { serial: 1, reason: 'error', detail: 'x', replayed: 2, lost: 2 },
    ]);
  });
});

describe('going elsewhere', () => {
  beforeEach(() => session.run('cat /a'));
  it('over which a worker dies is told of by its restart', async () => {
    link.seek = () => Promise.reject(new WorkerDied({ reason: 'error', detail: '' }));
    await session.seek(0);
    expect([said().length, missingCode.wish]).toEqual([1, undefined]);
  });
  it('says what was refused, and throws what nobody expects', async () => {
    link.seek = () => Promise.reject(new LinkRefused('closed'));
    await session.seek(0);
    expect(said()).toEqual(['> cat /a', 'The session is closed.']);
    link.seek = () => Promise.reject(broken);
    await expect(session.seek(0)).rejects.toBe(broken);
  });
  it('to the start, to begin anew, says what is missing and changes nothing', async () => {
    const begun = vi.fn();
    link.seek = () => Promise.reject(away('away'));
    expect(await session.replay('cat /b', begun)).toBe(false);
    expect([missingCode.wish?.why, said().at(-1)]).toEqual([
      'away',
      expect.stringMatching(/could not be fetched/),
    ]);
    link.seek = () => Promise.reject(broken);
    await expect(session.replay('cat /b', begun)).rejects.toBe(broken);
    expect([begun.mock.calls.length, session.length]).toEqual([0, 1]);
  });
  it('to begin anew forgets what could not be done before', async () => {
    missingCode.wish = { why: 'away', again: () => undefined };
    await session.replay('cat /b');
    expect(missingCode.wish).toBeUndefined();
  });
});

it('a text that is still read when it is cancelled is not executed, and that is said', async () => {
  const run = session.run('cat /a\n'.repeat(60_000));
  await turns();
  session.cancel();
  expect(await run).toBe(false);
  expect([link.asked, said().length]).toEqual([[], 1]);
});

it('code that changed while a run was under way is said to have', async () => {
  link.ended = 'changed';
  await session.run('cat /a\ncat /b');
  expect(missingCode.wish?.why).toBe('changed');
  expect(said()).toEqual(['> cat /a', '> cat /b', expect.stringMatching(/./)]);
  expect(said().at(-1)).not.toMatch(/could not be fetched/);
});
