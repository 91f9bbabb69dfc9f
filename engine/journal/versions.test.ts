import { describe, expect, test } from 'vitest';
import { versions } from './versions.ts';

/** A format that was changed twice: a word, then a word and a count, then a list of words. */
const read = {
  1: (text: string) => ({ word: text }),
  2: (text: string) => ({ word: text.slice(1), times: Number(text[0]) }),
  3: (text: string) => ({ words: text.split(' ') }),
};
const upgrade = {
  1: ({ word }: { readonly word: string }) => ({ word, times: 1 }),
  2: ({ word, times }: { readonly word: string; readonly times: number }) => ({
    words: Array.from({ length: times }, () => word),
  }),
};

test('every version is read as the newest would be', () => {
  const chain = versions<string, unknown>('test', 3, { read, upgrade });
  expect(chain(1, 'a')).toEqual({ words: ['a'] });
  expect(chain(2, '2a')).toEqual({ words: ['a', 'a'] });
  expect(chain(3, 'a b')).toEqual({ words: ['a', 'b'] });
});

describe('a table that is not whole is found where it is made', () => {
  test.each([
    ['readers: version 4 is missing', { newest: 4, read, upgrade }],
    ['upgraders: version 2 is missing', { newest: 3, read, upgrade: { 1: upgrade[1] } }],
    ['readers: there are more than 2', { newest: 2, read, upgrade: { 1: upgrade[1] } }],
    ['upgraders: there are more than 1', { newest: 2, read: { 1: read[1], 2: read[2] }, upgrade }],
    ['readers: version 1 is missing', { newest: 1, read: {}, upgrade: {} }],
  ])('%s', (what, { newest, ...steps }) =>
    expect(() => versions('test', newest, steps)).toThrow(what),
  );
});
