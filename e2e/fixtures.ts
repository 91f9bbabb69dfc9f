/**
 * `test` with a page whose errors count: whatever the browser prints as an error, throws or fails
 * to fetch fails the test.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { CarveoutPage, withDock } from './page.ts';

interface Fixtures {
  readonly carveout: CarveoutPage;
  readonly noErrors: undefined;
}

/**
 * A visitor who asks to save data: what a test does not use is not fetched ahead. Must be asked for
 * before the page loads.
 */
export const savingData = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });

/** Everything that went wrong in the page so far, one line each; what the policy forbade among it. */
export function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => errors.push(`thrown: ${error.stack ?? error.message}`));
  page.on('crash', () => errors.push('the page crashed'));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // A page that is left gives up what is under way: its icon, what it fetches ahead.
    if (why === 'net::ERR_ABORTED' && /\/icon\.svg$|\/assets\//.test(request.url())) return;
    errors.push(`not fetched: ${request.url()} ${why}`);
  });
  return errors;
}

export const test = base.extend<Fixtures>({
  carveout: async ({ page }, use) => use(new CarveoutPage(page)),
  noErrors: [
    async ({ page }, use) => {
      await savingData(page);
      await withDock(page);
      const errors = collectErrors(page);
      await use(undefined);
      expect(errors, 'errors of the page').toEqual([]);
    },
    { auto: true },
  ],
});

/** What WCAG 2.2 AA asks for, as far as a machine can see it. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A slider that only the keyboard reaches is no target of a pointer, whatever its size. */
const letsPointersThrough = (page: Page, selector: string): Promise<boolean> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).pointerEvents === 'none');

/**
 * Fails with one line an element that breaks a rule. `within` is a selector of the part to look at:
 * what stands around it was looked at before. Only for pages without frames.
 */
export async function expectAccessible(page: Page, state: string, within?: string): Promise<void> {
  // Without the tab that axe opens beside the page to put the frames' results together.
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(WCAG)
    .setLegacyMode();
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  const lines: string[] = [];
  for (const { id, nodes } of violations) {
    for (const { target, failureSummary } of nodes) {
      const selector = target.join(' ');
      if (id === 'target-size' && (await letsPointersThrough(page, selector))) continue;
      lines.push(`${id} ${selector}: ${failureSummary ?? ''}`);
    }
  }
  expect(lines, `accessibility ${state}`).toEqual([]);
}

export { expect };
