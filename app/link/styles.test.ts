import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withStyles } from './styles.ts';

interface Sheet {
  readonly rel: string;
  readonly href: string;
  readonly crossOrigin: string;
  readonly onload: () => void;
  readonly onerror: () => void;
}
let sheets: Sheet[];
beforeEach(() => {
  sheets = [];
  vi.stubGlobal('document', {
    createElement: (name: string) => ({ name }),
    head: { append: (sheet: Sheet) => sheets.push(sheet) },
  });
});
afterEach(() => vi.unstubAllGlobals());
const BASE = 'https://host/assets/part.js';

it('code runs once its sheets are there, which are asked for once', async () => {
  const load = vi.fn(() => Promise.resolve('code'));
  const both = Promise.all([
    withStyles(load, ['a.css', 'b.css'], BASE),
    withStyles(load, ['a.css'], BASE),
  ]);
  expect(sheets.map(({ href, rel, crossOrigin }) => [href, rel, crossOrigin])).toEqual([
    ['https://host/assets/a.css', 'stylesheet', ''],
    ['https://host/assets/b.css', 'stylesheet', ''],
  ]);
  expect(load).not.toHaveBeenCalled();
  for (const sheet of sheets) sheet.onload();
  expect(await both).toEqual(['code', 'code']);
});
it('code does not run without a sheet, which is asked for again', async () => {
  const load = vi.fn(() => Promise.resolve('code'));
  const one = withStyles(load, ['lost.css'], BASE);
  sheets[0]!.onerror();
  await expect(one).rejects.toThrow('https://host/assets/lost.css');
  expect(load).not.toHaveBeenCalled();
  const again = withStyles(load, ['lost.css'], BASE);
  sheets[1]!.onload();
  expect(await again).toBe('code');
});
it('code without sheets waits for none', async () => {
  expect(await withStyles(() => Promise.resolve(1))).toBe(1);
  expect(sheets).toEqual([]);
});
