import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parse } from '../language/index.ts';
import { checkedRun } from './checked-run.ts';
import { scriptOfTrace } from './trace-scripts.ts';

const GOLDEN = new URL('../test/golden/', import.meta.url);
/** Commands taken of one trace, and checkpoints that are gone on from. */
const MOST_COMMANDS = 60;
const RESTORES = 2;

const tracesIn = (folder: string, wanted: (name: string, i: number) => boolean): string[] =>
  readdirSync(new URL(folder, GOLDEN))
    .filter((name) => name.endsWith('.gz'))
    .filter(wanted)
    .map((name) => folder + name);

/** Some of each system: the others ask for the same of other kernels, or for more of it. */
const traces = [
  ...tracesIn('cma/', (name) => name.includes('linux-6.17')).filter((_, i) => i % 3 === 0),
  ...tracesIn('cmem/', (name) => name.startsWith('rnd')),
  ...tracesIn('cmem/', (name) => name.startsWith('edge')).filter((_, i) => i % 4 === 0),
  ...tracesIn('dma/', () => true).filter((_, i) => i % 9 === 0),
];

test.each(traces)('what %s asks for keeps every promise', (name) => {
  const trace = gunzipSync(readFileSync(new URL(name, GOLDEN))).toString('utf8');
  const { statements, errors } = parse(scriptOfTrace(trace, MOST_COMMANDS));
  expect(errors).toEqual([]);
  const commands = statements.map(({ command }) => command);
  const { broken, restores } = checkedRun(commands, {
    every: Math.ceil(commands.length / RESTORES),
  });
  expect(broken).toBeUndefined();
  expect(restores).toBeGreaterThan(0);
});
