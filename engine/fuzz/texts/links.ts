/** Links nobody made: mutated ones, sealed bytes, heads and rows that no writer writes. */
import { MAX_LINK_STEPS } from '../../contract/limits.ts';
import { readLink, writeLink } from '../../journal/index.ts';
import { fromBase64url, toBase64url } from '../../journal/link/base64url.ts';
import { Work } from '../../journal/link/work.ts';
import { experiments } from '../../test/experiments.ts';
import { Template, type Row } from '../../journal/link/lines.ts';
import { bodyOf, headOf, rowBytes, sealed } from '../../test/sealed-links.ts';
import type { Attempt, Target } from '../target.ts';
import { bentText, dice, goodScript, one, SHARDS, type Dice } from './draws.ts';
import { brokenRoundTrip } from './round-trip.ts';
import { unsound } from './said.ts';

/** Readers must refuse in words, within bounds, whatever comes. */
export const linksTarget: Target = {
  name: 'links',
  about: 'links that are cut, bent, sealed again, or packed by nobody',
  mostMs: 100,
  mostBytes: 50 * 2 ** 20,
  draw,
  attempt,
  pieces: 'characters',
  repeat: (file) => `npm run -s carveout -- unlink - < ${file}`,
};

/** Version and check sum. */
const HEAD_BYTES = 5;

/** A link that a writer made. */
function goodLink(seed: number, throws: Dice): string {
  const experiment = one(experiments, seed);
  const whole = throws.once(2)
    ? experiment
    : {
        ...experiment,
        branches: [{ ...experiment.branches[0]!, text: goodScript(throws) }],
        shown: 0,
      };
  const link = writeLink(whole);
  return 'text' in link ? link.text : '';
}

const bytes = ({ length, upTo }: Dice, most: number): Uint8Array =>
  Uint8Array.from({ length: length(most) }, () => upTo(255));

/** Some bytes replaced, some cut out, some put in. */
function bentBytes(whole: Uint8Array, throws: Dice): Uint8Array {
  let out = whole;
  for (let times = throws.upTo(3); times >= 0; times -= 1) {
    const at = throws.upTo(out.length);
    out = new Uint8Array([
      ...out.subarray(0, at),
      ...bytes(throws, 4),
      ...out.subarray(at + throws.upTo(2)),
    ]);
  }
  return out;
}

const HOLES = ['\u0001', '\u0002', '\u0003', '\u0004', '\u0005a'];
const AROUND = ['op', ' = cma_alloc(', ', ', ')', 'cma_release(', 'echo ', '', '😀'];

/** `times`: what it repeats at most; a hundred have no more holes than a writer gives a line. */
const template = ({ of, length }: Dice, times: number): string =>
  Array.from({ length: length(40) }, () => of(AROUND) + of(HOLES))
    .join('')
    .repeat(1 + length(times - 1));

/** Rows that fit the templates: these come in the order of their numbers. */
function fittingRows(templates: readonly string[], throws: Dice): readonly Row[] {
  const holes = templates.map((text) => new Template(text).holes.length);
  let met = 0;
  return Array.from({ length: 1 + throws.length(500) }, () => {
    const which = throws.upTo(Math.min(met, templates.length - 1));
    met = Math.max(met, which + 1);
    return {
      template: which,
      values: Array.from({ length: holes[which]! }, () => throws.length(60)),
    };
  });
}

/** Words for the numbers that a row may have, and others. */
const words = ({ of, length, once }: Dice): string =>
  Array.from({ length: once(4) ? length(50) : 64 }, () => of(SHARDS).replace('\n', ' ')).join('\n');

/** A link with a right check sum whose head and rows nobody wrote. */
function packed(throws: Dice): string {
  const choice = throws.upTo(3);
  const fits = throws.once(2);
  const templates = Array.from({ length: 1 + throws.length(64) }, () =>
    template(throws, fits ? 100 : 400),
  );
  const rows = fits ? fittingRows(templates, throws) : [];
  const head = headOf({
    title: throws.once(8) ? throws.of(SHARDS).repeat(throws.length(100_000)) : '',
    lines: fits
      ? rows.length
      : Array.from({ length: 1 + throws.length(70) }, () => throws.length(1_000_000)),
    shown: throws.once(8) ? throws.length(70) : 0,
    position: throws.length(2_000_000),
    choice,
    words: words(throws),
    templates: templates.join('\n'),
  });
  const bent = throws.once(8) ? bentBytes(head, throws) : head;
  return sealed(bodyOf(bent, fits ? rowBytes(templates, rows, choice) : bytes(throws, 5_000)));
}

/** Every way to be wrong has its share. */
function draw(seed: number): string {
  const throws = dice(seed);
  const how = throws.upTo(9);
  if (how === 0) return bentText(goodLink(seed, throws), throws);
  if (how === 1) return sealed(bytes(throws, 6_000));
  if (how === 2)
    return sealed(bentBytes(fromBase64url(goodLink(seed, throws)), throws).subarray(HEAD_BYTES));
  if (how === 3) return toBase64url(bytes(throws, 6_000));
  if (how === 4) return goodLink(seed, throws);
  return packed(throws);
}

function attempt(input: string): Attempt {
  const work = new Work(MAX_LINK_STEPS);
  const answer = readLink(input, work);
  if ('experiment' in answer)
    return { commands: 1, check: () => brokenRoundTrip(answer.experiment, input) };
  return { commands: 0, finding: unsound(answer.refused, input) };
}
