/**
 * npm run -s bench -- page: what only a browser can say, measured on the built page in Chromium,
 * each figure beside what this machine needs for the bare minimum of the same work.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, expect, type Browser, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, ensureBrowser } from '../tools/lib/browser.mjs';
import { distDir, serve } from '../tools/lib/bundle/build.mjs';
import { FIRST_LOAD_LIMIT, firstLoad } from '../tools/lib/bundle/first-load.mjs';
import { headlessLink } from './headless.ts';
import { CarveoutPage } from './page.ts';
import { installProbe, takeFrames, type FrameRecord } from './probe.ts';
import { askWorkerRepeatedly, spyOnWorkers } from './workers.ts';

/** The sizes the design names: 512 MiB, 4 GiB and 16 GiB of 4 KiB pages. */
const SIZES = [
  { pages: 131_072, cma: '512M', mem: '2G' },
  { pages: 1_048_576, cma: '4G@5G', mem: '16G' },
  { pages: 4_194_304, cma: '16G@8G', mem: '32G' },
] as const;
const COMMANDS = 200;
const PINGS = 2_000;
/** Longer than a command takes to be shown. */
const REST_MS = 150;
const IDLE_MS = 3_000;
const ZOOM_STEPS = 12;
/** Operations of the long journal, and places in it that are gone to. */
const LONG_OPS = 1_000_000;
const SEEKS = 300;
const FRAME_MS = 16.7;

const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;

/** @param share 0.5 = median, 1 = largest */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
const spread = (values: readonly number[]): string =>
  `p50 ${ms(quantile(values, 0.5))}  p99 ${ms(quantile(values, 0.99))}`;

function row(what: string, figure: string, floor = ''): void {
  console.log(`${what.padEnd(42)}${figure.padEnd(34)}${floor}`.trimEnd());
}

/** Times from each Enter to a frame that drew because of it. */
interface ToPixels {
  /** The first one that drew the map, with which the answer comes. */
  readonly map: number[];
  /** The last one: all pixels are final, those of the time bar too. */
  readonly all: number[];
}

async function commandToPixels(carveout: CarveoutPage): Promise<ToPixels> {
  const { page, console: prompt } = carveout;
  const times: ToPixels = { map: [], all: [] };
  for (let i = 0; i < COMMANDS; i += 1) {
    await prompt.fill(i % 2 === 0 ? 'bench = cma_alloc(8)' : 'cma_release(bench)');
    await carveout.quiet();
    await takeFrames(page);
    const mark = await carveout.mark();
    await prompt.press('Enter');
    // Not to be in the way: looked at only when it should be over.
    await page.waitForTimeout(REST_MS);
    await carveout.answeredSince(mark);
    await carveout.quiet();
    const typed = await page.evaluate(() => carveoutProbe.lastInput);
    const drawn = (await takeFrames(page)).filter(
      ({ start, draws }) => start >= typed && draws > 0,
    );
    times.map.push((drawn.find(({ maps }) => maps > 0)?.shown ?? Number.NaN) - typed);
    times.all.push((drawn.at(-1)?.shown ?? Number.NaN) - typed);
  }
  return times;
}

/** The least a change can take in this page on this machine: one text node, then the next frame. */
async function textToPixels(carveout: CarveoutPage): Promise<number[]> {
  const { page } = carveout;
  await carveout.quiet();
  await takeFrames(page);
  const starts = await page.evaluate(async (count) => {
    const note = document.body.appendChild(document.createElement('div'));
    note.style.cssText = 'position:fixed;bottom:0;right:0';
    const times: number[] = [];
    for (let i = 0; i < count; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 40 + (i % 16)));
      times.push(performance.now());
      note.textContent = String(i);
      requestAnimationFrame(() => undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    note.remove();
    return times;
  }, COMMANDS);
  const frames = await takeFrames(page);
  return frames.slice(0, starts.length).map(({ shown }, i) => shown - (starts[i] ?? Number.NaN));
}

const drawing = (frames: readonly FrameRecord[]): number[] =>
  frames.filter((frame) => frame.draws > 0).map((frame) => frame.scriptMs);

/** Script time of every frame that draws the whole map anew: the theme changes all of it. */
async function fullRepaint(carveout: CarveoutPage): Promise<number[]> {
  const { page } = carveout;
  const times: number[] = [];
  for (let i = 0; i < 10; i += 1) {
    await takeFrames(page);
    await page.emulateMedia({ colorScheme: i % 2 === 0 ? 'dark' : 'light' });
    await carveout.quiet();
    times.push(Math.max(0, ...drawing(await takeFrames(page))));
  }
  return times;
}

/** Script time of every frame drawn while zooming all the way in and out again. */
async function zoom(carveout: CarveoutPage): Promise<number[]> {
  const { page, map } = carveout;
  await map.hover();
  await takeFrames(page);
  await page.keyboard.down('Control');
  for (let i = 0; i < 2 * ZOOM_STEPS; i += 1) {
    await page.mouse.wheel(0, i < ZOOM_STEPS ? -120 : 120);
    await page.waitForTimeout(50);
  }
  await page.keyboard.up('Control');
  await carveout.quiet();
  return drawing(await takeFrames(page));
}

/** A bare putImageData as large as the map's canvas, in an empty frame. */
const putImageData = (page: Page): Promise<{ width: number; height: number; times: number[] }> =>
  page.evaluate(async () => {
    const [map] = [...document.querySelectorAll('canvas')].sort(
      (a, b) => b.width * b.height - a.width * a.height,
    );
    const canvas = document.createElement('canvas');
    canvas.width = map?.width ?? 1;
    canvas.height = map?.height ?? 1;
    canvas.style.position = 'fixed';
    document.body.append(canvas);
    const context = canvas.getContext('2d')!;
    const image = new ImageData(canvas.width, canvas.height);
    const times: number[] = [];
    for (let i = 0; i < 50; i += 1) {
      image.data.fill(i);
      await new Promise(requestAnimationFrame);
      const start = performance.now();
      context.putImageData(image, 0, 0);
      times.push(performance.now() - start);
    }
    canvas.remove();
    return { width: canvas.width, height: canvas.height, times };
  });

async function idleFrames(carveout: CarveoutPage): Promise<number> {
  const { page } = carveout;
  await carveout.quiet();
  await takeFrames(page);
  await page.waitForTimeout(IDLE_MS);
  return (await takeFrames(page)).length;
}

/** All that the browser fetched until the page came to rest: panels and language follow the first paint. */
async function fetchedAtRest({ page }: CarveoutPage): Promise<number> {
  const paths = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  );
  const files = new Set(['/index.html', ...paths]);
  return [...files]
    .map((path) => gzipSync(readFileSync(join(distDir, path))).length)
    .reduce((sum, bytes) => sum + bytes, 0);
}

async function openPage(browser: Browser, url: string): Promise<CarveoutPage> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  // Functions sent to the page carry this helper of the bundler that runs TypeScript.
  await page.addInitScript('globalThis.__name = (f) => f');
  await installProbe(page);
  await spyOnWorkers(page);
  const carveout = new CarveoutPage(page);
  await carveout.open(url);
  return carveout;
}

async function measure(browser: Browser, url: string): Promise<void> {
  const carveout = await openPage(browser, url);
  await carveout.quiet();
  await sizes(carveout);
  const { page } = carveout;
  const pings = await askWorkerRepeatedly(page, 'ping', Array<undefined>(PINGS).fill(undefined));
  const floor = await textToPixels(carveout);
  const latency = await commandToPixels(carveout);
  row('command → map', spread(latency.map), `a text node → pixels: ${spread(floor)}`);
  row('command → all pixels', spread(latency.all), `empty Comlink call: ${spread(pings)}`);
  row('frames drawn while idle', `${String(await idleFrames(carveout))} in ${IDLE_MS / 1000} s`);
  for (const { pages, cma, mem } of SIZES) {
    await carveout.ask(`board generic mem=${mem} cma=${cma}`);
    await carveout.ask('workload cma ops=20000 seed=7 mix=video');
    await carveout.quiet();
    const label = `${pages.toLocaleString('en')} pages`;
    const bare = await putImageData(page);
    const size = `putImageData ${bare.width}×${bare.height}: ${spread(bare.times)}`;
    row(`full repaint, ${label}`, spread(await fullRepaint(carveout)), size);
    row(`zoom, ${label}, a frame`, spread(await zoom(carveout)), size);
  }
}

/** Experiments whose journal is as long as one workload may be, on 131,072 pages. */
async function longJournals(browser: Browser, url: string): Promise<void> {
  for (const mix of ['video', 'dma']) {
    const script = `board generic mem=2G cma=512M\nworkload cma ops=${LONG_OPS} seed=7 mix=${mix}\n`;
    const started = performance.now();
    const { page } = await openPage(browser, `${url}${headlessLink(script)}`);
    const bar = page.getByRole('slider', { name: 'Position in time' });
    const steps = LONG_OPS + 1;
    await expect(bar).toHaveAttribute('aria-valuemax', String(steps), { timeout: 60_000 });
    await expect(bar).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
    const opened = performance.now() - started;
    const label = `journal of ${LONG_OPS / 1e6}M operations, ${mix}`;
    row(`${label}: opens`, ms(opened), 'page load and its first paint included; target 2 s');
    // A fixed order that jumps all over the journal: 382,229 has no factor in common with it.
    const places = Array.from({ length: SEEKS }, (_, i) => ((i + 1) * 382_229) % steps);
    const seeks = await askWorkerRepeatedly(page, 'seek', places);
    const p95 = `p50 ${ms(quantile(seeks, 0.5))}  p95 ${ms(quantile(seeks, 0.95))}`;
    row(`${label}: a seek`, p95, `target p95 ${FRAME_MS} ms`);
    row(`${label}: memory`, await memory(page), 'target 300 MB, workers included');
    await page.close();
  }
}

/** What the browser itself counts for the page and its workers, garbage collected. */
async function memory(page: Page): Promise<string> {
  const bytes = await page.evaluate(async () => {
    const { measureUserAgentSpecificMemory: measured } = performance as unknown as {
      measureUserAgentSpecificMemory?: () => Promise<{ readonly bytes: number }>;
    };
    // A browser may have the function and refuse to answer.
    return (await measured?.call(performance).catch(() => undefined))?.bytes;
  });
  return bytes === undefined ? 'not told by this browser' : `${(bytes / 1e6).toFixed(0)} MB`;
}

async function sizes(carveout: CarveoutPage): Promise<void> {
  const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} kB`;
  const first = firstLoad(distDir).reduce((sum, file) => sum + file.gzip, 0);
  row('first load, gzip', kilobytes(first), `limit ${kilobytes(FIRST_LOAD_LIMIT)}`);
  row('all panels loaded after it, gzip', kilobytes(await fetchedAtRest(carveout)));
}

const found = await ensureBrowser();
if ('missing' in found) throw new Error(found.missing);
const server = await serve({ host: 'localhost', port: 4300, strictPort: false });
const browser = await chromium.launch({
  executablePath: found.path,
  args: CHROMIUM_ARGS,
});
try {
  console.log(`built page in Chromium ${browser.version()}, 1440×900`);
  await measure(browser, server.url);
  await longJournals(browser, server.url);
} finally {
  await browser.close();
  await server.close();
}
