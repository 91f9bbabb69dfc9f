import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { calls } from '../calls/index.ts';
import { translation, type Placeholders } from '../../words/area.ts';
import { CATALOGUES } from './catalogue.ts';
import { binaryBytes, fill, grouped, hexadecimal, isMessageId, say, seconds } from './index.ts';

const { en: catalogueEn, zh: catalogueZh } = CATALOGUES;
const ids = Object.keys(catalogueEn);
const placeholders = (template: string): string[] =>
  [...template.matchAll(/\{([^{}:]*)/g)].map((match) => match[1] ?? '');
const sorted = (names: Iterable<string>): string[] =>
  [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));

describe('the two languages', () => {
  test('hold the same ids', () => {
    expect(sorted(Object.keys(catalogueZh))).toEqual(sorted(ids));
  });

  test.each(ids)('%s', (id) => {
    const [en, zh] = [catalogueEn[id]!, catalogueZh[id]!];
    expect(sorted(placeholders(zh))).toEqual(sorted(placeholders(en)));
    expect(zh.trim()).not.toBe('');
    // A sentence that was never translated; pure patterns such as "{a}: {b}" are the same in both.
    if (/[a-z]{3} [a-z]{2}/i.test(en.replace(/\{[^}]*\}/g, '')))
      expect(zh).toMatch(/\p{Script=Han}/u);
    for (const format of en.match(/\{[^}]*\}/g) ?? [])
      expect(format).toMatch(
        /^\{\w+(?::(?:int|hex|bytes|seconds|say|or|plural:[^|{}]+\|[^|{}]+))?\}$/,
      );
  });

  test('a missing placeholder, a missing id and an extra id do not compile', () => {
    const en = { a: 'x {n:int} {m}', b: 'y' } as const;
    expectTypeOf<Placeholders<'x {n:int} {m}'>>().toEqualTypeOf<'n' | 'm'>();
    expect(translation(en, { a: '{m} {n}', b: 'z' })).toEqual({ a: '{m} {n}', b: 'z' });
    // @ts-expect-error m is missing
    translation(en, { a: '{n}', b: 'z' });
    // @ts-expect-error b is missing
    translation(en, { a: '{m} {n}' });
    // @ts-expect-error c is too much
    translation(en, { a: '{m} {n}', b: 'z', c: 'z' });
  });
});

describe('ids that are used', () => {
  /** Quoted text that looks like an id of a known area, anywhere in the engine's own files. */
  const used = (): Map<string, string> => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const areas = [...new Set(ids.map((id) => id.split('.')[0]))].join('|');
    const found = new Map<string, string>();
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || /^test\/|\.test\.ts$|\.(en|zh)\.ts$/.test(name)) continue;
      const text = readFileSync(root + name, 'utf8').replace(/^import .*$/gm, '');
      for (const [, id] of text.matchAll(new RegExp(`'((?:${areas})(?:\\.[A-Za-z]\\w*)+)'`, 'g')))
        if (id !== undefined) found.set(id, name);
    }
    return found;
  };

  test('stand in the catalogue', () => {
    const missing = [...used()].filter(([id]) => !isMessageId(id));
    expect(missing).toEqual([]);
  });

  test('and every sentence is said somewhere', () => {
    const known = used();
    const documented = new Set(
      calls.flatMap((spec) => [spec.doc, ...spec.params.map((p) => p.doc)]),
    );
    const silent = ids.filter((id) => !known.has(id) && !documented.has(id));
    expect(silent).toEqual([]);
  });
});

test('every call and parameter has its line of help', () => {
  const docs = calls.flatMap((spec) => [spec.doc, ...spec.params.map((param) => param.doc)]);
  expect(docs.filter((doc) => !isMessageId(doc))).toEqual([]);
  expect(new Set(docs).size).toBe(docs.length);
});

describe('say', () => {
  test.each([
    ['{n:int}', { n: 131072 }, '131,072'],
    ['{n}', { n: 131072 }, '131072'],
    ['{n:hex}', { n: 0x26400 }, '0x26400'],
    ['{n:bytes}', { n: 65536 }, '64 KiB'],
    ['{n:seconds}', { n: 16000 }, '16 s'],
    ['{n:plural:page|pages}', { n: 1 }, '1 page'],
    ['{n:plural:page|pages}', { n: 0 }, '0 pages'],
    ['{n:plural:page|pages}', { n: 4096 }, '4,096 pages'],
    ['{missing} {n}', { n: 1 }, '{missing} 1'],
    ['{n}', { n: '{m}', m: 'never' }, '{m}'],
    ['{n}', { n: '<b>$&</b>' }, '<b>$&</b>'],
    ['{constructor}', {}, '{constructor}'],
    ['{list:or}', { list: 'a' }, 'a'],
    ['{list:or}', { list: 'a\nb\nlanguage.want.number' }, 'a, b or a number'],
    [
      '{id:say}',
      { id: 'language.number.fraction', found: '1.5' },
      '“1.5” is not whole; accepted: whole numbers, with K, M or G after.',
    ],
    ['{id:say}', { id: 'no.such' }, 'no.such'],
    ['no braces', {}, 'no braces'],
  ] as const)('%s with %o', (template, args, text) => {
    expect(fill(template, args, 'en')).toBe(text);
  });

  test('lists and nested messages follow the language', () => {
    expect(fill('{list:or}', { list: 'a\nb\nlanguage.want.number' }, 'zh')).toBe(
      'a、b 或 一个数字',
    );
  });

  test('Chinese sentences use Chinese punctuation beside Chinese words', () => {
    const halfWidth = /[\p{Script=Han}”][,;:?!]|[,;:?!]\p{Script=Han}|\([^()]*\p{Script=Han}/u;
    const wrong = Object.entries(catalogueZh).filter(([, text]) => halfWidth.test(text));
    expect(wrong).toEqual([]);
  });

  test('an unknown id is said as it is, a message inside itself ends', () => {
    expect(say({ id: 'no.such' }, 'en')).toBe('no.such');
    expect(say({ id: 'toString' }, 'zh')).toBe('toString');
    const loop = { id: 'language.argument', args: { param: 'p', problem: 'language.argument' } };
    expect(say(loop, 'en')).toBe('p: p: p: p: p: language.argument');
  });
});

describe('numbers', () => {
  test.each([
    [grouped(0), '0'],
    [grouped(999), '999'],
    [grouped(1000), '1,000'],
    [grouped(-1234567.5), '-1,234,567.5'],
    [grouped(2 ** 53 - 1), '9,007,199,254,740,991'],
    [grouped(1e21), '1e+21'],
    [grouped(NaN), 'NaN'],
    [hexadecimal(0), '0x0'],
    [hexadecimal(0xc0435ef0), '0xc0435ef0'],
    [hexadecimal(-16), '-0x10'],
    [binaryBytes(0), '0 bytes'],
    [binaryBytes(1), '1 byte'],
    [binaryBytes(1023), '1,023 bytes'],
    [binaryBytes(1536), '1.5 KiB'],
    [binaryBytes(1048575), '1,023.99 KiB'],
    [binaryBytes(2 ** 31), '2 GiB'],
    [binaryBytes(2 ** 53), '8,192 TiB'],
    [seconds(500), '0.5 s'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});
