/** What somebody brings: files of any kind, and text pasted beside every input. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_INPUT_BYTES } from '../../engine/contract/limits.ts';
import { plainExperiment, writeFile, writeLink } from '../../engine/journal/index.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { Opener } from './opening.ts';

const done: unknown[] = [];
const does =
  (what: string) =>
  (...args: unknown[]): Promise<never> => {
    done.push([what, ...args]);
    return Promise.resolve() as Promise<never>;
  };
const news: { id: string; tone: string; say: () => string }[] = [];
const { openFile, openText, openPasted, runBrought } = new Opener({
  keeping: { open: does('open'), openLink: does('link') },
  anew: { begin: does('begin') },
  session: { run: does('run') },
  ui: {
    tell: (one) => void news.push(one),
    dismiss: (id) => void done.push(['dismiss', id]),
    toPrompt: (text) => void done.push(['prompt', text]),
  },
});

beforeAll(() => withWords(() => Promise.resolve()));
beforeEach(() => {
  done.length = 0;
  news.length = 0;
});

const said = (): readonly unknown[] => news.map(({ id, tone, say }) => [id, tone, say()]);
const named = (text: string, title = '') => plainExperiment(text, title);
const textOf = (file: { text: string } | object): string => ('text' in file ? file.text : '');
/** As long as it says, and made of zeros where nobody looks. */
const fileOf = (size: number, slice: () => { arrayBuffer: () => Promise<ArrayBuffer> }): File =>
  ({ name: 'big.carveout', size, slice }) as unknown as File;

describe('a file', () => {
  it('is opened by its text, called by its name', async () => {
    await openFile(new File(['board ssd202\ncma_alloc(1)\n'], 'My notes.carveout'));
    expect(done).toEqual([
      ['dismiss', 'file'],
      ['open', named('board ssd202\ncma_alloc(1)\n', 'My notes')],
    ]);
    expect(said()).toEqual([]);
  });
  it.each([
    ['a.b.txt', 'a.b'],
    ['notes', 'notes'],
    ['v1.2 final', 'v1.2 final'],
    ['x.carveout', 'x'],
    ['.hidden', ''],
    ['x.thirteenchars', 'x.thirteenchars'],
    ['x.twelve-chars', 'x.twelve-chars'],
    ['x.TWELVECHARS1', 'x'],
  ])('called %s makes an experiment called %j', async (name, title) => {
    await openFile(new File(['board ssd202\n'], name));
    expect(done.at(-1)).toEqual(['open', named('board ssd202\n', title)]);
  });
  it('is read in slices that may cut a character', async () => {
    for (const shift of [0, 1, 2, 3]) {
      done.length = 0;
      const lines = `# ${'x'.repeat(97)}\n`.repeat(9_999);
      const text = `${lines}# ${'x'.repeat(95 + shift)}环\nboard ssd202\n`;
      await openFile(new File([text], 'x.carveout'));
      expect(JSON.stringify(done.at(-1)) === JSON.stringify(['open', named(text, 'x')])).toBe(true);
    }
  });
  it('that is a session is one though a program has put a mark before it', async () => {
    const experiment = { ...named('board ssd202\nnonsense(\n'), title: 'Mine' };
    await openFile(new File([`\ufeff${textOf(writeFile(experiment))}`], 'x.carveout'));
    expect(done.at(-1)).toEqual(['open', experiment]);
  });
  it.each([
    ['has bytes that are no text', [new Uint8Array([0x62, 0xff, 0xfe])]],
    ['ends in a character', [new Uint8Array([0x62, 0xe7, 0x8e])]],
  ])('that %s is refused', async (_, parts) => {
    await openFile(new File(parts, 'p.png'));
    expect(said()).toEqual([
      [
        'file',
        'bad',
        'p.png was not opened. It is no text; accepted: a scenario or a saved session.',
      ],
    ]);
    expect(done).toEqual([]);
  });
  it('that cannot be read is refused', async () => {
    await openFile(
      fileOf(9, () => ({ arrayBuffer: () => Promise.reject(new Error('it is gone')) })),
    );
    expect(said()).toEqual([['file', 'bad', 'big.carveout was not opened. It could not be read.']]);
  });
  it('is refused unread where it is larger than any session, and not where it is as large', async () => {
    const slice = vi.fn(() => ({ arrayBuffer: () => Promise.reject(new Error('it is gone')) }));
    await openFile(fileOf(MAX_INPUT_BYTES + 1, slice));
    expect(slice).not.toHaveBeenCalled();
    expect(news[0]!.say()).toMatch(/^big\.carveout was not opened\. It has .+ at most .+\.$/);
    await openFile(fileOf(MAX_INPUT_BYTES, slice));
    expect(slice).toHaveBeenCalledExactlyOnceWith(0, 1_000_000);
  });
  it('that is no experiment is said to be none, and the next one takes that back', async () => {
    await openText('n.txt', 'Dear colleague,\nhere are my notes.');
    expect(said()).toMatchObject([['file', 'bad', expect.stringMatching(/^n\.txt was not/)]]);
    expect(done).toEqual([]);
    await openText('n.txt', 'board ssd202\n');
    expect(done).toEqual([
      ['dismiss', 'file'],
      ['open', named('board ssd202\n', 'n')],
    ]);
  });
  it('that is wrong is said to be where, without all that would be right', async () => {
    await openText('n.txt', 'board ssd202\nfrobnicate\n');
    expect(said()).toEqual([
      [
        'file',
        'bad',
        'n.txt was not opened. It is no scenario. Line 2, column 1: No command or call is named “frobnicate”.',
      ],
    ]);
  });
});

describe('what is pasted', () => {
  const link = textOf(writeLink(named('board ssd202\n')));
  const session = textOf(writeFile(named('board ssd202\ndmesg\n', 'Mine')));
  it.each([
    ['', []],
    [' \n\t', []],
    [' dmesg \n', [['prompt', 'dmesg']]],
    ['dmesg\nfree\n', [['run', 'dmesg\nfree\n']]],
    ['dmesg\r\nfree', [['run', 'dmesg\nfree']]],
    ['board ssd202\n', [['prompt', 'board ssd202']]],
    ['board ssd202\r\ndmesg\r\n', [['begin', named('board ssd202\ndmesg\n')]]],
    ['# why\nboard ssd202\ndmesg\n', [['begin', named('# why\nboard ssd202\ndmesg\n')]]],
    // What is wrong is executed, so that the console says what.
    ['board ssd202\nnonsense(\n', [['run', 'board ssd202\nnonsense(\n']]],
    ['dmesg\nboard ssd202\n', [['run', 'dmesg\nboard ssd202\n']]],
    [
      session,
      [
        ['dismiss', 'file'],
        ['open', named('board ssd202\ndmesg\n', 'Mine')],
      ],
    ],
    ['#broken', [['link', '#broken', {}, undefined]]],
    [' https://host/p#x&embed ', [['link', 'https://host/p#x&embed', {}, undefined]]],
    ['file:///a/b.html#x', [['link', 'file:///a/b.html#x', {}, undefined]]],
    ['ftp://host/#x', [['prompt', 'ftp://host/#x']]],
    ['https://host/page', [['prompt', 'https://host/page']]],
  ])('as %j', async (text, deeds) => {
    await openPasted(text);
    expect(done).toEqual(deeds);
  });
  it('that is only what stands after the # of a link is a link, read already', async () => {
    await openPasted(`${link}\n`);
    expect(done).toMatchObject([['link', link, {}, { experiment: named('board ssd202\n') }]]);
  });
  it('brought as one line is executed though it boots', async () => {
    await runBrought('board ssd202');
    expect(done).toEqual([['run', 'board ssd202']]);
  });
});
