/** Going on where something else was executed before, and making a text all that was executed. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LinkRefused } from '../link/client/client.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { loadLanguage } from './language.ts';
import { Session } from './session.svelte.ts';
import type { Aside, Whole } from './session-link.ts';
import { FakeLink } from './test/fake-link.ts';

beforeAll(async () => {
  await withWords(() => Promise.resolve());
  await loadLanguage();
});

let link: FakeLink;
let session: Session;
beforeEach(() => {
  link = new FakeLink();
  link.takes = (command) => ('ops' in command ? command.ops : 1);
  link.answer = (command, op) => ({
    ...new FakeLink().answer(command, op),
    ops: link.takes(command),
    result:
      command.kind === 'workload'
        ? { ok: true, value: { is: 'workload', ops: link.takes(command) } as never }
        : { ok: true, value: { is: 'none' } },
  });
  session = new Session(link);
});
const script = (): string[] => session.script.items.map(({ text }) => text);
const asked = (): number[] => link.asked.map((commands) => commands.length);
const place = (): number[] => [session.position, session.length];

const WORK = 'workload cma ops=50 seed=3 mix=video';

describe('at an earlier position', () => {
  /** Who keeps what lies beyond: so many lines stay. */
  const aside = (stay: number | undefined) => ({
    begins: vi.fn<Aside['begins']>(),
    goesOn: vi.fn<Aside['goesOn']>(() => stay),
  });
  beforeEach(async () => {
    await session.run('cat /a\n# why\ncat /b\ncat /c');
    await session.seek(1);
  });

  it('what lies beyond is dropped where nobody keeps it, comments of the position stay', async () => {
    expect(await session.run('cat /d')).toBe(true);
    expect([script(), place()]).toEqual([
      ['cat /a', '# why', 'cat /d'],
      [2, 2],
    ]);
  });
  it.each([
    [1, ['cat /a', 'cat /d']],
    [2, ['cat /a', '# why', 'cat /d']],
    [99, ['cat /a', '# why', 'cat /d']],
    [0, ['cat /d']],
  ])('as many lines stay as are needed, %d at most: %j', async (stay, lines) => {
    session.keepAside(aside(stay));
    expect(await session.run('cat /d')).toBe(true);
    expect(script()).toEqual(lines);
  });
  it('whoever keeps it hears what was typed and what comes first, once', async () => {
    const keeper = aside(1);
    session.keepAside(keeper);
    await session.run('# then\ncat /d\ncat /e');
    expect(keeper.goesOn.mock.calls).toEqual([
      [{ lines: undefined, first: { comment: '# then' }, typed: '# then\ncat /d\ncat /e' }],
    ]);
    await session.run('cat /f');
    expect([keeper.goesOn, keeper.begins].map(({ mock }) => mock.calls.length)).toEqual([1, 2]);
  });
  it('what the editor hands over stands there already', async () => {
    const keeper = aside(1);
    session.keepAside(keeper);
    await session.run('cat /d', 'editor');
    expect(keeper.goesOn.mock.calls[0]![0].typed).toBeUndefined();
    expect(session.script.items.at(-1)).toMatchObject({ by: 'editor', line: 1 });
  });
  it('nothing is executed where it cannot be kept', async () => {
    session.keepAside(aside(undefined));
    const declined = vi.fn();
    expect(await session.run('cat /d', undefined, false, declined)).toBe(false);
    expect([declined.mock.calls.length, asked(), place()]).toEqual([1, [3], [1, 3]]);
    expect(session.running).toBeUndefined();
  });
});

it.each([
  [20, ['cat /a', 'workload cma ops=19 seed=3 mix=video', 'cat /b'], 21],
  [51, ['cat /a', WORK, 'cat /b'], 52],
  [1, ['cat /a', 'cat /b'], 2],
])(
  'a workload in whose middle one goes on, at %d, is as long as it was',
  async (at, lines, end) => {
    await session.run(`cat /a\n${WORK}`);
    expect(place()).toEqual([51, 51]);
    await session.seek(at);
    await session.run('cat /b');
    expect([script(), place()]).toEqual([lines, [end, end]]);
    expect(session.script.items.at(-2)).toMatchObject({ at });
  },
);

describe('a text that is to be all that was executed', () => {
  const whole = (upTo = false) => ({
    upTo,
    kept: vi.fn<Whole['kept']>(),
    apart: vi.fn<Whole['apart']>(),
  });
  const become = async (text: string, to: ReturnType<typeof whole>, lead?: number) => ({
    done: await session.become(text, to, lead === undefined ? {} : { lead }),
    kept: to.kept.mock.calls.map(([lines]) => lines.map(({ text, line }) => [text, line])),
    apart: to.apart.mock.calls.length,
  });
  beforeEach(() => session.run('cat /a\ncat /b\ncat /c'));

  it('keeps the lines it begins with, and executes the others', async () => {
    const came = await become('cat /a\n\ncat /d\ncat /e', whole());
    expect(came).toEqual({ done: true, kept: [[['cat /a', 1]]], apart: 0 });
    expect([script(), asked(), place()]).toEqual([
      ['cat /a', 'cat /d', 'cat /e'],
      [3, 2],
      [3, 3],
    ]);
  });
  it('goes on at the end', async () => {
    await become('cat /a\ncat /b\ncat /c\ncat /d', whole());
    expect([script().length, asked(), place()]).toEqual([4, [3, 1], [4, 4]]);
  });
  it('is another experiment where no step is the same: nothing is done', async () => {
    const came = await become('cat /d', whole());
    expect(came).toEqual({ done: true, kept: [], apart: 1 });
    expect([asked(), place()]).toEqual([[3], [3, 3]]);
  });
  it('that was executed already moves nothing but the machine', async () => {
    await session.seek(1);
    const came = await become('cat /a\ncat /b\ncat /c', whole(), 1);
    expect(came).toEqual({
      done: true,
      kept: [
        [
          ['cat /b', 1],
          ['cat /c', 2],
        ],
      ],
      apart: 0,
    });
    expect([asked(), place()]).toEqual([[3], [3, 3]]);
  });
  it('may end before what was executed ends: the machine goes there', async () => {
    const came = await become('cat /a\ncat /b', whole(true));
    expect(came).toEqual({ done: true, kept: [], apart: 0 });
    expect([script().length, asked(), place()]).toEqual([3, [3], [2, 3]]);
  });
  it('that is shorter takes the rest back', async () => {
    const came = await become('cat /a\ncat /b', whole());
    expect(came).toMatchObject({ done: true, apart: 0 });
    expect([script(), asked(), place()]).toEqual([['cat /a', 'cat /b'], [3], [2, 2]]);
  });
  it('asks who keeps what is pushed aside, and does nothing when it is not kept', async () => {
    const goesOn = vi.fn<Aside['goesOn']>(() => undefined);
    session.keepAside({ begins: () => {}, goesOn });
    const came = await become('cat /a\ncat /d', whole());
    expect(came).toEqual({ done: false, kept: [], apart: 0 });
    expect(goesOn.mock.calls).toMatchObject([[{ lines: 1, typed: undefined }]]);
    expect(goesOn.mock.calls[0]![0].first).toMatchObject({ statement: { text: 'cat /d' } });
    expect(asked()).toEqual([3]);
  });
  it('does nothing where the machine does not get there', async () => {
    link.seek = () => Promise.reject(new LinkRefused('closed'));
    const came = await become('cat /a\ncat /d', whole());
    expect(came).toEqual({ done: false, kept: [], apart: 0 });
    expect([script().length, asked()]).toEqual([3, [3]]);
  });
  it('waits for where somebody goes just now', async () => {
    let arrive = (): void => undefined;
    const { seek } = link;
    link.seek = async (to, still) => {
      await new Promise<void>((resolve) => (arrive = resolve));
      return seek(to, still);
    };
    void session.seek(1);
    const came = become('cat /a\ncat /b\ncat /c', whole(true));
    await vi.waitFor(() => expect(session.running).toBeDefined());
    link.seek = seek;
    arrive();
    expect((await came).done).toBe(true);
    expect(place()).toEqual([3, 3]);
  });
});
