/**
 * Code that is fetched when it is wanted, in the page and in the worker. A failed `import()` is final in
 * some browsers: the same address, or whatever that file imports, never succeeds again in that page. So
 * everything a part consists of is fetched first, and imported only once all of it answered. What belongs
 * to a part stands in parts.json, which the build writes (tools/lib/bundle/parts.mjs).
 */

/**
 * Why a part is not there: `away`, it could not be fetched; `changed`, another version of the page has
 * taken this one's place. As an error, so that it crosses from thread to thread by its name.
 */
export type Missing = 'away' | 'changed';

const NAME = 'Unfetched';
const missing = (why: Missing): Error => Object.assign(new Error(why), { name: NAME });

/** Why what was wanted is not there; undefined: the error is another. */
export const whyMissing = (error: unknown): Missing | undefined =>
  error instanceof Error && error.name === NAME ? (error.message as Missing) : undefined;

/** The built file that a function imports. Elsewhere (tests, hot reload) imports are written differently. */
const IMPORTED = /import\(.\.\/([^`'"]+)/;

/** Files, and for each part the indices of those it needs. */
export interface Parts {
  readonly files: readonly string[];
  readonly parts: Readonly<Record<string, readonly number[]>>;
}
let known: Parts | undefined;

const get = (path: string, cache?: RequestCache): Promise<Response> =>
  fetch(new URL(path, import.meta.url), cache && { cache }).catch(() => {
    throw missing('away');
  });

/** The list as it is kept here or, where that does not know a part, as it is now. */
async function list(cache: RequestCache): Promise<Parts> {
  const response = await get('../parts.json', cache);
  if (response.status >= 500) throw missing('away');
  return response.ok
    ? (((await response.json().catch(() => {})) as Parts | undefined) ?? { files: [], parts: {} })
    : { files: [], parts: {} };
}

let listing: Promise<Parts> | undefined;

/** All files of this page. */
export async function allFiles(): Promise<readonly string[]> {
  if (known) return known.files;
  listing ??= list('force-cache').finally(() => (listing = undefined));
  const read = await listing;
  return (known ??= read).files;
}

/** Whether another version has taken this one's place. */
async function changed(name: string): Promise<boolean> {
  const now = await list('no-cache');
  if (!(name in now.parts)) return true;
  known = now;
  return false;
}

/** Files that are in the browser's cache or on their way there: most parts share most of theirs. */
const there = new Map<string, Promise<void>>();

/** Have a file in the browser's cache, asked for once. Rejects with why it is missing; then it may be asked for again. */
export function fetchFile(file: string, part?: string): Promise<void> {
  const known = there.get(file);
  if (known) return known;
  const fetching = fetched(file, part);
  there.set(file, fetching);
  fetching.catch(() => there.delete(file));
  return fetching;
}
async function fetched(file: string, part: string | undefined): Promise<void> {
  const response = await get(`./${file}`);
  const type = response.headers.get('Content-Type') ?? '';
  // Some hosts answer with a page of their own where there is no file.
  if (response.ok && !type.includes('html')) {
    await response.arrayBuffer().catch(() => {
      throw missing('away');
    });
    return;
  }
  throw missing(part !== undefined && (await changed(part)) ? 'changed' : 'away');
}

/**
 * Milliseconds from its beginning in which a page imports at once what it begins with: it came from where
 * its parts are a moment ago. A part that is missing all the same is fetched and imported again. What
 * somebody asks for is fetched first, however young the page is: it must be possible to ask once more.
 */
const YOUNG_MS = 5_000;
const isYoung = (): boolean =>
  'document' in globalThis &&
  performance.now() < YOUNG_MS &&
  (navigator as { readonly userActivation?: { readonly hasBeenActive: boolean } }).userActivation
    ?.hasBeenActive !== true;

/** Import once everything that is imported has been fetched. Rejects with what whyMissing() knows. */
export const part = <T>(load: () => Promise<T>): Promise<T> =>
  isYoung() ? load().catch(() => fetchedFirst(load)) : fetchedFirst(load);

async function fetchedFirst<T>(load: () => Promise<T>): Promise<T> {
  const name = IMPORTED.exec(String(load))?.[1];
  if (name === undefined) return load();
  await allFiles();
  if (!known!.parts[name] && (await changed(name))) throw missing('changed');
  const { files, parts } = known!;
  await Promise.all(parts[name]!.map((index) => fetchFile(files[index]!, name)));
  return load();
}

const AGAIN_MS = 3_000;

/** What nobody asked for, and the page is not whole without: tried until it is there. */
export const patiently = <T>(load: () => Promise<T>): Promise<T> =>
  part(load).catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return patiently(load);
  });
