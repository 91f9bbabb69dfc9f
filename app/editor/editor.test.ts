import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState, Text } from '@codemirror/state';
import { beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { MAX_SOURCE_CHARS, MAX_SYNTAX_ERRORS } from '../../engine/contract/limits.ts';
import { t, withWords } from '../words/i18n.svelte.ts';
import { parse } from '../../engine/language/index.ts';
import { bounded } from './bounds.ts';
import { completionSource, inserted, namesAbove } from './completing.ts';
import { phrasesOf } from './phrases.ts';
import { firstProblem, LineReader, problemsIn } from './problems.ts';
import { difference } from './view.ts';

beforeAll(() => withWords(() => Promise.resolve()));

const doc = (text: string): Text => Text.of(text.split('\n'));
const goesOn = (): boolean => true;

describe('problems', () => {
  const read = (text: string) => problemsIn(doc(text), new LineReader(), goesOn);

  it('stand where the parser of the whole text finds them', async () => {
    const lines = fc.constantFrom(
      'cma_alloc(1)',
      'foo',
      '',
      '# c',
      'a = cma_alloc(64, algn=4',
      'cat',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(lines, { maxLength: 12 }), async (some) => {
        const text = some.join('\n');
        const expected = parse(text).errors.map(({ from, to, message }) => ({ from, to, message }));
        const found = await read(text);
        expect(found?.map(({ from, to, message }) => ({ from, to, message }))).toEqual(expected);
      }),
    );
  });
  it('of a line that goes on stand where the parser finds them', async () => {
    const text =
      '# a \\\ncma_alloc(4, \\\n  aling=2)\ncma_alloc(1, \\\n  align=0)\ncma_aloc(2)\nls \\';
    const found = await problemsIn(doc(text), new LineReader(), () => true);
    expect(found?.map(({ from, to }) => [from, to])).toEqual(
      parse(text).errors.map(({ from, to }) => [from, to]),
    );
    expect(found?.length).toBeGreaterThan(1);
  });

  it('end where a list of them would say nothing new', async () => {
    const found = await read('foo\n'.repeat(MAX_SYNTAX_ERRORS + 5));
    expect(found).toHaveLength(MAX_SYNTAX_ERRORS + 1);
    expect(found?.at(-1)?.message).toEqual({
      id: 'language.tooManyErrors',
      args: { line: MAX_SYNTAX_ERRORS },
    });
  });
  it('are given up once the text is another', async () => {
    let lines = 0;
    const stop = (): Promise<boolean> | boolean =>
      (lines += 1) < 3 ? true : Promise.resolve(false);
    expect(await problemsIn(doc('foo\n'.repeat(9)), new LineReader(), stop)).toBeUndefined();
    expect(lines).toBe(3);
  });
  it('are looked for up to a line when that far is run', () => {
    const text = doc('board ssd202\ncma_alloc(1)\n\nfoo');
    expect(firstProblem(text, new LineReader(), 3)).toBeUndefined();
    expect(firstProblem(text, new LineReader(), 4)).toMatchObject({ from: 27, to: 30 });
  });
});

describe('completion', () => {
  const names = {
    boards: ['ssd202', 'generic'],
    paths: ['/proc/cmdline', '/proc/meminfo', '/sys/class/a'],
    handles: ['held'],
    regions: ['reserved'],
    dmemNames: [],
  };
  /** The caret stands where the bar is. */
  const at = (marked: string, explicit = false) => {
    const state = EditorState.create({ doc: marked.replace('|', '') });
    const context = new CompletionContext(state, marked.indexOf('|'), explicit);
    const result = completionSource(() => names)(context);
    return result && { from: result.from, labels: result.options.map(({ label }) => label) };
  };

  it.each([
    ['board ssd202\nboard |', 19, ['ssd202', 'generic'], true],
    ['cma_rel|', 0, ['cma_release('], false],
    ['# why\ncat /pr|', 11, ['proc/'], false],
    ['cat /proc/m|', 10, ['meminfo'], false],
    [
      'x1 = cma_alloc(1)\nexpect ok y2 = cma_alloc(2)\ncma_release(|',
      58,
      ['y2', 'x1', 'held'],
      false,
    ],
    ['cma_alloc(1, al|', 13, ['align='], false],
  ])('%j', (marked, from, labels, explicit) => {
    expect(at(marked, explicit)).toEqual({ from, labels });
  });
  it.each(['|', 'cma_alloc(1)\n|', '# cma_|', 'cma_alloc(64)|', 'dmesg|', 'frob|'])(
    'nothing unasked in %j',
    (marked) => {
      // eslint-disable-next-line no-restricted-syntax -- the library's word for "none"
      expect(at(marked)).toBe(null);
    },
  );
  it('says what a file is', () => {
    const state = EditorState.create({ doc: 'cat /proc/mem' });
    const result = completionSource(() => names)(new CompletionContext(state, 13, false));
    expect(result?.options[0]?.detail).toMatch(/CmaFree/);
  });
  it('names of later lines are not there yet', () => {
    const state = EditorState.create({ doc: 'a = cma_alloc(1)\n\nb = cma_alloc(2)' });
    expect(namesAbove(state, 2)).toEqual(['a']);
  });
  it.each([
    ['cma_alloc(', '', 'cma_alloc()', 10],
    ['cma_alloc(', '  ', 'cma_alloc()', 10],
    ['cma_alloc(', '(64)', 'cma_alloc', 10],
    ['cma_alloc(', ' 64', 'cma_alloc(', 10],
    ['meminfo', '', 'meminfo', 7],
  ])('%s in front of %j becomes %s', (label, after, text, caret) => {
    expect(inserted(label, after)).toEqual({ text, caret });
  });
});

describe('the longest text', () => {
  const state = (length: number, refused: number[]) =>
    EditorState.create({
      doc: 'x'.repeat(length),
      extensions: bounded((one) => refused.push(one)),
    });
  const insert = (from: EditorState, text: string): EditorState =>
    from.update({ changes: { from: 0, insert: text }, selection: { anchor: 1 } }).state;

  it('may be reached, not exceeded; a refusal moves nothing', () => {
    const refused: number[] = [];
    const full = insert(state(MAX_SOURCE_CHARS - 1, refused), 'y');
    expect(full.doc.length).toBe(MAX_SOURCE_CHARS);
    expect(refused).toEqual([]);
    const same = insert(full, 'zz');
    expect(same.doc.length).toBe(MAX_SOURCE_CHARS);
    expect(same.selection.main.head).toBe(full.selection.main.head);
    expect(refused).toEqual([MAX_SOURCE_CHARS + 2]);
  });
});

describe('difference', () => {
  it('makes one text of the other, and is nothing where they are the same', () => {
    const some = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 });
    fc.assert(
      fc.property(some, some, (before, after) => {
        const { from, to, insert } = difference(before, after);
        expect(before.slice(0, from) + insert + before.slice(to)).toBe(after);
        if (before === after) expect([from, to, insert]).toEqual([from, from, '']);
      }),
    );
  });
});

describe('phrases', () => {
  it('keep the place of the number that stands in them', () => {
    const phrases = phrasesOf(t);
    expect(phrases['replace all']).toBe('Replace all');
    for (const [phrase, text] of Object.entries(phrases))
      expect(text.includes('$'), phrase).toBe(phrase.includes('$'));
  });
});
