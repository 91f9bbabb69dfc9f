import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { say } from '../language/index.ts';
import { MAX_FILE_CHARS } from '../limits.ts';
import { experiments } from '../test/experiments.ts';
import { FILE_VERSION, plainExperiment, readFile, writeFile, type Experiment } from './index.ts';

const fileOf = (experiment: Experiment): string => {
  const file = writeFile(experiment);
  if ('refused' in file) throw new Error(file.refused.id);
  return file.text;
};
const why = (text: string): unknown => {
  const answer = readFile(text);
  if (!('refused' in answer)) return 'read';
  for (const lang of ['en', 'zh'] as const)
    expect(say(answer.refused, lang)).not.toMatch(/^\w+\.\w+$|\{\w/);
  return answer.refused.id;
};

const SESSION: Experiment = {
  title: 'Why the second buffer fails',
  branches: [
    { name: 'main', from: undefined, text: 'board ssd202\ncma_alloc(64)\n' },
    { name: 'retry', from: { branch: 0, at: 1 }, text: '# smaller\n\n cma_alloc(4)' },
  ],
  shown: 1,
  position: 2,
  view: { zoom: 3, region: 'reserved', grid: true },
};
const FILE = `# carveout 1
# title: Why the second buffer fails
# branch from 0 at 1: retry
#| # smaller
#|
#|  cma_alloc(4)
# shown: 1
# position: 2
# view zoom: 3
# view region: "reserved"
# view grid: true
# script
board ssd202
cma_alloc(64)

# end
`;

describe('a file', () => {
  test('is text that people can read', () => expect(fileOf(SESSION)).toBe(FILE));
  test('is opened as what was saved', () => {
    fc.assert(
      fc.property(experiments, (experiment) => {
        expect(readFile(fileOf(experiment))).toEqual({ experiment });
      }),
      { numRuns: 500 },
    );
  });
  test('holds a branch of more lines than a stack has room for', () => {
    const text = 'dmesg\n'.repeat(160_000);
    const branch = { name: 'b', from: { branch: 0, at: 0 }, text };
    const long = { ...SESSION, branches: [SESSION.branches[0]!, branch], shown: 1 };
    expect(readFile(fileOf(long))).toEqual({ experiment: long });
  });
  test('of a scenario is the scenario', () => {
    const text = '# title: Two holes\n# about: x\nboard ssd202\n';
    expect(readFile(text)).toEqual({ experiment: plainExperiment(text, 'Two holes') });
    expect(fileOf(plainExperiment(text, 'Two holes'))).toBe(text);
    expect(fileOf(plainExperiment(text, 'Mine'))).toContain(
      '# title: Mine\n# script\n# title: Two',
    );
  });
  test('may have been through an editor of another system', () => {
    const experiment = { ...SESSION, branches: SESSION.branches };
    expect(readFile(`\ufeff${FILE.replaceAll('\n', '\r\n')}`)).toEqual({ experiment });
    expect(readFile(FILE.trimEnd())).toEqual({ experiment });
    expect(readFile(`${FILE}\n\n`)).toEqual({ experiment });
  });
});

describe('versions', () => {
  const folder = new URL('../test/golden/files/', import.meta.url);
  const fixtures = readdirSync(folder);
  test.each(fixtures)('%s is still opened', (name) => {
    expect(readFile(readFileSync(new URL(name, folder), 'utf8'))).toEqual({ experiment: SESSION });
  });
  test('every version has one', () =>
    expect(fixtures).toEqual(Array.from({ length: FILE_VERSION }, (_, i) => `v${i + 1}.carveout`)));
});

describe('what cannot be opened is refused', () => {
  test.each([
    ['# carveout 2\n# script\n\n# end\n', 'file.newer'],
    ['# carveout 0\n# script\n\n# end\n', 'file.header'],
    ['# carveout 1', 'file.noEnd'],
    ['# carveout 1\n# title: x', 'file.noEnd'],
    ['# carveout 1\n# script\nboard ssd202\n', 'file.noEnd'],
    ['# carveout 1\nboard ssd202\n# script\n\n# end\n', 'file.header'],
    ['# carveout 1\n#| x\n# script\n\n# end\n', 'file.header'],
    ['# carveout 1\n# position: -1\n# script\n\n# end\n', 'file.header'],
    ['# carveout 1\n# position: 9999999999\n# script\n\n# end\n', 'file.header'],
    ['# carveout 1\n# position: 999999999\n# script\n\n# end\n', 'journal.position'],
    ['# carveout 1\n# view a: [[[[\n# script\n\n# end\n', 'file.header'],
    ['# carveout 1\n# view a: 1\n# view a: 2\n# script\n\n# end\n', 'file.header'],
    ['# carveout 1\n# view a: "\\x"\n# script\n\n# end\n', 'file.header'],
    ['# carveout 1\n# view a: "<b>"\n# script\n\n# end\n', 'read'],
    ['# carveout 1\n# title: <b>\n# script\n\n# end\n', 'journal.nameCharacter'],
    ['# carveout 1\n# shown: 1\n# script\n\n# end\n', 'journal.shown'],
    ['# carveout 1\n# branch from 1 at 0: x\n# script\n\n# end\n', 'journal.branchFrom'],
    ['# carveout one\nboard ssd202', 'read'],
    ['\u007fELF\u0000\u0001', 'file.binary'],
    ['#'.repeat(MAX_FILE_CHARS + 1), 'language.sourceTooLong'],
    ['x'.repeat(MAX_FILE_CHARS), 'language.sourceTooLong'],
  ])('%.50j', (text, id) => expect(why(text)).toBe(id));

  test('cut anywhere', () => {
    for (let at = 13; at < FILE.length - '# end\n'.length; at += 1)
      expect(why(FILE.slice(0, at))).toBe('file.noEnd');
  });
  test('where a line is wrong, the line is told', () => {
    expect(readFile(FILE.replace('# position: 2', '# positon: 2'))).toMatchObject({
      refused: { id: 'file.header', args: { line: 8, found: '# positon: 2' } },
    });
  });
  test('anything else: never an exception', () => {
    const line = fc.oneof(
      fc.constantFrom(...FILE.split('\n'), '# carveout 1'),
      fc.string({ unit: 'binary', maxLength: 30 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        why(`# carveout 1\n${lines.join('\n')}`);
        why(lines.join('\n'));
      }),
      { numRuns: 1_000 },
    );
  });
});
