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
