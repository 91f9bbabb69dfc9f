import { afterEach, describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../../link/test/clock.ts';
import { STORAGE_MS } from '../../page/limits.ts';
import { lockLeases, Tab, timelyLeases, trustingLeases } from './tab.ts';
import type { Leases } from './tab.ts';

/** All tabs of a browser, as far as their locks go. */
const browser = () => {
  const held = new Set<string>();
  const leases: Leases = {
    take: (id) => {
      if (held.has(id)) return Promise.resolve(undefined);
      held.add(id);
      return Promise.resolve(() => void held.delete(id));
    },
    taken: () => Promise.resolve(held),
  };
  return { held, leases };
};
/** What is kept for one tab. */
const storage = (from: ReadonlyMap<string, string> = new Map()) => {
  const items = new Map(from);
  return {
    items,
    getItem: (key: string) => items.get(key),
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
};
const ids = () => {
  let last = 0;
  return () => `id-${(last += 1)}`;
};

describe('a tab', () => {
  it('has its session again after a reload', async () => {
    const { held, leases } = browser();
    const store = storage();
    const fresh = ids();
    const before = new Tab(leases, store, fresh);
    await before.begin();
    held.clear();
    const after = new Tab(leases, store, fresh);
    expect(await after.again()).toBe(before.id);
    expect(after.id).toBe('id-1');
  });

  it('duplicated while the other lives gets one of its own', async () => {
    const { held, leases } = browser();
    const store = storage();
    const fresh = ids();
    await new Tab(leases, store, fresh).begin();
    const twin = new Tab(leases, storage(store.items), fresh);
    expect(await twin.again()).toBeUndefined();
    await twin.begin();
    expect(twin.id).toBe('id-2');
    expect([...held]).toEqual(['id-1', 'id-2']);
  });

  it('goes on with a session that nobody has, and lets its own go', async () => {
    const { held, leases } = browser();
    const tab = new Tab(leases, storage(), ids());
    await tab.begin();
    expect(await tab.adopt('old')).toBe(true);
    expect(await tab.adopt('old')).toBe(true);
    expect([...held]).toEqual(['old']);
    const other = new Tab(leases, storage(), () => 'other');
    await other.begin();
    expect(await other.adopt('old')).toBe(false);
    expect(other.id).toBe('other');
  });

  it.each([undefined, '', 'a b', '../x', 'x'.repeat(65)])(
    'takes no id like %j from the storage',
    async (junk) => {
      const store = storage(new Map(junk === undefined ? [] : [['carveout.session', junk]]));
      expect(await new Tab(browser().leases, store, ids()).again()).toBeUndefined();
    },
  );

  it('works without storage', async () => {
    const blocked = {
      getItem: () => {
        throw new Error('blocked');
      },
      setItem: () => {
        throw new Error('blocked');
      },
      removeItem: () => undefined,
    };
    for (const store of [undefined, blocked]) {
      const tab = new Tab(browser().leases, store, ids());
      expect(await tab.again()).toBeUndefined();
      await tab.begin();
      expect(tab.id).toBe('id-1');
    }
  });
});

describe('locks that do not answer', () => {
  const never = new Promise<never>(() => undefined);
  const setup = (reloaded: boolean) => {
    const clock = new ManualClock();
    const silences: string[] = [];
    const leases = timelyLeases(
      { take: () => never, taken: () => never },
      trustingLeases(reloaded),
      clock,
      { onSilence: () => silences.push('silent'), onAnswer: () => silences.push('answered') },
    );
    return { clock, silences, leases };
  };
  it('are no locks after two seconds, and it is said', async () => {
    const { clock, silences, leases } = setup(false);
    const tab = new Tab(leases, storage(), ids());
    const begun = tab.begin();
    clock.advance(STORAGE_MS - 1);
    await Promise.resolve();
    expect([tab.id, silences]).toEqual([undefined, []]);
    clock.advance(1);
    await begun;
    expect([tab.id, silences]).toEqual(['id-1', ['silent']]);
    // Nobody waits a second time.
    expect([...(await tab.taken())]).toEqual(['id-1']);
    expect(await tab.adopt('old')).toBe(true);
  });
  it('leave a reloaded tab its session', async () => {
    const store = storage(new Map([['carveout.session', 'mine']]));
    const { clock, leases } = setup(true);
    const again = new Tab(leases, store, ids()).again();
    clock.advance(STORAGE_MS);
    expect(await again).toBe('mine');
  });
  it('that answer are asked', async () => {
    const { leases } = browser();
    const timely = timelyLeases(leases, trustingLeases(false), new ManualClock(), {
      onSilence: () => expect.unreachable('they answered'),
      onAnswer: () => expect.unreachable('nothing was late'),
    });
    const release = await timely.take('a', false);
    expect(await timely.take('a', false)).toBeUndefined();
    release?.();
    expect((await timely.taken()).size).toBe(0);
  });
});

describe('locks that answer late', () => {
  const setup = () => {
    const clock = new ManualClock();
    const told: string[] = [];
    let answer: (lock: (() => void) | undefined) => void = () => undefined;
    const work = new Promise<(() => void) | undefined>((resolve) => (answer = resolve));
    const leases = timelyLeases(
      { take: () => work, taken: () => Promise.resolve(new Set(['real'])) },
      trustingLeases(false),
      clock,
      { onSilence: () => told.push('silent'), onAnswer: () => told.push('answered') },
    );
    const late = async (lock: (() => void) | undefined): Promise<void> => {
      answer(lock);
      await work;
      await Promise.resolve();
    };
    return { clock, told, leases, late };
  };
  const silently = async ({ clock, leases }: ReturnType<typeof setup>) => {
    const taking = leases.take('a', false);
    clock.advance(STORAGE_MS);
    return taking;
  };

  it('are held from then on, it is said no more, and they are asked again', async () => {
    const given: string[] = [];
    const all = setup();
    const release = await silently(all);
    expect(all.told).toEqual(['silent']);
    await all.late(() => given.push('lock'));
    expect(all.told).toEqual(['silent', 'answered']);
    expect([...(await all.leases.taken())]).toEqual(['real']);
    expect(given).toEqual([]);
    release?.();
    expect(given).toEqual(['lock']);
  });
  it('are given back at once where nobody wants them any longer', async () => {
    const given: string[] = [];
    const all = setup();
    (await silently(all))?.();
    await all.late(() => given.push('lock'));
    expect(given).toEqual(['lock']);
  });
  it('and refuse leave it said: another tab may have this session', async () => {
    const all = setup();
    await silently(all);
    await all.late(undefined);
    expect(all.told).toEqual(['silent']);
    expect([...(await all.leases.taken())]).toEqual(['a']);
  });
  it('and refuse a session that is had here once only are answered', async () => {
    const all = setup();
    await silently(all);
    // Nobody waits any longer: the others refuse this one at once.
    expect(await all.leases.take('a', false)).toBeUndefined();
    await all.late(undefined);
    expect(all.told).toEqual(['silent']);
  });
  it('are given back where nobody had the session meanwhile', async () => {
    const given: string[] = [];
    const all = setup();
    // A page that was not reloaded has nothing to be patient for.
    const taking = all.leases.take('a', true);
    all.clock.advance(STORAGE_MS);
    expect(await taking).toBeUndefined();
    await all.late(() => given.push('lock'));
    expect([given, all.told]).toEqual([['lock'], ['silent', 'answered']]);
  });
  it('are answered once all of them are', async () => {
    const clock = new ManualClock();
    const told: string[] = [];
    const answers: ((ids: ReadonlySet<string>) => void)[] = [];
    const leases = timelyLeases(
      {
        take: () => Promise.reject(new Error('no locks')),
        taken: () => new Promise((resolve) => answers.push(resolve)),
      },
      trustingLeases(false),
      clock,
      { onSilence: () => told.push('silent'), onAnswer: () => told.push('answered') },
    );
    const first = leases.taken();
    clock.advance(STORAGE_MS);
    expect((await first).size).toBe(0);
    expect((await leases.taken()).size).toBe(0);
    answers[0]!(new Set(['x']));
    await Promise.resolve();
    expect(told).toEqual(['silent']);
    answers[1]!(new Set(['x']));
    await Promise.resolve();
    expect(told).toEqual(['silent', 'answered']);
    // What fails is as good as silent, and stays so.
    expect(await leases.take('a', false)).toBeTypeOf('function');
    expect(told).toEqual(['silent', 'answered', 'silent']);
    expect([...(await leases.taken())]).toEqual(['a']);
  });
});

describe('without locks', () => {
  it('a reloaded page has its id again, any other has not', async () => {
    expect(await trustingLeases(true).take('a', true)).toBeTypeOf('function');
    expect(await trustingLeases(false).take('a', true)).toBeUndefined();
  });
  it('a session can be adopted once, and given back', async () => {
    const leases = trustingLeases(false);
    const release = await leases.take('a', false);
    expect(await leases.take('a', false)).toBeUndefined();
    expect([...(await leases.taken())]).toEqual(['a']);
    release?.();
    expect((await leases.taken()).size).toBe(0);
  });
});

/** The locks of a browser: one holder a name, the others in a queue unless they do not wait. */
class Locks {
  readonly held = new Map<string, () => void>();
  readonly #waiting: (() => void)[] = [];
  /** Nothing is granted any more, and whoever asks hears so. */
  broken = false;
  request = async (
    name: string,
    { ifAvailable, signal }: LockOptions,
    hold: LockGrantedCallback<unknown>,
  ): Promise<unknown> => {
    if (this.broken) throw new DOMException('not here', 'SecurityError');
    while (this.held.has(name)) {
      // eslint-disable-next-line no-restricted-syntax -- what the platform answers
      if (ifAvailable) return hold(null);
      await new Promise<void>((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
        this.#waiting.push(resolve);
      });
    }
    this.held.set(name, () => undefined);
    await hold({ name, mode: 'exclusive' });
    this.held.delete(name);
    for (const next of this.#waiting.splice(0)) next();
    return undefined;
  };
  query = (): Promise<LockManagerSnapshot> =>
    Promise.resolve(
      this.held.size === 0
        ? {}
        : { held: [...Array.from(this.held.keys(), (name) => ({ name })), {}] },
    );
}

describe('the locks of a browser', () => {
  afterEach(() => vi.restoreAllMocks());
  const setup = () => {
    const locks = new Locks();
    return { locks, leases: lockLeases(locks as unknown as LockManager) };
  };
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  it('are held by one at a time, under a name of ours, until they are given back', async () => {
    const { locks, leases } = setup();
    const release = await leases.take('a', false);
    expect([...locks.held.keys()]).toEqual(['carveout.session.a']);
    expect(await leases.take('a', false)).toBeUndefined();
    const other = await leases.take('b', false);
    expect(other).toBeTypeOf('function');
    release?.();
    await settled();
    expect([...locks.held.keys()]).toEqual(['carveout.session.b']);
    expect(await leases.take('a', false)).toBeTypeOf('function');
  });
  it('name the sessions that tabs have, and nothing of others', async () => {
    const { locks, leases } = setup();
    expect([...(await leases.taken())]).toEqual([]);
    await leases.take('a', false);
    locks.held.set('another.lock', () => undefined);
    await leases.take('carveout.session.b', true);
    expect([...(await leases.taken())]).toEqual(['a', 'carveout.session.b']);
  });
  it('are waited for by the patient, a second', async () => {
    const waits: number[] = [];
    let over = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      waits.push(ms);
      over = new AbortController();
      return over.signal;
    });
    const { leases } = setup();
    const release = await leases.take('a', false);
    expect(waits).toEqual([]);
    const late = leases.take('a', true);
    over.abort(new DOMException('too long', 'TimeoutError'));
    expect(await late).toBeUndefined();
    const soon = leases.take('a', true);
    release?.();
    expect(await soon).toBeTypeOf('function');
    expect(waits).toEqual([1_000, 1_000]);
    expect(await leases.take('a', false)).toBeUndefined();
  });
  it('that cannot be had are none', async () => {
    const { locks, leases } = setup();
    locks.broken = true;
    expect(await leases.take('a', false)).toBeUndefined();
  });
});
