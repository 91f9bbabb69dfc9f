import { describe, expect, test } from 'vitest';
import { parse } from '../language/index.ts';
import { readFile, readLink } from '../journal/index.ts';
import { fuzz, type FuzzReport } from './run.ts';
import { TARGETS } from './targets.ts';

/** Cases of one test: half a second on a machine at rest. */
const CASES = { links: 100, files: 60, script: 50 };

const targetOf = (name: string) => TARGETS.find((one) => one.name === name)!;
const run = (name: keyof typeof CASES, seed: number): FuzzReport =>
  fuzz(targetOf(name), {
    seed,
    more: (done) => done < CASES[name],
    // What it costs is the machine's affair here: work is counted elsewhere.
    meter: { cpuMs: () => 0, heapBytes: () => 0 },
  });

describe.each(['links', 'files', 'script'] as const)('%s', (name) => {
  test.each([1, 100_001])('from seed %i on break nothing', (seed) => {
    const { found, cases, commands } = run(name, seed);
    expect(found).toEqual([]);
    expect(cases).toBe(CASES[name]);
    // Not all of them are refused.
    expect(commands).toBeGreaterThan(CASES[name] / 10);
  });
  test('a seed is a case', () => {
    const { draw } = targetOf(name);
    expect(draw(7)).toBe(draw(7));
    expect(draw(7)).not.toBe(draw(8));
  });
});

test('cases reach what they are made for', () => {
  const reasons = (name: string, ids: (input: string) => readonly string[]): Set<string> =>
    new Set(Array.from({ length: 200 }, (_, seed) => ids(targetOf(name).draw(seed))).flat());
  const idOf = (answer: ReturnType<typeof readLink>): string =>
    'refused' in answer ? answer.refused.id : 'read';
  const links = reasons('links', (input) => [idOf(readLink(input))]);
  for (const id of ['read', 'link.malformed', 'link.damaged', 'link.newer', 'journal.nameTooLong'])
    expect(links).toContain(id);
  const files = reasons('files', (input) => [idOf(readFile(input))]);
  for (const id of ['read', 'file.header', 'file.noEnd', 'file.binary', 'journal.viewFields'])
    expect(files).toContain(id);
  const errors = reasons('script', (input) => parse(input).errors.map(({ message }) => message.id));
  for (const id of ['language.unexpected', 'language.lineTooLong', 'language.tooManyErrors'])
    expect(errors).toContain(id);
});
