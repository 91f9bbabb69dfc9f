/**
 * The page's objects, one of a class. The shell makes them (shell/made.ts, and shell/rest.ts after the first
 * paint) and hands them to the tree of components; a component asks here, by the class, while it is set up.
 * Modules that are no components are given what they need.
 */
import { getContext } from 'svelte';

type Class<T> = abstract new (...args: never[]) => T;

const KEY = 'made';

export class Made {
  readonly #all = new Map<unknown, unknown>();
  /** Moves when more are there: whoever looked for one in vain looks again. */
  #more = $state(0);
  /** Resolves when the rest is there, too. */
  readonly whole: Promise<void>;

  constructor(first: readonly object[], rest: Promise<readonly object[]>) {
    this.#add(first);
    this.whole = rest.then((those) => this.#add(those));
  }

  #add(objects: readonly object[]): void {
    for (const one of objects) this.#all.set(one.constructor, one);
    this.#more += 1;
  }

  /** Undefined: it is not made yet. */
  find<T>(of: Class<T>): T | undefined {
    void this.#more;
    return this.#all.get(of) as T | undefined;
  }
}

/** For `mount`. */
export const contextOf = (made: Made): Map<string, Made> => new Map([[KEY, made]]);

/** All of them: for what is on the page before the rest is made. */
export const allMade = (): Made => getContext<Made>(KEY);

/** The page's object of a class. What is shown by a `Part` comes after all are made. */
export function made<T>(of: Class<T>): T {
  const one = allMade().find(of);
  if (!one) throw new Error(`there is no ${of.name} yet`);
  return one;
}
