import { beforeAll, expect, it } from 'vitest';
import { callGroups, findCall } from '../../../engine/language/index.ts';
import { withWords } from '../../words/i18n.svelte.ts';
import { helpFor } from './help-words.ts';
import { lineTextOf } from './line-text.ts';

beforeAll(() => withWords(() => Promise.resolve()));

const said = (line: string): readonly string[] | undefined => helpFor(line)?.map(lineTextOf);
const overview = (): readonly string[] => said('help')!;

it.each(['help', 'man', 'HELP', '  help', 'help  ', '\thelp\n'])(
  '%j is answered with an overview',
  (line) => expect(said(line)).toEqual(overview()),
);
it.each(['help cma_alloc', 'man cma_alloc()', 'help   cma_alloc', ' Help cma_alloc  '])(
  '%j is answered with the call, and what it takes',
  (line) => {
    const answer = said(line)!;
    const { params } = findCall('cma_alloc')!;
    expect(answer[0]).toMatch(/^cma_alloc\(count/);
    expect(answer[1]).toMatch(/^ {2}\S/);
    expect(answer.slice(2).map((text) => /^ {2}(\w+): \S/.exec(text)?.[1])).toEqual(
      params.map(({ name }) => name),
    );
  },
);
it.each([
  '',
  'helps',
  'xhelp',
  'a help',
  'help a b',
  'help (',
  'help cma_alloc(4)',
  'helpcma_alloc',
  'h = cma_alloc(1)',
])('%j asks for no help', (line) => expect(said(line)).toBeUndefined());
it('the overview names every call, a group a line', () => {
  const lines = callGroups.map((group) => `  ${group.map(({ name }) => name).join('  ')}`);
  expect(overview().slice(-lines.length)).toEqual(lines);
  expect(overview()).toHaveLength(lines.length + 4);
});
it('a name that is none is answered in the words of the language, without a place', () => {
  const [answer, ...more] = helpFor('help nosuch_call')!;
  expect(more).toEqual([]);
  expect(answer).toMatchObject({ kind: 'error', at: undefined });
  expect(lineTextOf(answer!)).toMatch(/nosuch_call/);
});
