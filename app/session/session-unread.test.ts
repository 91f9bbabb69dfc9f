/** Where the language cannot be fetched, nothing is executed, and the same text can be tried again. */
import { expect, it, vi } from 'vitest';
import { withWords } from '../words/i18n.svelte.ts';
import { MissingCode } from '../parts/missing.svelte.ts';
import { Session } from './session.svelte.ts';
import { FakeLink } from './test/fake-link.ts';
// What the session fetches: its code is there from the start, and no test is the one that loads it.
import './spoken.ts';

const away = vi.hoisted(() => ({ is: true, asked: 0 }));
vi.mock(import('../link/parts.ts'), async (original) => {
  const real = await original();
  const part: typeof real.part = (load) => {
    away.asked += 1;
    const error = Object.assign(new Error('away'), { name: 'Unfetched' });
    return away.is ? Promise.reject(error) : load();
  };
  return { ...real, part };
});

it('a text waits for the language, which is fetched once', async () => {
  away.is = false;
  await withWords(() => Promise.resolve());
  away.is = true;
  const link = new FakeLink();
  const missingCode = new MissingCode();
  const session = new Session(link, missingCode);
  away.asked = 0;
  expect(await session.run('cat /a')).toBe(false);
  expect([link.asked, session.script.items]).toEqual([[], []]);
  expect(session.transcript.items.map(({ content }) => content.kind)).toEqual(['page']);
  away.is = false;
  missingCode.again();
  await vi.waitFor(() => expect(session.script.items).toHaveLength(1), 20_000);
  await session.run('cat /b');
  expect([link.asked.length, away.asked]).toEqual([2, 2]);
});
