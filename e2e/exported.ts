/** What the File menu hands to the browser to save. */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';

export const fileMenu = (page: Page) => page.getByRole('button', { name: /^File/ });

export async function exported(page: Page, item: string): Promise<Download> {
  const download = page.waitForEvent('download');
  await fileMenu(page).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
  return download;
}
export const bytesOf = async (download: Download): Promise<Buffer> =>
  readFile(await download.path());
export const textOf = async (download: Download): Promise<string> =>
  (await bytesOf(download)).toString('utf8');
