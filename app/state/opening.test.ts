import { beforeAll, describe, expect, it, vi } from 'vitest';
import { plainExperiment, writeFile, writeLink } from '../../engine/journal/index.ts';
import { withWords } from './i18n.svelte.ts';

// Reading needs no browser; the keeper behind it does.
vi.mock('./keeping.svelte.ts', () => ({ keeping: {} }));
const { incoming, isLink } = await import('./opening.ts');

beforeAll(() => withWords(Promise.resolve()));

const textOf = (file: { text: string } | object): string => ('text' in file ? file.text : '');
const refusal = (name: string, text: string): string => {
  const read = incoming(name, text);
  return read.is === 'refused' ? read.why() : '';
};

describe('a file', () => {
  it('that is a scenario is called what its comments say, else what it is called', () => {
    expect(incoming('a b.carveout', 'board ssd202\n')).toMatchObject({
      experiment: { title: 'a b', branches: [{ text: 'board ssd202\n' }] },
    });
    expect(incoming('x.txt', '# title: Why\nboard ssd202\n')).toMatchObject({
      experiment: { title: 'Why' },
    });
  });

  it('that is a session is taken as it is, lines that cannot be read included', () => {
    const experiment = { ...plainExperiment('nonsense(\n'), view: { region: 1 } };
    expect(incoming('s.carveout', textOf(writeFile(experiment)))).toEqual({
      is: 'experiment',
      experiment,
    });
  });

  it.each([
    [
      'Dear colleague,\nhere are my notes.',
      /^n\.txt was not opened\. It is no scenario\. Line 1, column 1: No command or call is named “Dear”\.$/,
    ],
    ['board ssd202\ncma_alloc(1', /Line 2, column \d+: /],
    ['board ssd202\n\0', /not opened\..*text/],
    ['# carveout 77\n', /not opened\..*77/],
    ['# carveout 1\n# title: x', /not opened\..*cut/],
  ])('that is %j is refused with its name and the reason', (text, says) => {
    expect(refusal('n.txt', text)).toMatch(says);
  });
});

describe('pasted text', () => {
  const link = textOf(writeLink(plainExperiment('board ssd202\n')));
  it.each([
    [link, true],
    [`#${link}`, true],
    [` https://host/path#${link}&embed\n`, true],
    ['https://host/#broken', true],
    ['https://host/page', false],
    ['cma_alloc(4)', false],
    ['CMEM_allocPhys_is_a_long_word', false],
    [`two ${link}`, false],
    ['', false],
  ])('%j is a link: %j', (text, is) => {
    expect(isLink(text)).toBe(is);
  });
});
