/**
 * `test` with a page whose errors count: whatever the browser prints as an error, throws or fails
 * to fetch fails the test, unless the test says beforehand what it expects.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { CarveoutPage } from './page.ts';

interface Fixtures {
  readonly carveout: CarveoutPage;
  /** Patterns of errors that belong to this test. */
  readonly expectedErrors: RegExp[];
}

/** Everything that went wrong in the page so far, one line each. */
function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => errors.push(`thrown: ${error.stack ?? error.message}`));
  page.on('crash', () => errors.push('the page crashed'));
  page.on('requestfailed', (request) => {
    errors.push(`not fetched: ${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  return errors;
}

export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],
  carveout: async ({ page, expectedErrors }, use) => {
    const errors = collectErrors(page);
    await use(new CarveoutPage(page));
    const unexpected = errors.filter((error) => !expectedErrors.some((known) => known.test(error)));
    expect(unexpected, 'errors of the page').toEqual([]);
  },
});

/** What WCAG 2.2 AA asks for, as far as a machine can see it. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails with one line an element that breaks a rule. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const lines = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
  expect(lines, `accessibility ${state}`).toEqual([]);
}

export { expect };
