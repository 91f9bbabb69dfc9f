import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as journal from '../../engine/journal/index.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { incoming, linkIn, Opener } from './opening.ts';

const openLink = vi.fn();
const never = vi.fn();
const { openPasted } = new Opener({
  keeping: { openLink, open: never },
  anew: { begin: never },
  session: { run: never },
  ui: { tell: never, dismiss: never, toPrompt: never },
});

beforeAll(() => withWords(() => Promise.resolve()));

const { plainExperiment, writeFile, writeLink } = journal;
const textOf = (file: { text: string } | object): string => ('text' in file ? file.text : '');
const refusal = async (name: string, text: string): Promise<string> => {
  const read = await incoming(name, text);
  return read.is === 'refused' ? read.why() : '';
};

describe('a file', () => {
  it('that is a scenario is called what its comments say, else what it is called', async () => {
    expect(await incoming('a b.carveout', 'board ssd202\n')).toMatchObject({
      experiment: { title: 'a b', branches: [{ text: 'board ssd202\n' }] },
    });
    expect(await incoming('x.txt', '# title: Why\nboard ssd202\n')).toMatchObject({
      experiment: { title: 'Why' },
    });
  });

  it('that is a session is taken as it is, lines that cannot be read included', async () => {
    const experiment = { ...plainExperiment('nonsense(\n'), view: { region: 1 } };
    expect(await incoming('s.carveout', textOf(writeFile(experiment)))).toEqual({
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
  ])('that is %j is refused with its name and the reason', async (text, says) => {
    expect(await refusal('n.txt', text)).toMatch(says);
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
    expect(linkIn(text) !== undefined).toBe(is);
  });
  it.each([link, `#${link}`, `https://host/path#${link}&embed`])(
    'a link is read once: %s',
    async (text) => {
      const reads = vi.spyOn(journal, 'readLink').mockClear();
      openLink.mockReset();
      openLink.mockImplementation((given: string, _how, read = journal.readLink(given)) => {
        expect(read).toMatchObject({ experiment: { branches: [{ text: 'board ssd202\n' }] } });
      });
      await openPasted(` ${text}\n`);
      expect(openLink).toHaveBeenCalledOnce();
      expect(reads).toHaveBeenCalledOnce();
    },
  );
});
