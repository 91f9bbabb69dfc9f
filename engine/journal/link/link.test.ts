import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../contract/command.ts';
import { say } from '../../language/index.ts';
import {
  MAX_LINE_HOLES,
  MAX_LINK_CHARS,
  MAX_LINK_HEAD_BYTES,
  MAX_LINK_LINES,
  MAX_LINK_STEPS,
  MAX_SOURCE_CHARS,
  SAFE_LINK_CHARS,
} from '../../contract/limits.ts';
import { createRng } from '../../memory/rng.ts';
import { experiments } from '../../test/experiments.ts';
import { bodyOf, crafted, headOf, rowBytes, sealed, type Head } from '../../test/sealed-links.ts';
import { session, SESSION_NAMES } from '../../test/sessions.ts';
import { toBase64url } from './base64url.ts';
import { LINK_VERSION, linkParts, plainExperiment, readLink, writeLink } from '../index.ts';
import type { Experiment } from '../index.ts';
import { Work } from './work.ts';

const linkOf = (experiment: Experiment): string => {
  const link = writeLink(experiment);
  if ('refused' in link) throw new Error(link.refused.id);
  return link.text;
};
/** The id of the refusal, which must be a sentence in both languages. */
const refusal = (answer: object | { readonly refused: Message }): string => {
  if (!('refused' in answer)) return 'read';
  const why = answer.refused;
  for (const lang of ['en', 'zh'] as const) {
    expect(say(why, lang)).not.toBe(why.id);
    expect(say(why, lang)).not.toMatch(/\{\w/);
  }
  return why.id;
};
/** `count` times the first and only template. */
const rowsOf = (count: number): Uint8Array =>
  rowBytes(
    ['x'],
    Array.from({ length: count }, () => ({ template: 0, values: [] })),
  );

describe('a link', () => {
  test('is read as what was written', () => {
    fc.assert(
      fc.property(experiments, (experiment) => {
        expect(readLink(linkOf(experiment))).toEqual({ experiment });
      }),
      { numRuns: 500 },
    );
  });

  test('stands in an address with flags after it', () => {
    const experiment = plainExperiment('cma_alloc(4)', 'four pages');
    const text = linkOf(experiment);
    for (const link of [text, `#${text}`, ` https://x.y/z?q#${text}&embed \n`])
      expect(readLink(link)).toEqual({ experiment });
    expect(linkParts(`https://x.y/#${text}&embed&`)).toEqual({ text, flags: ['embed'] });
    expect(linkParts(`#${text}${'&a'.repeat(500_000)}`).flags).toHaveLength(MAX_LINK_CHARS / 2);
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  test.each(SESSION_NAMES.flatMap((name) => [1, 2, 3].map((seed) => [name, seed] as const)))(
    'of a session of 1,000 operations (%s, seed %i) fits everywhere',
    (name, seed) => {
      const experiment = plainExperiment(session(name, 1_001, seed), 'A recorded session');
      const text = linkOf(experiment);
      expect(text.length).toBeLessThanOrEqual(SAFE_LINK_CHARS);
      expect(readLink(text)).toEqual({ experiment });
    },
  );
});

describe('versions', () => {
  const folder = new URL('../../test/golden/links/', import.meta.url);
  const fixtures = readdirSync(folder);

  test.each(fixtures)('%s is still read', (name) => {
    const { link, experiment } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as {
      readonly link: string;
      readonly experiment: Experiment;
    };
    expect(readLink(link)).toEqual({ experiment });
  });
  test('every version has one', () => {
    const wanted = Array.from({ length: LINK_VERSION }, (_, i) => `v${i + 1}.json`);
    expect(fixtures).toEqual(wanted);
  });
  test('a newer one is named', () => {
    expect(readLink(sealed(new Uint8Array(3), LINK_VERSION + 1))).toEqual({
      refused: { id: 'link.newer', args: { version: LINK_VERSION + 1, newest: LINK_VERSION } },
    });
  });
});

const BOMBS = new URL('../bombs/', import.meta.url);

describe('what is not a link of ours is refused', () => {
  const good = linkOf(plainExperiment(session('mixed', 50, 1)));

  test.each([
    ['', 'link.empty'],
    ['https://x.y/z#', 'link.empty'],
    ['A', 'link.cut'],
    ['AQAAA', 'link.cut'],
    ['AAAA', 'link.cut'],
    ['AQ', 'link.cut'],
    ['AQ==', 'link.character'],
    ['<script>alert(1)</script>', 'link.character'],
    ['../../etc/passwd', 'link.character'],
    ['\u0000', 'link.character'],
    ['\ud800\udc00\ud800', 'link.character'],
    ['_'.repeat(MAX_LINK_CHARS), 'link.newer'],
    ['_'.repeat(MAX_LINK_CHARS + 1), 'link.tooLong'],
    ['[['.repeat(3_000), 'link.character'],
    ['['.repeat(1_000_000), 'link.tooLong'],
  ])('%.30j', (link, id) => expect(refusal(readLink(link))).toBe(id));

  test('cut anywhere, or one character changed', () => {
    for (let at = 1; at < good.length; at += 1) {
      expect(refusal(readLink(good.slice(0, at)))).toMatch(/^link\.(cut|damaged)$/);
      const other = good[at] === 'A' ? 'B' : 'A';
      const changed = good.slice(0, at) + other + good.slice(at + 1);
      const answer = readLink(changed);
      // The last character may carry bits that belong to no byte.
      if (at < good.length - 1) expect(refusal(answer)).not.toBe('read');
    }
  });

  const lines = (count: number, templates: string): Uint8Array =>
    bodyOf(headOf({ lines: count, templates }), rowsOf(count));
  const one = (head: Head): Uint8Array => bodyOf(headOf(head), rowsOf(1));

  test.each([
    ['nothing', new Uint8Array(0), 'link.malformed'],
    ['a head that is longer than all', Uint8Array.of(9, 1), 'link.malformed'],
    ['no DEFLATE stream', Uint8Array.of(2, 0xff, 0xff), 'link.malformed'],
    ['an unfinished stream', bodyOf(headOf({})).subarray(0, 12), 'link.malformed'],
    ['an empty head', bodyOf(new Uint8Array(0)), 'link.malformed'],
    ['a head that goes on', bodyOf(Uint8Array.of(...headOf({}), 0)), 'link.malformed'],
    ['no lines', bodyOf(headOf({ lines: 0 })), 'link.malformed'],
    ['fewer lines than it says', bodyOf(headOf({ lines: 99 }), rowsOf(9)), 'link.malformed'],
    ['more lines than it may', bodyOf(headOf({ lines: 1e9 }), rowsOf(9)), 'link.scriptTooLong'],
    ['markup in the title', one({ title: '<img src=x>' }), 'journal.nameCharacter'],
    ['two lines of title', one({ title: 'a\nb' }), 'journal.nameCharacter'],
    ['a field named like no field', one({ view: [['__proto__', 'x']] }), 'journal.viewName'],
    [
      'a field twice',
      one({
        view: [
          ['a', 'x'],
          ['a', 'y'],
        ],
      }),
      'link.malformed',
    ],
    ['a field of a page', one({ view: [['a', 'x'.repeat(4_000)]] }), 'journal.viewValue'],
    ['a million lines', lines(1_000_066, ''), 'link.scriptTooLong'],
    [
      'more kinds of lines than it has room for',
      one({ templates: '\n'.repeat(MAX_LINK_LINES) }),
      'link.malformed',
    ],
    ['as many', one({ templates: 'x' + '\n'.repeat(MAX_LINK_LINES - 1) }), 'read'],
    [
      'a thousand fields of view',
      one({ view: Array.from({ length: 1_000 }, (_, i) => [`a${i}`, 'x']) }),
      'journal.viewFields',
    ],
    ['five hundred long ones', lines(501, 'x'.repeat(2_000)), 'link.scriptTooLong'],
  ])('%s', (_what, body, id) => expect(refusal(readLink(sealed(body)))).toBe(id));

  test('what unpacks to more than it may is not unpacked', () => {
    const zeros = (bytes: number): string => sealed(bodyOf(new Uint8Array(bytes)));
    expect(zeros(7_000_000).length).toBeLessThan(MAX_LINK_CHARS + 2_000);
    expect(refusal(readLink(zeros(MAX_LINK_HEAD_BYTES)))).not.toBe('link.bomb');
    expect(refusal(readLink(zeros(MAX_LINK_HEAD_BYTES + 1)))).toBe('link.bomb');
    expect(refusal(readLink(zeros(5_500_000)))).toBe('link.bomb');
  });

  test('a source as long as it may be, and a character more', () => {
    const most = MAX_SOURCE_CHARS / 100;
    const source = `${'x'.repeat(99)}\n`.repeat(most);
    for (const text of [`${source}`, `${source.slice(1)}y`])
      expect(refusal(readLink(linkOf(plainExperiment(text))))).toBe('read');
    expect(refusal(writeLink(plainExperiment(`${source}y`)))).toBe('link.scriptTooLong');
  });

  test.each(readdirSync(BOMBS))('%s: refused, whatever it would unpack to', (name) => {
    const link = readFileSync(new URL(name, BOMBS), 'utf8');
    expect(refusal(readLink(link))).toMatch(/^(link\.malformed|link\.bomb|link\.scriptTooLong)$/);
  });

  /** Steps that reading takes, refused or not. */
  const stepsOf = (link: string): number => {
    const work = new Work(MAX_LINK_STEPS);
    readLink(link, work);
    return work.spent;
  };
  test.each(readdirSync(BOMBS))('%s: hardly anything is done for it', (name) => {
    expect(stepsOf(readFileSync(new URL(name, BOMBS), 'utf8'))).toBeLessThan(25_000);
  });

  /** `rows` times a line of `holes` empty words: work without a character. */
  const idle = (holes: number, rows: number): string => {
    const values = Array.from({ length: holes }, () => 0);
    const all = Array.from({ length: rows }, () => ({ template: 0, values }));
    return crafted(['\u0004'.repeat(holes)], all, { words: '\n' });
  };
  test('a link takes as much work as it may, and a step more', () => {
    const steps = stepsOf(idle(100, 20));
    expect(refusal(readLink(idle(100, 20), new Work(steps)))).toBe('read');
    expect(refusal(readLink(idle(100, 20), new Work(steps - 1)))).toBe('journal.work');
    expect(refusal(readLink(idle(2_000, 700)))).toBe('journal.work');
  });
  test('a session that fills a link takes a part of it', () => {
    const link = linkOf(plainExperiment(session('cma', 8_000, 5)));
    expect(link.length).toBeGreaterThan(0.9 * MAX_LINK_CHARS);
    expect(stepsOf(link)).toBeLessThan(MAX_LINK_STEPS / 2);
  });
  test('what takes longer to read than anybody may wait is not written', () => {
    const lines = (count: number): Experiment => plainExperiment('\n'.repeat(count));
    expect(readLink(linkOf(lines(80_000)))).toEqual({ experiment: lines(80_000) });
    expect(refusal(writeLink(lines(90_000)))).toBe('link.takesLong');
    expect(refusal(writeLink(plainExperiment(`${'1 2 '.repeat(2_000)}\n`.repeat(124))))).toBe(
      'link.takesLong',
    );
  });
  test('no character of a script takes more than is counted on', () => {
    // Shorter scripts are not read before they are handed out.
    const dice = createRng(3);
    const digits = (length: number, most: number): string =>
      Array.from({ length }, () => String(dice.below(most))).join(' ');
    const names = Array.from({ length: 300 }, (_, i) => `a${(i * 7) % 90} = f(a${(i * 5) % 90})`);
    const texts = [
      `${digits(4_000, 10)}\n${digits(4_000, 10)}`,
      `${digits(400, 2 ** 31)}\n${digits(400, 2 ** 31)}`,
      Array.from({ length: 3_000 }, () => digits(2, 10)).join('\n'),
      '\n'.repeat(30_000),
      names.join('\n'),
      '1\u0001'.repeat(8_000),
      `${'\u0001'.repeat(4_000)}\n`.repeat(4),
    ];
    for (const text of texts) {
      const steps = stepsOf(linkOf(plainExperiment(text)));
      expect(steps / text.length).toBeLessThan(40);
    }
  });
  test('a line with more numbers than a link lists is kept as it is', () => {
    const line = '1 '.repeat(MAX_LINE_HOLES + 1);
    const experiment = plainExperiment(`${line}\n${line}\n${line.slice(2)}\n${line.slice(2)}`);
    expect(readLink(linkOf(experiment))).toEqual({ experiment });
  });
  test('any characters, any bytes, any heads: never an exception', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.uint8Array({ maxLength: 80 }).map(toBase64url),
      fc.uint8Array({ maxLength: 80 }).map((bytes) => sealed(bytes)),
      fc
        .tuple(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ maxLength: 30 }))
        .map(([head, rows]) => sealed(bodyOf(head, [...rows]))),
      fc
        .tuple(
          fc.nat(400),
          fc.array(fc.nat(255), { maxLength: 60 }),
          fc.string({ unit: 'binary', maxLength: 80 }),
        )
        .map(([lines, rows, templates]) => sealed(bodyOf(headOf({ lines, templates }), rows))),
    );
    fc.assert(
      fc.property(anything, (link) => {
        refusal(readLink(link));
      }),
      { numRuns: 1_500 },
    );
  });
});

describe('what cannot be a link is refused', () => {
  test('a session that is too long names the file', () => {
    const chars = (lines: number): number | 'long' => {
      const link = writeLink(plainExperiment(session('cma', lines, 5)));
      return 'refused' in link ? 'long' : link.text.length;
    };
    expect(chars(4_000)).toBeLessThanOrEqual(MAX_LINK_CHARS);
    const refused = writeLink(plainExperiment(session('cma', 20_000, 5)));
    expect(refusal(refused)).toBe('link.tooLong');
    expect(refused).toMatchObject({ refused: { args: { most: MAX_LINK_CHARS } } });
  });
});
