import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from '../language/index.ts';
import { checkedRun } from './checked-run.ts';

const CASES = new URL('./cases/', import.meta.url);

/** Short programs under which some model was once unsound, threw, or differed after a restore. */
test.each(readdirSync(CASES))('%s keeps every promise', (name) => {
  const { statements, errors } = parse(readFileSync(new URL(name, CASES), 'utf8'));
  expect(errors).toEqual([]);
  const { broken, outcomes } = checkedRun(statements.map(({ command }) => command));
  expect(broken).toBeUndefined();
  for (const { expectation } of outcomes) if (expectation) expect(expectation.held).toBe(true);
});
