/**
 * Session and branches against a twin that is only lists of lines: whatever is executed, run from the
 * editor, gone to, branched, switched, removed and opened again, the document is the one that a person would expect.
 */
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import { plainExperiment } from '../../engine/journal/index.ts';
import type { Experiment } from '../../engine/journal/index.ts';
import type { LinkClient } from '../link/client/client.ts';
import { MAX_BRANCHES } from '../../engine/contract/limits.ts';
import { clientOf, disposeAll } from '../link/test/client.ts';
import { Branches } from './branches.svelte.ts';
import type { Turned } from './branches.svelte.ts';
import { Draft } from '../editor/draft.svelte.ts';
import { SessionDeck } from '../editor/editor-deck.svelte.ts';
import type { Beyond } from '../page/settings.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { board, comment, isComment, textOf, Twin, work } from '../test/twin.ts';
import type { Line } from '../test/twin.ts';
import { Session } from '../session/session.svelte.ts';

beforeAll(() => withWords(() => Promise.resolve()));
afterEach(disposeAll);

type Moves = 'seek' | 'switch' | 'remove' | 'rename';
type Deed =
  | {
      readonly is: 'run';
      readonly lines: readonly Line[];
      readonly beyond: Beyond;
      /** What it turned away from is taken back at once. */
      readonly undo: boolean;
    }
  | {
      /** The text of the editor: the first lines of the script, others, and the rest of it. */
      readonly is: 'edit';
      readonly at: number;
      readonly skip: number;
      readonly lines: readonly Line[];
      readonly beyond: Beyond;
    }
  | { readonly is: 'begin'; readonly lines: readonly Line[] }
  | { readonly is: Moves; readonly at: number }
  | { readonly is: 'open again' };

const lines = (minLength: number) =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.nat(99).map((n) => comment(`said ${n}`)) },
      {
        weight: 4,
        arbitrary: fc
          .integer({ min: 1, max: 9 })
          .map((n): Line => ({ text: `cma_alloc(${n})`, steps: 1 })),
      },
      { weight: 3, arbitrary: fc.integer({ min: 2, max: 9 }).map(work) },
      { weight: 1, arbitrary: fc.constantFrom('ssd202', 'generic', 'nosuch').map(board) },
    ),
    { minLength, maxLength: 4 },
  );
const beyond = fc.constantFrom<Beyond[]>('branch', 'branch', 'drop');
const undo = fc.nat(3).map((n) => n === 0);
const deeds = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ is: fc.constant('run' as const), lines: lines(1), beyond, undo }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        is: fc.constant('edit' as const),
        at: fc.nat(20),
        skip: fc.nat(3),
        lines: lines(0),
        beyond,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ is: fc.constant('begin' as const), lines: lines(1) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        is: fc.constantFrom<Moves[]>(
          'seek',
          'seek',
          'seek',
          'switch',
          'remove',
          'remove',
          'rename',
        ),
        at: fc.nat(60),
      }),
    },
    { weight: 1, arbitrary: fc.constant<Deed>({ is: 'open again' }) },
  ),
  { minLength: 4, maxLength: 24 },
);

/** A session with its branches, and the editor on it. */
class Subject {
  beyond: Beyond = 'branch';
  turned: Turned | undefined;
  readonly session: Session;
  readonly branches: Branches;
  readonly deck: SessionDeck;
  #begun: Promise<unknown> = Promise.resolve();

  constructor(client: LinkClient) {
    this.session = new Session(client);
    this.branches = new Branches(this.session, {
      beyond: () => this.beyond,
      turned: (turned) => (this.turned = turned),
    });
    this.deck = new SessionDeck(new Draft(), this.session, (text, origin) => {
      this.#begun = this.branches.load(plainExperiment(text), origin);
      return this.#begun.then(() => {});
    });
  }
  /** Until nothing runs. */
  async rests(): Promise<void> {
    await this.session.run('');
    await this.#begun;
    this.deck.follow();
  }
}

async function done(deed: Deed, twin: Twin, subject: Subject): Promise<void> {
  const { session, branches, deck } = subject;
  const which = 'at' in deed ? deed.at % twin.all.length : 0;
  switch (deed.is) {
    case 'run': {
      const turns = twin.position < twin.length;
      const { position, length } = twin;
      subject.beyond = deed.beyond;
      expect(await session.run(textOf(deed.lines))).toBe(true);
      const typed = textOf(deed.lines);
      if (turns) expect(subject.turned).toMatchObject({ position, length, typed });
      else expect(subject.turned).toBeUndefined();
      twin.run(deed.lines, deed.beyond);
      if (!turns || !deed.undo) return;
      await subject.turned!.undo();
      return twin.undo();
    }
    case 'edit': {
      const way = twin.way();
      const text = [...way.slice(0, deed.at), ...deed.lines, ...way.slice(deed.at + deed.skip)];
      if (text.every(isComment)) return;
      subject.beyond = deed.beyond;
      deck.draft.edit(textOf(text));
      deck.run();
      await subject.rests();
      twin.become(text, deed.beyond);
      expect(deck.draft.text).toBe(textOf(text));
      expect([deck.draft.dirty, deck.draft.outside]).toEqual([false, 0]);
      expect([...deck.ran.keys()]).toEqual(
        text.flatMap((line, i) => (isComment(line) ? [] : [i + 1])),
      );
      return;
    }
    case 'begin':
      expect(await branches.load(plainExperiment(textOf(deed.lines)))).toBe(true);
      return twin.begin(deed.lines);
    case 'seek':
      await session.seek(Math.min(deed.at, twin.length));
      return twin.seek(deed.at);
    case 'switch':
      await branches.switchTo(which);
      return twin.switchTo(which);
    case 'remove': {
      // One that may go, if there is any.
      const one = twin.removable[deed.at % twin.removable.length] ?? which;
      branches.remove(one);
      return twin.remove(one);
    }
    case 'rename':
      branches.rename(which, `way ${deed.at}`);
      return twin.rename(which, `way ${deed.at}`);
    case 'open again':
      expect(await branches.load(branches.experiment())).toBe(true);
  }
}

test('the document is what a list of lines says', async () => {
  await fc.assert(
    fc.asyncProperty(deeds, async (all) => {
      const { client } = clientOf({ machine: () => createMachine(ALL_SYSTEMS) });
      const subject = new Subject(client);
      const { session, branches, deck } = subject;
      const twin = new Twin();
      await session.open('');
      for (const deed of all) {
        await done(deed, twin, subject);
        deck.follow();
        expect(branches.experiment()).toEqual(twin.experiment());
        expect([session.length, session.position]).toEqual([twin.length, twin.position]);
        expect(textOf(session.script.items)).toBe(textOf(twin.way()));
      }
      client.dispose();
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('a branch that goes takes no other one’s place', async () => {
  const { client } = clientOf({ machine: () => createMachine(ALL_SYSTEMS) });
  const session = new Session(client);
  const branches = new Branches(session);
  await session.open('');
  const own = (name: string, branch: number | undefined, at: number, text: string) => ({
    name,
    from: branch === undefined ? undefined : { branch, at },
    text: `${text}\n`,
  });
  const experiment = {
    title: '',
    branches: [
      own('main', undefined, 0, 'workload cma ops=9 seed=3 mix=video'),
      own('gone', 0, 2, 'cma_alloc(1)'),
      own('parent', 0, 3, 'cma_alloc(2)'),
      own('child', 2, 4, '# why\ncma_alloc(3)'),
    ],
    shown: 3,
    position: undefined,
    view: {},
  };
  expect(await branches.load(experiment)).toBe(true);
  branches.remove(1);
  const [main, , parent, child] = experiment.branches;
  const left = [main, parent, { ...child, from: { branch: 1, at: 4 } }];
  expect(branches.experiment()).toEqual({ ...experiment, branches: left, shown: 2 });
  expect(await branches.load(branches.experiment())).toBe(true);
  expect(session.script.items.map(({ text }) => text)).toEqual([
    'workload cma ops=3 seed=3 mix=video',
    'cma_alloc(2)',
    '# why',
    'cma_alloc(3)',
  ]);
});

describe('at an earlier position', () => {
  const main = (text: string) => ({ name: 'main', from: undefined, text });
  const of = (branches: Experiment['branches']): Experiment => ({
    ...{ title: '', branches, shown: 0, position: undefined, view: {} },
  });
  /** A session that holds these branches, stands at a position of the first, and goes on there. */
  async function turned(branches: Experiment['branches'], at: number, beyond: Beyond) {
    const { client } = clientOf({ machine: () => createMachine(ALL_SYSTEMS) });
    const subject = new Subject(client);
    await subject.session.open('');
    expect(await subject.branches.load(of(branches))).toBe(true);
    await subject.session.seek(at);
    subject.beyond = beyond;
    const declined = vi.fn();
    const done = await subject.session.run('cma_alloc(7)', undefined, false, declined);
    expect(declined).toHaveBeenCalledTimes(done ? 0 : 1);
    const script = subject.session.script.items.map(({ text }) => text);
    return { done, subject, script, experiment: subject.branches.experiment() };
  }
  const TEXT = 'cma_alloc(1)\n# why\ncma_alloc(2)\n';
  const seven = (at: number) => ({
    name: 'cma_alloc(7)',
    from: { branch: 0, at },
    text: 'cma_alloc(7)\n',
  });

  test('a branch begins without the comment of what lies beyond', async () => {
    const { experiment, script } = await turned([main(TEXT)], 1, 'branch');
    expect(experiment).toEqual({ ...of([main(TEXT), seven(1)]), shown: 1 });
    expect(script).toEqual(['cma_alloc(1)', 'cma_alloc(7)']);
  });
  test('what is dropped leaves the comment where it stands', async () => {
    const { experiment, script } = await turned([main(TEXT)], 1, 'drop');
    expect(experiment).toEqual(of([main('cma_alloc(1)\n# why\ncma_alloc(7)\n')]));
    expect(script).toEqual(['cma_alloc(1)', '# why', 'cma_alloc(7)']);
  });
  test('what another branch begins with is not dropped', async () => {
    const other = { name: 'other', from: { branch: 0, at: 2 }, text: 'cma_alloc(3)\n' };
    const { experiment } = await turned([main(TEXT), other], 1, 'drop');
    expect(experiment).toEqual({ ...of([main(TEXT), other, seven(1)]), shown: 2 });
  });
  test('nothing is executed where there is no room for a branch, and nothing is lost', async () => {
    const others = Array.from({ length: MAX_BRANCHES - 1 }, (_, i) => ({
      ...{ name: `way ${i}`, from: { branch: 0, at: 1 }, text: '' },
    }));
    const all = [main(TEXT), ...others];
    const { done, experiment, subject } = await turned(all, 1, 'branch');
    expect(done).toBe(false);
    expect(experiment).toEqual({ ...of(all), position: 1 });
    expect(subject.turned).toBeUndefined();
  });
});
