/** The page as a person meets it: found by role and accessible name, typed into, read. */
import { expect, type Locator, type Page } from '@playwright/test';
import { readLink } from '../engine/journal/index.ts';
import './probe.ts';

/** When an answer is looked for again, in ms: most come within two frames. */
const SOON = [20, 30, 50, 100, 100, 250];

/** Number of a line; lines that come later have higher ones. */
type Mark = number;

/** A visitor who has the dock open: console, kernel log and tables can be read. To be called before the page loads. */
export const withDock = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const KEY = 'carveout.settings';
    try {
      if (localStorage.getItem(KEY) === null)
        localStorage.setItem(KEY, JSON.stringify({ collapsed: [] }));
    } catch {
      // A page without storage of its own.
    }
  });

export class CarveoutPage {
  readonly page: Page;
  readonly console: Locator;
  readonly output: Locator;
  readonly kernelLog: Locator;
  readonly blocks: Locator;
  readonly map: Locator;

  constructor(page: Page) {
    this.page = page;
    this.console = page
      .getByRole('combobox', { name: 'Console', exact: true })
      .or(page.getByRole('textbox', { name: 'Console', exact: true }));
    this.output = page.getByRole('log', { name: 'Console output' });
    this.kernelLog = page.getByRole('log', { name: 'Kernel log' });
    this.blocks = page.getByRole('table', { name: 'Blocks' });
    this.map = page.getByRole('application', { name: /^Page map of/ });
  }

  /** Opens the page with its console, log and tables, and waits until its first scenario has been played. */
  async open(address = './'): Promise<void> {
    await withDock(this.page);
    await this.page.goto(address);
    await expect(this.console).toBeEditable();
    await expect(this.output).not.toBeEmpty();
    await this.settled();
  }

  /** Waits until nothing runs. */
  async settled(): Promise<void> {
    await expect(this.output).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
  }

  /** Waits until no animation frame was asked for during a tenth of a second. */
  async quiet(): Promise<void> {
    await this.settled();
    await this.page.evaluate(async () => {
      const { frames } = carveoutProbe;
      for (let seen = -1; seen !== frames.length;) {
        seen = frames.length;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });
  }

  /** Types one line and sends it; does not wait for the answer. */
  async type(line: string): Promise<void> {
    await this.console.fill(line);
    await this.console.press('Enter');
  }

  /** Types one line, and answers the lines that came of it, its echo left out. */
  async ask(line: string): Promise<string[]> {
    const mark = await this.mark();
    await this.type(line);
    await this.answeredSince(mark);
    const news = await this.since(mark);
    return news[0] === `> ${line.trim()}` ? news.slice(1) : news;
  }

  /** The console's last line, which it then shows, to tell later what came after it. */
  async mark(): Promise<Mark> {
    await this.settled();
    // Rows are drawn a frame after the lines are there.
    return this.output.evaluate(async (log) => {
      const frames = (): Promise<unknown> =>
        new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      await frames();
      log.scrollTop = log.scrollHeight;
      await frames();
      const last = [...log.querySelectorAll<HTMLElement>('.line .op')].at(-1);
      return Number(last?.dataset['id'] ?? 0);
    });
  }

  /** The lines after a mark, drawn or not; of a folded answer those that are not in the fold. */
  since(mark: Mark): Promise<string[]> {
    return linesOf(this.output, mark);
  }

  /** Waits until something stands after the mark and nothing runs any more. */
  async answeredSince(mark: Mark): Promise<void> {
    await expect
      .poll(async () => (await this.since(mark)).length, { timeout: 30_000, intervals: SOON })
      .toBeGreaterThan(0);
    await this.settled();
  }

  /** The console, line by line. */
  lines(): Promise<string[]> {
    return linesOf(this.output);
  }
}

/**
 * The texts of a log's lines with numbers above `after`; the numbers in its gutter are drawn, not text.
 * Only the lines near the view are in the document: where these are not all, the log is scrolled over.
 */
export const linesOf = (log: Locator, after = 0): Promise<string[]> =>
  log.evaluate(async (box, mark) => {
    const texts = new Map<number, string>();
    const frames = (): Promise<unknown> =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    /** Read what is drawn; answers whether it goes back to the mark or to the first line. */
    const read = (): boolean => {
      let least = Infinity;
      for (const line of box.querySelectorAll('.line')) {
        const id = Number(line.querySelector<HTMLElement>('.op')?.dataset['id']);
        texts.set(id, line.querySelector('.text')?.textContent ?? '');
        least = Math.min(least, id);
      }
      const above = box.querySelector<HTMLElement>(':scope > [aria-hidden]');
      return least <= mark || (above?.offsetHeight ?? 0) === 0;
    };
    const isAtEnd = (): boolean => box.scrollTop + box.clientHeight >= box.scrollHeight - 12;
    // A line that was just drawn is measured, and the end follows it, a frame later.
    for (let i = 0; i < 4 && (i === 0 || !isAtEnd()); i += 1) await frames();
    const began = box.scrollTop;
    const atEnd = isAtEnd();
    const enough = atEnd && read();
    if (!atEnd) {
      box.scrollTop = box.scrollHeight;
      await frames();
    }
    while (!enough && !read() && box.scrollTop > 0) {
      box.scrollTop -= box.clientHeight;
      await frames();
    }
    if (!enough) {
      box.scrollTop = atEnd ? box.scrollHeight : began;
      await frames();
    }
    return [...texts]
      .filter(([id]) => id > mark)
      .sort(([a], [b]) => a - b)
      .map(([, text]) => text);
  }, after);

/** The inspector while something is chosen: named for what it shows. */
export const inspectorOf = (page: Page): Locator =>
  page
    .getByRole('region')
    .filter({ has: page.getByRole('group', { name: 'What can be done with it' }) });

/** What the page's address holds, but for the view; undefined: no experiment. */
export function experimentInAddress(page: Page) {
  const read = readLink(page.url());
  if (!('experiment' in read)) return undefined;
  const { branches, position, shown } = read.experiment;
  return { branches, position, shown };
}

/** The script that the page's address holds; empty: it holds none. */
export const scriptInAddress = (page: Page): string => {
  const read = readLink(page.url());
  return 'experiment' in read ? (read.experiment.branches[0]?.text ?? '') : '';
};
