import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { say } from '../../language/index.ts';
import {
  MAX_BRANCHES,
  MAX_EXPERIMENT_CHARS,
  MAX_FILE_CHARS,
  MAX_VIEW_FIELDS,
  PIECE_CHARS,
} from '../../contract/limits.ts';
import { TOP_CHARS } from '../../scenarios/comments.ts';
import { experiments } from '../../test/experiments.ts';
import {
  FILE_VERSION,
  inPieces,
  piecesOf,
  plainExperiment,
  readFile,
  readFileInSteps,
  textOf,
  writeFile,
  writeFilePieces,
  writeSession,
  type Experiment,
  type ExperimentInPieces,
  type Piece,
} from '../index.ts';

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
    const deep = (lines: number): string => `${'\n'.repeat(lines)}# title: Deep`;
    expect(readFile(deep(TOP_CHARS))).toMatchObject({ experiment: { title: 'Deep' } });
    expect(readFile(deep(TOP_CHARS + 1))).toMatchObject({ experiment: { title: '' } });
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
  const folder = new URL('../../test/golden/files/', import.meta.url);
  const fixtures = readdirSync(folder);
  test.each(fixtures)('%s is still opened', (name) => {
    expect(readFile(readFileSync(new URL(name, folder), 'utf8'))).toEqual({ experiment: SESSION });
  });
  test('every version has one', () =>
    expect(fixtures).toEqual(Array.from({ length: FILE_VERSION }, (_, i) => `v${i + 1}.carveout`)));
});

/** The form as it is told, written in one go. */
function slowly({ title, branches, shown, position, view }: Experiment): string {
  const [trunk, ...others] = branches;
  const lines = ['# carveout 1'];
  if (title !== '') lines.push(`# title: ${title}`);
  if (trunk!.name !== 'main') lines.push(`# trunk: ${trunk!.name}`);
  for (const { name, from, text } of others) {
    lines.push(`# branch from ${from!.branch} at ${from!.at}: ${name}`);
    for (const line of text.split('\n')) lines.push(line === '' ? '#|' : `#| ${line}`);
  }
  if (shown !== 0) lines.push(`# shown: ${shown}`);
  if (position !== undefined) lines.push(`# position: ${position}`);
  for (const [field, value] of Object.entries(view))
    lines.push(`# view ${field}: ${Object.is(value, -0) ? '-0' : JSON.stringify(value)}`);
  return `${lines.join('\n')}\n# script\n${trunk!.text}\n# end\n`;
}
/** Cut at any places, inside lines and characters too. */
const cutAnywhere = (text: string, cuts: readonly number[]): readonly Piece[] => {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])];
  places.sort((a, b) => a - b);
  return places.slice(1).map((end, i) => ({ text: text.slice(places[i], end) }));
};
const cutUp = (experiment: Experiment, cuts: readonly number[]): ExperimentInPieces => ({
  ...experiment,
  branches: experiment.branches.map(({ text, ...rest }) => ({
    ...rest,
    pieces: cutAnywhere(text, cuts),
  })),
});
const joined = (file: ReturnType<typeof writeFilePieces>): unknown =>
  'pieces' in file ? file.pieces.join('') : file.refused;

describe('in pieces', () => {
  test('a file is what it is as a whole, wherever the pieces end', () => {
    fc.assert(
      fc.property(experiments, fc.array(fc.nat(400), { maxLength: 30 }), (experiment, cuts) => {
        const pieces = cutUp(experiment, cuts);
        expect(joined(writeFilePieces(pieces))).toBe(fileOf(experiment));
        expect(joined(writeSession(pieces))).toBe(slowly(experiment));
        // What was written before is written again as it was.
        expect(joined(writeSession(pieces))).toBe(slowly(experiment));
      }),
      { numRuns: 500 },
    );
  });
  test('a long one stands in small pieces, whole lines where lines are not too long', () => {
    const text = `${'cma_alloc(4)\n'.repeat(20_000)}${'x'.repeat(3 * PIECE_CHARS)}\n😀`;
    const branch = { name: 'b', from: { branch: 0, at: 0 }, text };
    const long = { ...SESSION, branches: [{ ...SESSION.branches[0]!, text }, branch] };
    const file = writeFilePieces(inPieces(long));
    if ('refused' in file) throw new Error(file.refused.id);
    expect(file.pieces.join('')).toBe(slowly(long));
    // A branch's line is three characters longer than it is.
    expect(Math.max(...file.pieces.map(({ length }) => length))).toBeLessThan(2 * PIECE_CHARS);
    expect(file.pieces.length).toBeGreaterThan(30);
  });
  test('what did not change is the same text again', () => {
    const text = 'cma_alloc(4)\n'.repeat(20_000);
    const pieces = piecesOf(text);
    const written = (more: readonly Piece[]): readonly string[] => {
      const own = [...pieces, ...more];
      const branches = [
        { name: 'main', from: undefined, pieces: own },
        { name: 'b', from: { branch: 0, at: 1 }, pieces: own },
      ];
      const file = writeSession({ ...plainExperiment(''), branches });
      return 'pieces' in file ? file.pieces : [];
    };
    const before = new Set(written([]));
    expect(written([{ text: 'dmesg\n' }]).filter((piece) => !before.has(piece))).toEqual([
      '#| dmesg\n',
      'dmesg\n',
    ]);
  });
  test('a text is cut after lines, never inside a character, and is whole again', () => {
    const line = fc.oneof(fc.constant('x'), fc.constant('😀'), fc.constant('\n'));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), fc.nat(3), (parts, odd) => {
        const text = 'y'.repeat(odd) + parts.map((part) => part.repeat(1_500)).join('');
        const pieces = piecesOf(text);
        expect(textOf(pieces)).toBe(text);
        for (const piece of pieces) {
          expect(piece.text.length).toBeLessThanOrEqual(PIECE_CHARS);
          expect(piece.text.length).toBeGreaterThan(0);
          expect(piece.text).not.toMatch(/[\ud800-\udbff]$|^[\udc00-\udfff]/);
        }
      }),
      { numRuns: 50 },
    );
  });
  test('a file is read in steps, other systems’ line ends included', () => {
    const text = '# a comment of some length\n'.repeat(100_000);
    const branch = { name: 'b', from: { branch: 0, at: 0 }, text };
    const long = { ...SESSION, branches: [{ ...SESSION.branches[0]!, text }, branch] };
    for (const file of [fileOf(long), fileOf(long).replaceAll('\n', '\r\n')]) {
      let steps = 0;
      const work = readFileInSteps(file);
      for (let step = work.next(); ; step = work.next(), steps += 1)
        if (step.done === true) {
          expect(step.value).toEqual({ experiment: long });
          break;
        }
      expect(steps).toBeGreaterThan(90);
    }
  });
});

describe('bounds', () => {
  test('a text that is longer than a file, or than an experiment', () => {
    expect(why('#'.repeat(MAX_FILE_CHARS + 1))).toBe('language.sourceTooLong');
    expect(why('x'.repeat(MAX_EXPERIMENT_CHARS + 1))).toBe('journal.tooLong');
  });
  const branch = (text: string) => [{ name: 'main', from: undefined, text }];
  test('the longest experiment is written and read', () => {
    const text = '#'.repeat(MAX_EXPERIMENT_CHARS);
    const read = readFile(fileOf({ ...SESSION, branches: branch(text), shown: 0 }));
    expect('experiment' in read && read.experiment.branches[0]!.text === text).toBe(true);
  });
  test('a file that could not be read is not written', () => {
    const piece = { text: '\n'.repeat(PIECE_CHARS) };
    const most = Math.floor(MAX_FILE_CHARS / (3 * PIECE_CHARS));
    const written = (count: number): unknown => {
      const pieces = Array.from({ length: count }, () => piece);
      const branches = [
        { name: 'main', from: undefined, pieces: [] },
        { name: 'b', from: { branch: 0, at: 0 }, pieces },
      ];
      const file = writeSession({ ...SESSION, branches, shown: 0 });
      return 'refused' in file ? file.refused.id : 'written';
    };
    expect([written(most), written(most + 1)]).toEqual(['written', 'file.tooLong']);
  });
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
  ])('%.50j', (text, id) => expect(why(text)).toBe(id));

  test.each([
    ['fields of a view', '# view a$: 1', MAX_VIEW_FIELDS, 'journal.viewFields'],
    ['branches', '# branch from 0 at 0: a$', MAX_BRANCHES - 1, 'journal.branches'],
  ])('%s are bounded before the rest of the head is read', (_, line, most, id) => {
    const head = (count: number): string =>
      Array.from({ length: count }, (_, i) => line.replace('$', `${i}`)).join('\n');
    expect(why(`# carveout 1\n${head(most)}\n# script\n\n# end\n`)).toBe('read');
    // Nobody gets as far as the line that is none.
    expect(why(`# carveout 1\n${head(60_000)}\nnone\n# script\n\n# end\n`)).toBe(id);
  });
  test('a field of the view that has a name of every object is a field', () => {
    const text = '# carveout 1\n# view constructor: 1\n# script\n\n# end\n';
    expect(readFile(text)).toMatchObject({ experiment: { view: { constructor: 1 } } });
  });

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
