/**
 * Files: a scenario as it is, or a session with a head. What is only a script stays one; the head comes
 * with branches, a position, a view, or a title that the script's own comments do not give.
 */
import { MAX_FILE_CHARS } from '../../contract/limits.ts';
import { commentsOf, TOP_CHARS } from '../../scenarios/comments.ts';
import {
  assertExperiment,
  assertOutline,
  plainExperiment,
  plainName,
  TRUNK,
  type Experiment,
} from '../experiment.ts';
import { readFileV1, writeFileV1 } from './file-v1.ts';
import {
  atOnce,
  charsOf,
  inPieces,
  topOf,
  type ExperimentInPieces,
  type InSteps,
} from '../pieces.ts';
import { guarded, guardedSteps, refuse, type Refused } from '../refuse.ts';
import { versions } from '../versions.ts';

/** The version that is written. */
export const FILE_VERSION = 1;

const read = versions<string, InSteps<Experiment>>('file', FILE_VERSION, {
  read: { 1: readFileV1 },
  upgrade: {},
});

/** First line of a session. */
const HEAD = /^# carveout ([0-9]{1,9})(\r?)(?:\n|$)/;
const BYTE_ORDER_MARK = '\ufeff';

/** What a file without a head is. */
const scenario = (text: string): Experiment =>
  plainExperiment(text, plainName(commentsOf(text).title.en));

/** A script and nothing else. */
function isScenario(experiment: ExperimentInPieces): boolean {
  const { title, branches, shown, position, view } = experiment;
  const [trunk] = branches;
  const { name, pieces } = trunk!;
  const [first = { text: '' }] = pieces;
  return (
    branches.length === 1 &&
    name === TRUNK &&
    shown === 0 &&
    position === undefined &&
    Object.keys(view).length === 0 &&
    !HEAD.test(first.text) &&
    !first.text.startsWith(BYTE_ORDER_MARK) &&
    title === plainName(commentsOf(topOf(pieces, TOP_CHARS)).title.en) &&
    pieces.every(({ text }) => !text.includes('\0'))
  );
}

/**
 * A session as a file with a head, piece by piece: what of it did not change since it was written before
 * is the same text again. Refused: it is no experiment.
 */
export function writeSession(
  experiment: ExperimentInPieces,
): { readonly pieces: readonly string[] } | Refused {
  return guarded(() => {
    assertWhole(experiment);
    return { pieces: assertShort(writeFileV1(experiment)) };
  });
}
/** Refuses what no experiment may be. */
function assertWhole(experiment: ExperimentInPieces): void {
  const branches = experiment.branches.map(({ name, from, pieces }) => ({
    name,
    from,
    chars: charsOf(pieces),
  }));
  assertOutline({ ...experiment, branches });
}
/** What is written can be read. */
function assertShort(pieces: readonly string[]): readonly string[] {
  const length = pieces.reduce((sum, text) => sum + text.length, 0);
  if (length > MAX_FILE_CHARS) refuse('file.tooLong', { length, most: MAX_FILE_CHARS });
  return pieces;
}

/** A file in pieces that are one after the other what `writeFile` gives. Refused: it is no experiment. */
export function writeFilePieces(
  experiment: ExperimentInPieces,
): { readonly pieces: readonly string[] } | Refused {
  return guarded(() => {
    assertWhole(experiment);
    const pieces = isScenario(experiment)
      ? experiment.branches[0]!.pieces.map(({ text }) => text)
      : writeFileV1(experiment);
    return { pieces: assertShort(pieces) };
  });
}

/**
 * Refused: it is no experiment. The whole text: a plain script where that says everything, else
 * with a head.
 */
export function writeFile(experiment: Experiment): { readonly text: string } | Refused {
  return guarded(() => {
    const file = writeFilePieces(inPieces(experiment));
    return 'pieces' in file ? { text: file.pieces.join('') } : file;
  });
}

/**
 * Takes a scenario, and sessions of every version there was. Refused: too long, binary, newer than
 * this reader, or not an experiment.
 */
export const readFile = (file: string): { readonly experiment: Experiment } | Refused =>
  atOnce(readFileInSteps(file));

/** The same in steps of a few milliseconds, for files of any length. */
export const readFileInSteps = (
  file: string,
): InSteps<{ readonly experiment: Experiment } | Refused> => guardedSteps(() => readSteps(file));

function* readSteps(file: string): InSteps<{ readonly experiment: Experiment }> {
  if (file.length > MAX_FILE_CHARS)
    refuse('language.sourceTooLong', { length: file.length, most: MAX_FILE_CHARS });
  const text = file.startsWith(BYTE_ORDER_MARK) ? file.slice(1) : file;
  const [, digits, carriage] = HEAD.exec(text) ?? [];
  if (digits === undefined) {
    const zero = text.indexOf('\0');
    if (zero >= 0) refuse('file.binary', { at: zero + 1 });
    return { experiment: assertExperiment(scenario(text)) };
  }
  const version = Number(digits);
  if (version > FILE_VERSION) refuse('file.newer', { version, newest: FILE_VERSION });
  if (version < 1) refuse('file.header', { line: 1, found: digits, accepted: '# carveout 1' });
  // An editor elsewhere may have ended every line its own way.
  const lines = carriage === '' ? text : yield* plainLines(text);
  yield;
  return { experiment: assertExperiment(yield* read(version, lines)) };
}

/** Characters of which line ends are replaced before others may work. */
const CHARS_AT_ONCE = 1_000_000;

/** Every `\r\n` is `\n`. */
function* plainLines(text: string): InSteps<string> {
  let plain = '';
  for (let from = 0; from < text.length;) {
    const most = text.indexOf('\n', from + CHARS_AT_ONCE);
    const end = most < 0 ? text.length : most + 1;
    plain += text.slice(from, end).replaceAll('\r\n', '\n');
    from = end;
    yield;
  }
  return plain;
}
