/** The page as a person meets it: found by role and accessible name, typed into, read. */
import { expect, type Locator, type Page } from '@playwright/test';
import './probe.ts';

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
    const before = (await this.lines()).length;
    await this.type(line);
    await expect.poll(async () => (await this.lines()).length).toBeGreaterThan(before);
    await this.settled();
    const news = (await this.lines()).slice(before);
    return news[0] === `> ${line.trim()}` ? news.slice(1) : news;
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
