import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** What a host answers: a file's text, a status, or nothing at all. */
type Answer = string | number | undefined;
let site: Record<string, Answer>;
let asked: string[];
/** How the browser's cache was to be used, by what was asked. */
let caches: (readonly [string, RequestCache | undefined])[];

const LIST = JSON.stringify({
  files: ['X-1.js', 'dep-1.js', 'X-1.css'],
  parts: { 'X-1.js': [0, 1, 2] },
});
const WHOLE = { 'parts.json': LIST, 'X-1.js': 'x', 'dep-1.js': 'd', 'X-1.css': 'c' };

function respond(url: URL, init?: RequestInit): Promise<Response> {
  const name = url.pathname.replace(/^.*\//, '');
  asked.push(name);
  caches.push([name, init?.cache]);
  const answer = name in site ? site[name] : 404;
  if (answer === undefined) return Promise.reject(new TypeError('Failed to fetch'));
  const status = typeof answer === 'number' ? answer : 200;
  const type = answer === 'page' ? 'text/html' : 'text/javascript';
  return Promise.resolve(
    new Response(String(answer), { status, headers: { 'Content-Type': type } }),
  );
}

/** As a build leaves it: its text names the file. */
const imported = vi.fn(() => Promise.resolve(1));
const load = Object.assign(() => imported(), { toString: () => '()=>import(`./X-1.js`)' });

let parts: typeof import('./parts.ts');
beforeEach(async () => {
  site = { ...WHOLE };
  asked = [];
  caches = [];
  imported.mockClear();
  vi.stubGlobal('fetch', respond);
  vi.resetModules();
  parts = await import('./parts.ts');
});
afterEach(() => vi.unstubAllGlobals());
const why = (): Promise<unknown> =>
  parts.part(load).catch((error: unknown) => parts.whyMissing(error));

describe('part', () => {
  test('everything it consists of is fetched before it is imported', async () => {
    imported.mockImplementationOnce(() => {
      expect(asked.slice(1).sort()).toEqual(['X-1.css', 'X-1.js', 'dep-1.js']);
      return Promise.resolve(1);
    });
    expect(await parts.part(load)).toBe(1);
  });

  test('what a page begins with is imported at once; what somebody asks for is fetched first', async () => {
    vi.stubGlobal('document', {});
    vi.spyOn(performance, 'now').mockReturnValue(1_000);
    vi.stubGlobal('navigator', { userActivation: { hasBeenActive: false } });
    expect(await parts.part(load)).toBe(1);
    expect(asked).toEqual([]);
    vi.stubGlobal('navigator', { userActivation: { hasBeenActive: true } });
    expect(await parts.part(load)).toBe(1);
    expect(asked).toContain('X-1.js');
    // Browsers that do not say whether anybody touched the page.
    asked = [];
    vi.stubGlobal('navigator', {});
    expect(await parts.part(load)).toBe(1);
    expect(asked).toEqual([]);
    vi.restoreAllMocks();
  });

  test('what no build wrote is imported as it is', async () => {
    expect(await parts.part(() => Promise.resolve(2))).toBe(2);
    expect(asked).toEqual([]);
  });

  test.each<[string, Record<string, Answer>, string]>([
    ['offline', { 'X-1.js': undefined, 'dep-1.js': undefined }, 'away'],
    ['offline from the start', { 'parts.json': undefined }, 'away'],
    ['one thing that it imports', { 'dep-1.js': undefined }, 'away'],
    ['a style sheet', { 'X-1.css': 503 }, 'away'],
    ['a host that is ill', { 'parts.json': 502 }, 'away'],
    ['a host that lost one file', { 'dep-1.js': 404 }, 'away'],
  ])('%s: it is not imported, and another try may succeed', async (_, broken, expected) => {
    Object.assign(site, broken);
    expect(await why()).toBe(expected);
    expect(imported).not.toHaveBeenCalled();
    site = { ...WHOLE };
    expect(await parts.part(load)).toBe(1);
  });

  const NEXT = JSON.stringify({ files: ['X-2.js'], parts: { 'X-2.js': [0] } });
  test.each<[string, Record<string, Answer>]>([
    ['its files are gone', { 'parts.json': NEXT, 'X-1.js': 404 }],
    ['a host answers with a page instead', { 'parts.json': NEXT, 'X-1.js': 'page' }],
    ['there is no list any more', { 'parts.json': 404, 'X-1.js': 404 }],
  ])('another version, while the list was read before: %s', async (_, next) => {
    await parts.allFiles();
    Object.assign(site, next);
    expect(await why()).toBe('changed');
    expect(imported).not.toHaveBeenCalled();
  });

  test('another version before the list was read', async () => {
    site['parts.json'] = NEXT;
    expect(await why()).toBe('changed');
  });

  test('patiently: until it is there', async () => {
    vi.useFakeTimers();
    site['X-1.js'] = undefined;
    const there = parts.patiently(load);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(imported).not.toHaveBeenCalled();
    site['X-1.js'] = 'x';
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await there).toBe(1);
    vi.useRealTimers();
  });

  test('the list is taken as it is kept, and read anew where it does not know a part', async () => {
    site['parts.json'] = JSON.stringify({ files: ['Y-1.js'], parts: { 'Y-1.js': [0] } });
    await parts.allFiles();
    site['parts.json'] = LIST;
    expect(await parts.part(load)).toBe(1);
    expect(caches.filter(([name]) => name === 'parts.json')).toEqual([
      ['parts.json', 'force-cache'],
      ['parts.json', 'no-cache'],
    ]);
    expect(caches.filter(([name]) => name !== 'parts.json').map(([, cache]) => cache)).toEqual([
      ...[undefined, undefined, undefined],
    ]);
    // What was read anew is what counts from then on.
    expect(await parts.allFiles()).toEqual(['X-1.js', 'dep-1.js', 'X-1.css']);
  });
  test('all files are listed, by one question however many ask, and by another after a failure', async () => {
    site['parts.json'] = undefined;
    const failed = await Promise.allSettled([parts.allFiles(), parts.allFiles()]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(asked).toEqual(['parts.json']);
    site['parts.json'] = LIST;
    const lists = await Promise.all([parts.allFiles(), parts.allFiles()]);
    expect(lists).toEqual(Array(2).fill(['X-1.js', 'dep-1.js', 'X-1.css']));
    await parts.allFiles();
    expect(asked).toEqual(['parts.json', 'parts.json']);
  });
  test.each([
    ['is none', 404],
    ['cannot be read', '<html>'],
    ['says nothing', 'null'],
  ])('a list that %s knows no part', async (_, list) => {
    site['parts.json'] = list;
    expect(await parts.allFiles()).toEqual([]);
    expect(await why()).toBe('changed');
  });
  test.each([
    [499, 'changed'],
    [500, 'away'],
  ])('a list of status %i is %s', async (status, is) => {
    site['parts.json'] = status;
    expect(await why()).toBe(is);
  });
  test('a file is asked for once, and again after it was missing', async () => {
    await Promise.all([parts.fetchFile('X-1.js'), parts.fetchFile('X-1.js')]);
    await parts.fetchFile('X-1.js');
    expect(asked).toEqual(['X-1.js']);
    for (const answer of [undefined, 'page', 404]) {
      site['dep-1.js'] = answer;
      const missing = await parts.fetchFile('dep-1.js').catch(parts.whyMissing);
      expect(missing).toBe('away');
    }
    site['dep-1.js'] = 'd';
    await parts.fetchFile('dep-1.js');
    expect(asked.slice(1)).toEqual(Array(4).fill('dep-1.js'));
  });
  test('a file that ends in the middle is away, one without a type is there', async () => {
    const broken = new Response('x');
    vi.spyOn(broken, 'arrayBuffer').mockRejectedValue(new TypeError('network error'));
    vi.stubGlobal('fetch', () => Promise.resolve(broken));
    expect(await parts.fetchFile('X-1.js').catch(parts.whyMissing)).toBe('away');
    const plain = new Response(new Uint8Array(3));
    expect(plain.headers.get('Content-Type')).toBeNull();
    vi.stubGlobal('fetch', () => Promise.resolve(plain));
    await expect(parts.fetchFile('X-1.js')).resolves.toBeUndefined();
  });
  test.each([
    [4_999, []],
    [5_000, ['X-1.css', 'X-1.js', 'dep-1.js', 'parts.json']],
  ])('a page of %i ms fetches %j before it imports', async (age, fetched) => {
    vi.stubGlobal('document', {});
    vi.spyOn(performance, 'now').mockReturnValue(age);
    vi.stubGlobal('navigator', {});
    expect(await parts.part(load)).toBe(1);
    expect(asked.toSorted()).toEqual(fetched);
    vi.restoreAllMocks();
  });
  test('what a young page finds missing is fetched and imported again', async () => {
    vi.stubGlobal('document', {});
    vi.spyOn(performance, 'now').mockReturnValue(0);
    vi.stubGlobal('navigator', {});
    imported.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'));
    expect(await parts.part(load)).toBe(1);
    expect(asked).toContain('X-1.js');
    expect(imported).toHaveBeenCalledTimes(2);
    vi.restoreAllMocks();
  });
  test('patiently: again after three seconds', async () => {
    vi.useFakeTimers();
    site['X-1.js'] = undefined;
    const there = parts.patiently(load);
    await vi.advanceTimersByTimeAsync(2_999);
    const before = asked.length;
    site['X-1.js'] = 'x';
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.length).toBeGreaterThan(before);
    expect(await there).toBe(1);
    vi.useRealTimers();
  });

  test('other errors are others', () => {
    expect(parts.whyMissing(new Error('away'))).toBeUndefined();
    expect(parts.whyMissing('away')).toBeUndefined();
  });
});
