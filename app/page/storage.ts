/**
 * localStorage that may be missing, blocked, full or hold junk: reading answers `undefined`,
 * writing answers whether it worked. Nothing the program needs to run is kept there.
 */
export interface Store {
  getItem(key: string): string | null | undefined;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const PROBE = 'carveout.probe';

/** The browser's store if it really stores; touching it alone may throw. */
const working = (open: () => Store): Store | undefined => {
  try {
    const store = open();
    store.setItem(PROBE, '1');
    store.removeItem(PROBE);
    return store;
  } catch {
    return undefined;
  }
};

export const openStore = (): Store | undefined => working(() => globalThis.localStorage);
/** The same for what one tab keeps over a reload. */
export const openTabStore = (): Store | undefined => working(() => globalThis.sessionStorage);

/**
 * A store whose reading and removing never throw: they answer as if nothing were there, and `onTrouble`
 * is told. Writing still throws, for whoever must know.
 */
export function careful(store: Store | undefined, onTrouble: () => void): Store {
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch {
      onTrouble();
      return undefined;
    }
  };
  return {
    getItem: (key) => attempt(() => store?.getItem(key)),
    removeItem: (key) => attempt(() => store?.removeItem(key)),
    setItem: (key, value) => {
      if (!store) throw new Error('there is no storage');
      store.setItem(key, value);
    },
  };
}

export const readJson = (store: Store | undefined, key: string): unknown => {
  try {
    const text = store?.getItem(key);
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
};

export const writeJson = (store: Store | undefined, key: string, value: unknown): boolean => {
  try {
    if (!store) return false;
    store.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
};
