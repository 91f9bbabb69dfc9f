import { afterEach, expect, test, vi } from 'vitest';
import { whyCopied } from './copying.ts';
import { withWords } from '../words/i18n.svelte.ts';

afterEach(() => vi.unstubAllGlobals());

test.each([
  [false, /COOP and COEP headers are missing/],
  [true, /offers no SharedArrayBuffer/],
])('isolated: %s', async (isolated, said) => {
  await withWords(() => Promise.resolve());
  vi.stubGlobal('crossOriginIsolated', isolated);
  expect(whyCopied()).toMatch(said);
});
