import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Message } from '../command.ts';
import { say } from '../language/index.ts';
import {
  MAX_LINK_CHARS,
  MAX_LINK_HEAD_BYTES,
  MAX_LINK_LINES,
  MAX_LINK_STEPS,
  MAX_SOURCE_CHARS,
  SAFE_LINK_CHARS,
} from '../limits.ts';
import { crc32 } from '../memory/crc32.ts';
import { experiments } from '../test/experiments.ts';
import { session, SESSION_NAMES } from '../test/sessions.ts';
import { toBase64url } from './base64url.ts';
import { ByteWriter } from './bytes.ts';
import { BitWriter } from './coder.ts';
import { DICTIONARY_V1 } from './dictionary-v1.ts';
import { LINK_VERSION, linkParts, plainExperiment, readLink, writeLink } from './index.ts';
import type { Experiment } from './index.ts';
import { Template } from './lines.ts';
import { CHOICES, RowModel } from './rows.ts';
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
/** A link whose check sum is right, whatever the bytes. */
const sealed = (body: Uint8Array, version = LINK_VERSION): string => {
  const bytes = new Uint8Array(5 + body.length);
  bytes[0] = version;
  new DataView(bytes.buffer).setUint32(1, crc32(body));
  bytes.set(body, 5);
  return toBase64url(bytes);
};
/** A body with any head, as a writer of links would pack it. */
const bodyOf = (head: Uint8Array, rows: readonly number[] = []): Uint8Array => {
  const packed = deflateSync(head, { level: 9, dictionary: DICTIONARY_V1 });
  const out = new ByteWriter();
  out.number(packed.length);
  out.bytes(packed);
  out.bytes(Uint8Array.from(rows));
  return out.finish();
};
interface Head {
  readonly title?: string;
  readonly view?: readonly (readonly [string, string])[];
  readonly lines?: number;
  readonly words?: string;
  readonly templates?: string;
}
/** `count` times the first and only template. */
const rowsOf = (count: number): number[] => {
  const coder = new BitWriter();
  const model = new RowModel([new Template('x')], CHOICES[0]!);
  for (let row = 0; row < count; row += 1) model.code(coder, { template: 0, values: [] });
  return [...coder.finish()];
};
const headOf = ({
  title = '',
  view = [],
  lines = 1,
  words = '',
  templates = 'x',
}: Head): Uint8Array => {
  const out = new ByteWriter();
  out.text(title);
  out.number(view.length);
  for (const [field, value] of view) {
    out.text(field);
    out.number(0);
    out.text(value);
  }
  for (const n of [0, 0, 1]) out.number(n);
  out.text('main');
  for (const n of [0, 0, lines, 0]) out.number(n);
  out.text(words);
  out.text(templates);
  return out.finish();
};

describe('a link', () => {
  test('is read as what was written', () => {
    fc.assert(
      fc.property(experiments, (experiment) => {
        expect(readLink(linkOf(experiment))).toEqual({ experiment });
      }),
      { numRuns: 500 },
    );
  });

  test('stands in an address with flags behind it', () => {
    const experiment = plainExperiment('cma_alloc(4)', 'four pages');
    const text = linkOf(experiment);
    for (const link of [text, `#${text}`, ` https://x.y/z?q#${text}&embed \n`])
      expect(readLink(link)).toEqual({ experiment });
    expect(linkParts(`https://x.y/#${text}&embed&`)).toEqual({ text, flags: ['embed'] });
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
  const folder = new URL('../test/golden/links/', import.meta.url);
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

const BOMBS = new URL('./bombs/', import.meta.url);

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
    ['more lines than it may', bodyOf(headOf({ lines: 1e9 }), rowsOf(9)), 'language.sourceTooLong'],
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
    ['a million lines', lines(1_000_066, ''), 'language.sourceTooLong'],
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
    ['five hundred long ones', lines(501, 'x'.repeat(2_000)), 'language.sourceTooLong'],
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
    expect(refusal(writeLink(plainExperiment(`${source}y`)))).toBe('language.sourceTooLong');
  });

  test.each(readdirSync(BOMBS))('%s: refused, whatever it would unpack to', (name) => {
    const link = readFileSync(new URL(name, BOMBS), 'utf8');
    expect(refusal(readLink(link))).toMatch(/^(link\.malformed|language\.sourceTooLong)$/);
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
    const templates = '\u0004'.repeat(holes);
    const coder = new BitWriter();
    const model = new RowModel([new Template(templates)], CHOICES[0]!);
    const values = Array.from({ length: holes }, () => 0);
    for (let row = 0; row < rows; row += 1) model.code(coder, { template: 0, values });
    const head = headOf({ lines: rows, words: '\n', templates });
    return sealed(bodyOf(head, [...coder.finish()]));
  };
  test('a link takes as much work as it may, and a step more', () => {
    const steps = stepsOf(idle(100, 20));
    expect(refusal(readLink(idle(100, 20), new Work(steps)))).toBe('read');
    expect(refusal(readLink(idle(100, 20), new Work(steps - 1)))).toBe('journal.work');
    expect(refusal(readLink(idle(2_000, 700)))).toBe('journal.work');
  });
  test('no source as long as it may be takes as much, blank lines and digits included', () => {
    const digits = `${'1 2 '.repeat(2_000)}\n`.repeat(10);
    const named = Array.from({ length: 8_000 }, (_, i) => `op${i + 1} = cma_alloc(64)`).join('\n');
    for (const text of [digits, named, '\n'.repeat(50_000)]) {
      const link = linkOf(plainExperiment(text));
      expect(readLink(link)).toEqual({ experiment: plainExperiment(text) });
      expect(stepsOf(link)).toBeLessThan((MAX_LINK_STEPS * text.length) / MAX_SOURCE_CHARS);
    }
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
