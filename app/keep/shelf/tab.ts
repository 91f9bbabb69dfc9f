/**
 * Which session is this tab's. The id survives a reload in sessionStorage, but a duplicated tab
 * inherits it, so whoever uses an id holds a lock of its name: the browser gives it back when the
 * tab goes, however it goes. Two tabs therefore never write to one record.
 */
import type { Clock } from '../../link/clock.ts';
import type { Store } from '../../page/storage.ts';
import { timely } from '../../page/timely.ts';

export interface Leases {
  /** How to give it back; undefined: somebody has it. Patient: whoever is about to go is waited for. */
  take(id: string, patient: boolean): Promise<(() => void) | undefined>;
  /** Ids that tabs have now. */
  taken(): Promise<ReadonlySet<string>>;
}

const LOCK = 'carveout.session.';
/** A page that is being left may keep its locks a moment longer than the one that follows it. */
const PATIENCE_MS = 1_000;

export const lockLeases = (locks: LockManager): Leases => ({
  take: (id, patient) =>
    new Promise((resolve) => {
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        if (!lock) {
          resolve(undefined);
          return undefined;
        }
        return new Promise((release) => resolve(release));
      };
      const options: LockOptions = patient
        ? { signal: AbortSignal.timeout(PATIENCE_MS) }
        : { ifAvailable: true };
      locks.request(LOCK + id, options, hold).catch(() => resolve(undefined));
    }),
  async taken() {
    const { held = [] } = await locks.query();
    const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(LOCK));
    return new Set(names.map((name) => name.slice(LOCK.length)));
  },
});

/** Who hears that leases do not answer, and that all of them have after all. */
export interface Silences {
  readonly onSilence: () => void;
  readonly onAnswer: () => void;
}

/**
 * Leases that may not answer in time: `others` are then asked, at once from the first silence on. What
 * comes late counts: a lock that is granted after all is held, and given back with the other. After a
 * lock that is refused late the silence goes on, for another tab may have what this one uses.
 */
export function timelyLeases(
  leases: Leases,
  others: Leases,
  clock: Clock,
  { onSilence, onAnswer }: Silences,
): Leases {
  let late = 0;
  const inTime = async <T>(work: Promise<T>): Promise<{ readonly answer: T } | undefined> => {
    try {
      if (late === 0) return { answer: await timely(work, clock) };
    } catch {
      onSilence();
    }
    late += 1;
    return undefined;
  };
  /** What comes of a call that is late; a call that fails stays unanswered. */
  const later = <T>(work: Promise<T>, answered: (answer: T) => boolean): void => {
    work.then(
      (answer) => {
        if (!answered(answer)) return;
        late -= 1;
        if (late === 0) onAnswer();
      },
      () => undefined,
    );
  };
  return {
    async take(id, patient) {
      const work = leases.take(id, patient);
      const known = await inTime(work);
      if (known) return known.answer;
      const release = await others.take(id, patient);
      const own = release && new LateLock(release);
      later(work, (lock) => {
        if (own) own.granted(lock);
        else lock?.();
        return lock !== undefined || own === undefined;
      });
      return own && (() => own.release());
    },
    async taken() {
      const work = leases.taken();
      const known = await inTime(work);
      if (known) return known.answer;
      later(work, () => true);
      return others.taken();
    },
  };
}

/** Two ways to hold one id, of which the second may come when the first was given back already. */
class LateLock {
  readonly #first: () => void;
  #second: (() => void) | undefined;
  #released = false;

  constructor(first: () => void) {
    this.#first = first;
  }
  granted(lock: (() => void) | undefined): void {
    if (this.#released) lock?.();
    else this.#second = lock;
  }
  release(): void {
    this.#released = true;
    this.#first();
    this.#second?.();
  }
}

/** Where a browser has no locks: an id is only ever used again by the page that was reloaded. */
export const trustingLeases = (reloaded: boolean): Leases => {
  const own = new Set<string>();
  return {
    take: (id, patient) => {
      if (own.has(id) || (patient && !reloaded)) return Promise.resolve(undefined);
      own.add(id);
      return Promise.resolve(() => void own.delete(id));
    },
    taken: () => Promise.resolve(own),
  };
};

const KEY = 'carveout.session';

/** This tab's session: its id, and the lock of its name. */
export class Tab {
  readonly #leases: Leases;
  readonly #store: Store | undefined;
  readonly #fresh: () => string;
  #id: string | undefined;
  #release: (() => void) | undefined;

  constructor(leases: Leases, store: Store | undefined, fresh: () => string) {
    this.#leases = leases;
    this.#store = store;
    this.#fresh = fresh;
  }

  get id(): string | undefined {
    return this.#id;
  }
  taken(): Promise<ReadonlySet<string>> {
    return this.#leases.taken();
  }

  /** The session that this tab had before it was reloaded; undefined: none, or another tab has it. */
  async again(): Promise<string | undefined> {
    const id = this.#remembered();
    return id !== undefined && (await this.#use(id, true)) ? id : undefined;
  }
  /** Go on with a session that nobody has; false: somebody has it. Patient: whoever has it is going. */
  adopt(id: string, patient = false): Promise<boolean> {
    return id === this.#id ? Promise.resolve(true) : this.#use(id, patient);
  }
  /** A session of its own. */
  async begin(): Promise<void> {
    await this.#use(this.#fresh(), false);
  }

  async #use(id: string, patient: boolean): Promise<boolean> {
    const release = await this.#leases.take(id, patient);
    if (!release) return false;
    this.#release?.();
    this.#release = release;
    this.#id = id;
    try {
      this.#store?.setItem(KEY, id);
    } catch {
      // It is then not found again after a reload, but offered among the recent ones.
    }
    return true;
  }
  #remembered(): string | undefined {
    try {
      const id = this.#store?.getItem(KEY);
      return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : undefined;
    } catch {
      return undefined;
    }
  }
}
