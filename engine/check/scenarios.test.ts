import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from '../language/index.ts';
import { checkedRun } from './checked-run.ts';

const FOLDER = new URL('../scenarios/', import.meta.url);
const scenarios = readdirSync(FOLDER).filter((name) => name.endsWith('.carveout'));
/** Checkpoints of a scenario that are gone on from; `carveout run FILE --check` takes each of them. */
const RESTORES = 2;

test.each(scenarios)('%s keeps every promise', (name) => {
  const { statements } = parse(readFileSync(new URL(name, FOLDER), 'utf8'));
  const commands = statements.map(({ command }) => command);
  const { broken, restores } = checkedRun(commands, {
    every: Math.ceil(commands.length / RESTORES),
  });
  expect(broken).toBeUndefined();
  expect(restores).toBeGreaterThan(0);
});
