import type { Page } from '@playwright/test';
import { bytesOf, exported, textOf } from './exported.ts';
import { expect, test } from './fixtures.ts';
import { CarveoutPage } from './page.ts';

const DENSE = ['board generic mem=1G cma=512M', 'workload cma ops=20000 seed=7 mix=video'];

interface Compared {
  readonly width: number;
  /** The first pixel. */
  readonly paper: number;
  /** Rows in the middle of the map that the picture has elsewhere than the first of them; -1: not even that. */
  readonly differing: number;
}
/** A picture beside the map that the page shows: the middle of it is looked for pixel by pixel. */
const compared = (page: Page, type: string, content: Buffer): Promise<Compared> =>
  page.evaluate(
    async ([mime, base64]) => {
      const pixelsOf = (canvas: HTMLCanvasElement | OffscreenCanvas, of: ImageData) => ({
        width: canvas.width,
        height: canvas.height,
        all: new Uint32Array(of.data.buffer),
      });
      const image = new Image();
      image.src = `data:${mime};base64,${base64}`;
      await image.decode();
      const drawn = new OffscreenCanvas(image.width, image.height);
      const ctx = drawn.getContext('2d')!;
      ctx.drawImage(image, 0, 0);
      const picture = pixelsOf(drawn, ctx.getImageData(0, 0, image.width, image.height));
      const shown = document.querySelector<HTMLCanvasElement>('[data-plate=cma] canvas')!;
      const { width: w, height: h } = shown;
      const map = pixelsOf(shown, shown.getContext('2d')!.getImageData(0, 0, w, h));
      const [left, right] = [Math.floor(w * 0.2), Math.floor(w * 0.8)];
      const [top, bottom] = [Math.floor(h * 0.3), Math.floor(h * 0.9)];
      const isAlike = (row: number, x: number, y: number): boolean => {
        if (y >= picture.height || x + right - left > picture.width) return false;
        const [mine, other] = [row * w + left, y * picture.width + x];
        for (let i = 0; i < right - left; i += 1)
          if (map.all[mine + i] !== picture.all[other + i]) return false;
        return true;
      };
      const [paper] = picture.all;
      for (let at = 0; at < picture.all.length; at += 1) {
        const [x, y] = [at % picture.width, Math.floor(at / picture.width)];
        if (!isAlike(top, x, y)) continue;
        let differing = 0;
        for (let i = 1; top + i < bottom; i += 1) if (!isAlike(top + i, x, y + i)) differing += 1;
        return { width: image.width, paper: paper!, differing };
      }
      return { width: image.width, paper: paper!, differing: -1 };
    },
    [type, content.toString('base64')] as const,
  );

test('a picture of the map says what it is of, and where it comes from', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  const png = await bytesOf(await exported(page, 'Map as PNG'));
  const { width } = await compared(page, 'image/png', png);
  expect(width).toBeGreaterThan(1_000);

  const svg = await textOf(await exported(page, 'Map as SVG'));
  const read = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      error: document.querySelector('parsererror')?.textContent,
      texts: [...document.querySelectorAll('text')].map((element) => element.textContent),
      shapes: document.querySelectorAll('rect, path').length,
    };
  }, svg);
  expect(read.error).toBeUndefined();
  expect(read.texts).toEqual(
    expect.arrayContaining(['emac1_buff', 'new1k', 'CMA region reserved', 'free']),
  );
  const facts = [/^SigmaStar SSD202 .*Linux 4\.9\.84.*step \d+ of \d+$/, /^used \d+ .*CmaFree/];
  for (const fact of facts) expect(read.texts.some((text) => fact.test(text))).toBe(true);
  const address = `${page.url().split('#')[0] ?? ''}#`;
  const from = read.texts.findIndex((text) => text.startsWith(address));
  const rest = read.texts.slice(from).join('');
  expect([from > 0, rest.startsWith(page.url())]).toEqual([true, true]);
  expect(read.shapes).toBeGreaterThan(100);
});

test('a dense map is in pictures as it is on the page, light on a dark page unless asked', async ({
  carveout,
  page,
  browser,
}) => {
  await carveout.open();
  for (const line of DENSE) await carveout.ask(line);
  await carveout.settled();
  // Shapes, rasterised at the size that they say, are the map of a screen with such pixels.
  const svg = await bytesOf(await exported(page, 'Map as SVG'));
  expect([svg.length < 1_000_000, svg.includes('<image')]).toEqual([true, false]);
  expect((await compared(page, 'image/svg+xml', svg)).differing).toBe(0);

  // Pixels are the map of a screen that is as sharp as the picture.
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 2,
    colorScheme: 'dark',
  });
  const sharp = new CarveoutPage(await context.newPage());
  await sharp.open();
  for (const line of DENSE) await sharp.ask(line);
  await sharp.settled();
  const dark = await bytesOf(await exported(sharp.page, 'Map as PNG, dark as the page'));
  expect((await compared(sharp.page, 'image/png', dark)).differing).toBe(0);
  const light = await bytesOf(await exported(sharp.page, 'Map as PNG'));
  expect((await compared(sharp.page, 'image/png', light)).paper).toBe(0xffffffff);
  await context.close();
});
