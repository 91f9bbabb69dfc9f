/** Files nobody saved: sessions and scenarios with lines bent, doubled by the thousand, cut and mixed up. */
import { readFile, writeFile } from '../../journal/index.ts';
import { experiments } from '../../test/experiments.ts';
import type { Attempt, Target } from '../target.ts';
import { bentText, dice, goodScript, one, SHARDS, type Dice } from './draws.ts';
import { brokenRoundTrip } from './round-trip.ts';
import { unsound } from './said.ts';

export const filesTarget: Target = {
  name: 'files',
  about: 'sessions and scenarios that are cut, bent, or longer than anybody saves',
  mostMs: 1_000,
  mostBytes: 100 * 2 ** 20,
  draw,
  attempt,
  pieces: 'lines',
  repeat: (file) => `npm run -s carveout -- run ${file}`,
};

/** Lines of a head, right and wrong. */
const HEAD_LINES = [
  ...[
    '# carveout 1',
    '# carveout 2',
    '# title: t',
    '# trunk: m',
    '# branch from 0 at 1: b',
    '#| dmesg',
  ],
  ...['#|', '# shown: 1', '# position: 3', '# view a: 1', '# view b: "x"', '# script', '# end', ''],
] as const;

/** A file that a writer made. */
function goodFile(seed: number): string {
  const file = writeFile(one(experiments, seed));
  return 'text' in file ? file.text : '';
}

/** Lines of which a file may have thousands, each with another number. */
const COUNTED = [
  '# view a$: 1',
  '# branch from 0 at $: b',
  '#| op$ = cma_alloc($)',
  '# title: t$',
] as const;

/** A line as often as a long file has room for it. */
const many = ({ of, once, length }: Dice): string => {
  const line = once(2) ? of(COUNTED) : of([...HEAD_LINES, ...SHARDS]);
  return Array.from({ length: length(60_000) }, (_, i) => line.replaceAll('$', String(i))).join(
    '\n',
  );
};

/** A script, a head of thousands of lines, or a session with lines bent. */
function drawn(seed: number, throws: Dice): string {
  const how = throws.upTo(3);
  if (how === 0) return goodScript(throws);
  if (how === 1) return `# carveout 1\n${many(throws)}\n# script\n${many(throws)}\n# end\n`;
  const lines = goodFile(seed).split('\n');
  for (let times = throws.upTo(4); times > 0; times -= 1)
    lines.splice(throws.upTo(lines.length), throws.upTo(2), throws.of(HEAD_LINES));
  return lines.join('\n');
}

/** One in eight has a byte order mark and other line ends. */
function draw(seed: number): string {
  const throws = dice(seed);
  const text = drawn(seed, throws);
  const bent = throws.once(2) ? bentText(text, throws) : text;
  return throws.once(8) ? `\ufeff${bent.replaceAll('\n', '\r\n')}` : bent;
}

function attempt(input: string): Attempt {
  const answer = readFile(input);
  if ('experiment' in answer)
    return { commands: 1, check: () => brokenRoundTrip(answer.experiment, input) };
  return { commands: 0, finding: unsound(answer.refused, input) };
}
