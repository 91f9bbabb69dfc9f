import { describe, expect, it } from 'vitest';
import { inPieces, plainExperiment, readFile } from '../../../engine/journal/index.ts';
import { MAX_EXPERIMENT_CHARS } from '../../../engine/contract/limits.ts';
import { Autosave } from './autosave.ts';
import { AUTOSAVE_MS } from '../../page/limits.ts';
import { MemoryShelf } from './shelf.ts';

/** A clock that stands still until it is told. */
const clock = () => {
  let now = 1_000_000;
  let waiting: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    later: (run: () => void, ms: number) => {
      const one = { at: now + ms, run };
      waiting.push(one);
      return () => {
        waiting = waiting.filter((other) => other !== one);
      };
    },
    get waiting(): number {
      return waiting.length;
    },
    pass(ms: number): void {
      now += ms;
      const due = waiting.filter(({ at }) => at <= now);
      waiting = waiting.filter(({ at }) => at > now);
      for (const { run } of due) run();
    },
  };
};

const setup = () => {
  const shelf = new MemoryShelf();
  const time = clock();
  const state = {
    id: 'one' as string | undefined,
    experiment: plainExperiment('board ssd202\n'),
    given: '',
    own: true,
    stores: true,
  };
  let writes = 0;
  const refused: (string | undefined)[] = [];
  const autosave = new Autosave(
    {
      id: () => state.id,
      settle: () => Promise.resolve(),
      experiment: () => inPieces(state.experiment),
      board: () => 'SSD202',
      ops: () => 3,
      own: () => state.own,
      given: ({ branches }) => branches[0]?.pieces[0]?.text === state.given,
    },
    async (kept, pieces) => {
      writes += 1;
      await shelf.put(kept, pieces);
      return state.stores;
    },
    time,
    (why) => refused.push(why?.id),
  );
  const text = async (id = 'one') => {
    const file = await shelf.text(id);
    if (file === undefined) return undefined;
    const read = readFile(file.join(''));
    return 'experiment' in read ? read.experiment.branches[0]!.text : undefined;
  };
  const type = (line: string): void => {
    state.experiment = plainExperiment(`${state.experiment.branches[0]!.text}${line}\n`);
    autosave.changed();
  };
  return { shelf, time, state, autosave, text, type, refused, writes: () => writes };
};
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('autosave', () => {
  it('tells of a session what the list of them shows', async () => {
    const { autosave, shelf, state, time, type } = setup();
    state.experiment = { ...state.experiment, title: 'Mine' };
    type('cma_alloc(1)');
    state.experiment = { ...state.experiment, title: 'Mine' };
    await autosave.flush();
    const [kept] = await shelf.list();
    const text = (await shelf.text('one'))!.join('');
    expect(kept).toEqual({
      ...{ id: 'one', title: 'Mine', board: 'SSD202', ops: 3, own: true },
      ...{ chars: text.length, saved: time.now(), said: 'cma_alloc(1)' },
    });
  });

  it('tells what the script says first', async () => {
    const { shelf, autosave, type } = setup();
    type('# Two leaks, then a hole.');
    type('cma_alloc(1)');
    await autosave.flush();
    expect(await shelf.list()).toMatchObject([{ title: '', said: 'Two leaks, then a hole.' }]);
  });

  it('keeps what came with the page only once it is another', async () => {
    const { autosave, text, type, time, state } = setup();
    state.given = 'board ssd202\n';
    autosave.changed();
    time.pass(AUTOSAVE_MS);
    await settled();
    expect(await text()).toBeUndefined();
    state.experiment = { ...state.experiment, view: { region: 1 } };
    await autosave.flush();
    expect(await text(), 'looked at').toBeUndefined();
    type('cma_alloc(1)');
    await autosave.flush();
    expect(await text()).toBe('board ssd202\ncma_alloc(1)\n');
  });

  it('writes the first change at once and the others together', async () => {
    const { text, type, time, writes } = setup();
    type('cma_alloc(1)');
    time.pass(0);
    await settled();
    expect(writes()).toBe(1);
    for (let i = 2; i < 40; i += 1) type(`cma_alloc(${i})`);
    time.pass(AUTOSAVE_MS - 1);
    await settled();
    expect(writes()).toBe(1);
    time.pass(1);
    await settled();
    expect(writes()).toBe(2);
    expect(await text()).toContain('cma_alloc(39)');
  });

  it('knows what is there when the page is gone', async () => {
    const { autosave, type, state } = setup();
    type('cma_alloc(1)');
    await autosave.flush();
    expect(autosave.stored?.pieces.join('')).toContain('cma_alloc(1)');
    state.stores = false;
    type('cma_alloc(2)');
    expect(autosave.present()?.pieces.join('')).toContain('cma_alloc(2)');
    await autosave.flush();
    expect(autosave.stored).toBeUndefined();
  });

  it('writes nothing that is written already', async () => {
    const { autosave, type, writes } = setup();
    type('cma_alloc(1)');
    await autosave.flush();
    await autosave.flush();
    autosave.changed();
    await autosave.flush();
    expect(writes()).toBe(1);
  });

  it('keeps nothing of a session that is just coming in', async () => {
    const { autosave, type, time, text } = setup();
    const goOn = autosave.hold();
    type('cma_alloc(1)');
    time.pass(AUTOSAVE_MS);
    await autosave.flush();
    expect(await text()).toBeUndefined();
    goOn();
    time.pass(AUTOSAVE_MS);
    await settled();
    expect(await text()).toContain('cma_alloc(1)');
  });

  it('waits for all that come in', async () => {
    const { autosave, type, text } = setup();
    const [one, two] = [autosave.hold(), autosave.hold()];
    type('cma_alloc(1)');
    one();
    expect(autosave.present()).toBeUndefined();
    await autosave.flush();
    expect(await text()).toBeUndefined();
    two();
    expect(autosave.present()?.id).toBe('one');
    await autosave.flush();
    expect(await text()).toContain('cma_alloc(1)');
  });

  it('is waited for once, and not at all once it was written', async () => {
    const { autosave, type, time, writes } = setup();
    for (let i = 1; i < 9; i += 1) type(`cma_alloc(${i})`);
    expect(time.waiting).toBe(1);
    await autosave.flush();
    expect([time.waiting, writes()]).toEqual([0, 1]);
    type('cma_alloc(9)');
    expect(time.waiting).toBe(1);
    // Long after the last one it is written at once.
    await autosave.flush();
    time.pass(10 * AUTOSAVE_MS);
    type('cma_alloc(10)');
    time.pass(0);
    await settled();
    expect(writes()).toBe(3);
  });

  it('writes one after the other, what is there then', async () => {
    const { autosave, type, text, writes } = setup();
    type('cma_alloc(1)');
    const [one, two] = [autosave.flush(), autosave.flush()];
    type('cma_alloc(2)');
    await one;
    await two;
    expect([await text(), writes()]).toEqual(['board ssd202\ncma_alloc(1)\ncma_alloc(2)\n', 1]);
  });

  it('has nothing stored before it wrote, and then what it wrote', async () => {
    const { autosave, type, time, shelf } = setup();
    type('cma_alloc(1)');
    expect(autosave.stored).toBeUndefined();
    const present = autosave.present();
    expect(present?.saved).toBe(time.now());
    await autosave.flush();
    expect(autosave.stored).toEqual(present);
    expect(await shelf.text('one')).toEqual(present?.pieces);
  });

  it('keeps the same text under another name again', async () => {
    const { autosave, state, type, text, writes } = setup();
    type('cma_alloc(1)');
    await autosave.flush();
    state.id = 'two';
    await autosave.flush();
    expect([await text('two'), writes()]).toEqual([await text('one'), 2]);
  });

  it('keeps a branch though the trunk is empty', async () => {
    const { autosave, state, writes } = setup();
    const [trunk] = state.experiment.branches;
    const branch = { name: 'b', from: { branch: 0, at: 0 }, text: 'dmesg\n' };
    state.experiment = { ...state.experiment, branches: [{ ...trunk!, text: '' }, branch] };
    await autosave.flush();
    expect(writes()).toBe(1);
  });

  it('keeps another session apart, and the last state of the one before', async () => {
    const { autosave, type, state, text } = setup();
    type('cma_alloc(1)');
    await autosave.flush();
    state.id = 'two';
    state.experiment = plainExperiment('board dm365\n');
    await autosave.flush();
    expect(await text('one')).toBe('board ssd202\ncma_alloc(1)\n');
    expect(await text('two')).toBe('board dm365\n');
  });

  it('keeps no empty session, and none without a name of its own', async () => {
    const { autosave, state, writes } = setup();
    state.experiment = plainExperiment(' \n');
    await autosave.flush();
    state.experiment = plainExperiment('board ssd202\n');
    state.id = undefined;
    await autosave.flush();
    expect(writes()).toBe(0);
  });

  it('keeps whether somebody worked on it', async () => {
    const { autosave, state, shelf, type } = setup();
    state.own = false;
    await autosave.flush();
    expect((await shelf.list())[0]?.own).toBe(false);
    state.own = true;
    type('cma_alloc(1)');
    await autosave.flush();
    expect((await shelf.list())[0]?.own).toBe(true);
  });

  it('says why a session cannot be kept, and when it can again', async () => {
    const { autosave, state, refused, writes } = setup();
    state.experiment = plainExperiment('x'.repeat(MAX_EXPERIMENT_CHARS + 1));
    await autosave.flush();
    expect([refused, writes()]).toEqual([['journal.tooLong'], 0]);
    state.experiment = plainExperiment('dmesg\n');
    await autosave.flush();
    expect([refused, writes()]).toEqual([['journal.tooLong', undefined], 1]);
  });
});
