import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  RECENT_CHARS,
  RECENT_LINKED,
  RECENT_LINKED_CHARS,
  RECENT_SESSIONS,
} from '../../page/limits.ts';
import { MemoryShelf, newestFirst, readKept, surplus } from './shelf.ts';
import type { KeptSession } from './shelf.ts';

const kept = (id: string, saved = 0, chars = 1): KeptSession => ({
  id,
  title: '',
  board: 'SSD202',
  ops: 1,
  chars,
  saved,
  own: true,
});

describe('what is too much', () => {
  const shelves = fc.array(
    fc.record({
      saved: fc.integer({ min: 0, max: 50 }),
      chars: fc.integer({ min: 1, max: RECENT_CHARS / 3 }),
      spared: fc.boolean(),
    }),
    { maxLength: RECENT_SESSIONS + 20 },
  );
  it('is the oldest, never one that a tab has, and no more than must go', () => {
    fc.assert(
      fc.property(shelves, (all) => {
        const records = all.map(({ saved, chars }, i) => kept(`s${i}`, saved, chars));
        const spared = new Set(all.flatMap((one, i) => (one.spared ? [`s${i}`] : [])));
        const gone = new Set(surplus(records, spared));
        for (const id of gone) expect(spared.has(id)).toBe(false);
        const rest = records.filter(({ id }) => !gone.has(id));
        const chars = rest.reduce((sum, one) => sum + one.chars, 0);
        if (rest.some(({ id }) => !spared.has(id))) {
          expect(rest.length).toBeLessThanOrEqual(RECENT_SESSIONS);
          expect(chars).toBeLessThanOrEqual(RECENT_CHARS);
        }
        // None that went would have fitted beside all that stayed.
        for (const one of records.filter(({ id }) => gone.has(id)))
          expect(
            rest.length >= RECENT_SESSIONS ||
              rest
                .filter((other) => spared.has(other.id) || other.saved >= one.saved)
                .reduce((sum, other) => sum + other.chars, one.chars) > RECENT_CHARS,
          ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is nothing at the limit, and one beyond it', () => {
    const full = Array.from({ length: RECENT_SESSIONS }, (_, i) => kept(`s${i}`, i + 1));
    expect(surplus(full, new Set())).toEqual([]);
    expect(surplus([...full, kept('old', 0)], new Set())).toEqual(['old']);
    expect(surplus([...full, kept('old', 0)], new Set(['old']))).toEqual(['s0']);
    const half = [kept('a', 2, RECENT_CHARS / 2), kept('b', 1, RECENT_CHARS / 2)];
    expect(surplus(half, new Set())).toEqual([]);
    expect(surplus([...half, kept('c', 3)], new Set())).toEqual(['b']);
    // One that is too much leaves its room to an older one that fits.
    expect(surplus([...half, kept('c', 3), kept('d', 0, RECENT_CHARS / 2 - 1)], new Set())).toEqual(
      ['b'],
    );
  });
  it('counts what came from links apart', () => {
    const linked = (id: string, saved: number, chars = 1): KeptSession => ({
      ...kept(id, saved, chars),
      own: false,
    });
    const links = Array.from({ length: RECENT_LINKED }, (_, i) => linked(`l${i}`, i + 1));
    const own = Array.from({ length: RECENT_SESSIONS }, (_, i) => kept(`s${i}`, 0));
    expect(surplus([...links, ...own], new Set())).toEqual([]);
    expect(surplus([...links, ...own, linked('new', 99), kept('mine', 1)], new Set())).toEqual([
      's9',
      'l0',
    ]);
    const long = [linked('a', 2, RECENT_LINKED_CHARS), linked('b', 1, 0), linked('c', 0, 1)];
    expect(surplus(long, new Set())).toEqual(['c']);
  });
});

it('knows a session of an older page as a person’s own', () => {
  const { own: _, ...older } = kept('a', 5);
  expect(readKept(older)).toEqual(kept('a', 5));
  expect(readKept({ ...older, own: false })?.own).toBe(false);
});

it('lists the newest first, and of one moment by their names', () => {
  const twins = ['b', 'a', 'c'].map((id) => kept(id, 7));
  expect(newestFirst(twins).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(newestFirst([kept('a', 1), kept('c', 3), kept('b', 3)]).map(({ id }) => id)).toEqual([
    'b',
    'c',
    'a',
  ]);
});

it.each([
  undefined,
  'text',
  {},
  null, // eslint-disable-line no-restricted-syntax -- what a database may answer
  { ...kept('a'), id: 3 },
  { ...kept('a'), title: undefined },
  { ...kept('a'), board: 7 },
  { ...kept('a'), ops: -1 },
  { ...kept('a'), ops: Infinity },
  { ...kept('a'), ops: '1' },
  { ...kept('a'), chars: -1 },
  { ...kept('a'), saved: Number.NaN },
  { ...kept('a'), chars: '5' },
])('reads no record from %j', (junk) => {
  expect(readKept(junk)).toBeUndefined();
});

it('reads a record, and nothing that does not belong to it', () => {
  expect(readKept({ ...kept('a', 5), more: 1 })).toEqual(kept('a', 5));
  const told = { ...kept('a', 5), said: 'Why.' };
  expect(readKept(told)).toEqual(told);
  expect(readKept({ ...told, said: 3 })).toEqual(kept('a', 5));
  expect(Object.keys(readKept(kept('a'))!)).not.toContain('said');
  const none = { ...kept('a'), ops: 0, chars: 0, saved: 0 };
  expect(readKept(none)).toEqual(none);
});

it('the shelf in memory keeps, replaces and removes', async () => {
  const shelf = new MemoryShelf();
  await shelf.put(kept('a'), ['one']);
  await shelf.put(kept('b'), ['two']);
  await shelf.put(kept('a', 9), ['three']);
  expect(await shelf.text('a')).toEqual(['three']);
  expect((await shelf.list()).map(({ id, saved }) => [id, saved])).toEqual([
    ['a', 9],
    ['b', 0],
  ]);
  await shelf.remove(['a', 'nobody']);
  expect(await shelf.text('a')).toBeUndefined();
  expect((await shelf.list()).length).toBe(1);
});
