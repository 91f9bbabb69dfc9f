/** An experiment that a reader took must come back from whatever writes it. */
import { isDeepStrictEqual } from 'node:util';
import { readFile, readLink, scriptOf, writeFile, writeLink } from '../../journal/index.ts';
import type { Experiment, Refused } from '../../journal/index.ts';
import type { Finding } from '../target.ts';
import { firstFinding, unsaid } from './said.ts';

/** Reasons for which what was read may not be written. */
const TOO_LONG = ['link.tooLong', 'link.scriptTooLong', 'link.takesLong', 'file.tooLong'];

/** What was written must be read as the same experiment. */
function comesBack(
  where: string,
  experiment: Experiment,
  written: { readonly text: string } | Refused,
  read: (text: string) => { readonly experiment: Experiment } | Refused,
): Finding | undefined {
  if ('refused' in written) {
    const { id } = written.refused;
    return TOO_LONG.includes(id)
      ? undefined
      : { kind: `${where} not written: ${id}`, says: JSON.stringify(written.refused) };
  }
  const again = read(written.text);
  if ('refused' in again)
    return { kind: `${where} not read: ${again.refused.id}`, says: JSON.stringify(again.refused) };
  return isDeepStrictEqual(again.experiment, experiment)
    ? undefined
    : { kind: `${where} differs`, says: JSON.stringify(experiment).slice(0, 2_000) };
}

/** Through a link, through a file, and into a script. */
export const brokenRoundTrip = (experiment: Experiment, input: string): Finding | undefined =>
  firstFinding(
    () => comesBack('link', experiment, writeLink(experiment), (text) => readLink(text)),
    () => comesBack('file', experiment, writeFile(experiment), readFile),
    () => {
      const script = scriptOf(experiment);
      return 'refused' in script ? unsaid(script.refused, input) : undefined;
    },
  );
