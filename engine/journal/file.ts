/**
 * Files: a scenario as it is, or a session with a head. What is only a script stays one; the head comes
 * with branches, a position, a view, or a title that the script's own comments do not give.
 */
import { MAX_FILE_CHARS } from '../limits.ts';
import { commentsOf } from '../scenarios/comments.ts';
import { assertExperiment, plainExperiment, plainName, type Experiment } from './experiment.ts';
import { readFileV1, writeFileV1 } from './file-v1.ts';
import { guarded, refuse, type Refused } from './refuse.ts';
import { versions } from './versions.ts';

/** The version that is written. */
export const FILE_VERSION = 1;

const read = versions<string, Experiment>('file', FILE_VERSION, {
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
function isScenario(experiment: Experiment): boolean {
  const { title, branches, shown, position, view } = experiment;
  const [trunk] = branches;
  const plain = scenario(trunk!.text);
  return (
    branches.length === 1 &&
    trunk!.name === plain.branches[0]!.name &&
    title === plain.title &&
    shown === 0 &&
    position === undefined &&
    Object.keys(view).length === 0 &&
    !HEAD.test(trunk!.text) &&
    !trunk!.text.startsWith(BYTE_ORDER_MARK) &&
    !trunk!.text.includes('\0')
  );
}

/** Refused: it is no experiment. */
export function writeFile(experiment: Experiment): { readonly text: string } | Refused {
  return guarded(() => {
    const whole = assertExperiment(experiment);
    return { text: isScenario(whole) ? whole.branches[0]!.text : writeFileV1(whole) };
  });
}

/** Takes a scenario, and sessions of every version there was. */
export function readFile(file: string): { readonly experiment: Experiment } | Refused {
  return guarded(() => {
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
    const lines = carriage === '' ? text : text.replaceAll('\r\n', '\n');
    return { experiment: assertExperiment(read(version, lines)) };
  });
}
