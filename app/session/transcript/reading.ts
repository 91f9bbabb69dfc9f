/** Long work without keeping the page from answering: in steps, with a breath where a slice of time is over. */
import type { InSteps } from '../../../engine/journal/index.ts';
import { parseInSteps } from '../../../engine/language/index.ts';
import type { Parsed } from '../../../engine/language/index.ts';
import { MAX_SOURCE_CHARS } from '../../../engine/contract/limits.ts';

/**
 * Milliseconds of work between two breaths. With the longest step after them (a line of MAX_LINE_CHARS on
 * a slow machine) they stay below the 50 that a person notices.
 */
const SLICE_MS = 10;

/** What work in steps asks of its surroundings; tests bring their own. */
export interface Pace {
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /** Resolves when the page has answered whoever waited. */
  readonly breath: () => Promise<void>;
}
const PAGE: Pace = {
  now: () => performance.now(),
  breath: () => new Promise((resolve) => setTimeout(resolve)),
};

/** Does the work in slices of time; undefined once `goesOn`, asked after each breath, says no. */
export async function gentlyWhile<T>(
  goesOn: () => boolean,
  work: InSteps<T>,
  { now, breath }: Pace = PAGE,
): Promise<T | undefined> {
  for (let end = now() + SLICE_MS; ;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (now() < end) continue;
    await breath();
    if (!goesOn()) return undefined;
    end = now() + SLICE_MS;
  }
}

/** Does the work in slices of time, to its end. */
export async function gently<T>(work: InSteps<T>): Promise<T> {
  let done: { readonly answer: T } | undefined;
  function* whole(): InSteps<void> {
    done = { answer: yield* work };
  }
  await gentlyWhile(() => true, whole());
  return done!.answer;
}

/**
 * What `parse` answers for a text of any length, in slices of time; undefined once `goesOn` says no. A
 * text of more than `most` characters is refused.
 */
export const readGently = (
  source: string,
  goesOn: () => boolean,
  pace?: Pace,
  most = MAX_SOURCE_CHARS,
): Promise<Parsed | undefined> => gentlyWhile(goesOn, parseInSteps(source, most), pace);
