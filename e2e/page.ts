/** The page as a person meets it: found by role and accessible name, typed into, read. */
import { expect, type JSHandle, type Locator, type Page } from '@playwright/test';
import './probe.ts';

type Mark = JSHandle<Element | undefined>;

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

  /** Opens the page and waits until its first scenario has been played. */
  async open(address = './'): Promise<void> {
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

  /** The console's last line, to tell later what came behind it. */
  mark(): Promise<Mark> {
    return this.output.evaluateHandle((log) => [...log.querySelectorAll('.line')].at(-1));
  }

  /** The lines behind a mark; of a long console only the newest part is there. */
  since(mark: Mark): Promise<string[]> {
    return this.output.evaluate((log, last) => {
      const lines = [...log.querySelectorAll('.line')];
      const from = last === undefined ? 0 : lines.indexOf(last) + 1;
      return lines.slice(from).map((line) => line.querySelector('.text')?.textContent ?? '');
    }, mark);
  }

  /** Waits until something stands behind the mark and nothing runs any more. */
  async answeredSince(mark: Mark): Promise<void> {
    await expect
      .poll(async () => (await this.since(mark)).length, { timeout: 30_000 })
      .toBeGreaterThan(0);
    await this.settled();
  }

  /** The console, line by line. */
  lines(): Promise<string[]> {
    return linesOf(this.output);
  }
}

/** The texts of a log's lines; the numbers in its gutter are drawn, not text. */
export const linesOf = (log: Locator): Promise<string[]> =>
  log.locator('.line .text').evaluateAll((lines) => lines.map((line) => line.textContent));

/** The inspector while something is chosen: named for what it shows. */
export const inspectorOf = (page: Page): Locator =>
  page
    .getByRole('region')
    .filter({ has: page.getByRole('group', { name: 'What can be done with it' }) });
