/**
 * `npm run -s fuzz -- TARGET --seconds N [--seed S]`. Exit 1 on a finding, 2 when the command line is
 * wrong. A finding's input is written to a file, so that it can be repeated.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, cpuUsage, exit, memoryUsage, stderr, stdout } from 'node:process';
import { fuzz, type Found, type FuzzReport, type Meter } from './run.ts';
import type { Target } from './target.ts';
import { TARGETS } from './targets.ts';

/** Out of the way of everything that is kept. */
const FOLDER = join('.cache', 'fuzz');
const KNOWN = TARGETS.map(({ name, about }) => `  ${name.padEnd(10)}${about}`).join('\n');
const USAGE = `usage: fuzz TARGET [--seconds N] [--cases N] [--seed S]
${KNOWN}
Case i has the seed S + i; one case again: --seed S --cases 1.
`;

const meter: Meter = {
  cpuMs: () => cpuUsage().user / 1000 + cpuUsage().system / 1000,
  heapBytes: () => memoryUsage().heapUsed + memoryUsage().arrayBuffers,
};

interface Wanted {
  readonly target: Target;
  readonly seconds: number;
  readonly cases: number;
  readonly seed: number;
}

function wanted(words: readonly string[]): Wanted | undefined {
  const target = TARGETS.find(({ name }) => name === words[0]);
  const options = { '--seconds': Infinity, '--cases': Infinity, '--seed': Date.now() % 1e9 };
  for (let at = 1; at < words.length; at += 2) {
    const [name, value] = [words[at]!, words[at + 1] ?? ''];
    if (!Object.hasOwn(options, name) || !/^\d{1,9}$/.test(value)) return undefined;
    options[name as keyof typeof options] = Number(value);
  }
  const { '--seconds': seconds, '--cases': cases, '--seed': seed } = options;
  const endless = seconds === Infinity && cases === Infinity;
  return target && { target, seconds: endless ? 10 : seconds, cases, seed };
}

function tell(target: Target, { seed, kind, says, input }: Found): void {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${target.name}-${seed}.txt`);
  writeFileSync(file, input);
  stdout.write(
    [`FOUND ${kind}`, `seed ${seed}`, says.trimEnd(), '----', input, '----'].join('\n') +
      `\nagain: ${target.repeat(file)}\n\n`,
  );
}

function printed(name: string, report: FuzzReport): string {
  const { cases, commands, restores, failed, found, worst, largest, heapBytes } = report;
  const MiB = (bytes: number): number => Math.round(bytes / 2 ** 20);
  return `${name}: ${cases} cases, ${commands} commands, ${restores} restores compared, worst case ${Math.round(worst.ms)} ms (seed ${worst.seed}), most memory for one ${MiB(largest.bytes)} MiB (seed ${largest.seed}), largest heap ${MiB(heapBytes)} MiB, ${failed} failed in ${found.length} kinds\n`;
}

function main(words: readonly string[]): number {
  const asked = wanted(words);
  if (!asked) {
    stderr.write(USAGE);
    return 2;
  }
  const { target, seconds, cases, seed } = asked;
  const end = Date.now() + seconds * 1000;
  const report = fuzz(target, {
    seed,
    more: (done) => done < cases && Date.now() < end,
    meter,
    tell: (found) => tell(target, found),
  });
  stdout.write(printed(target.name, report));
  return report.found.length > 0 ? 1 : 0;
}

exit(main(argv.slice(2)));
