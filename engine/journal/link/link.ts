/**
 * Links: an experiment in the fragment of an address. `#` and base64url of
 *
 *   version · CRC-32 of all that follows, 4 bytes · what the version's writer wrote
 *
 * Anybody can send anybody a link, so reading one trusts nothing: a refusal says what was found and
 * what would be accepted, nothing is thrown, nothing grows beyond limits.ts.
 */
import { MAX_LINK_CHARS, MAX_LINK_STEPS, MAX_SOURCE_CHARS } from '../../contract/limits.ts';
import { crc32 } from '../../memory/bytes/crc32.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { assertExperiment, type Experiment } from '../experiment.ts';
import { readLinkV1, writeLinkV1 } from './link-v1.ts';
import { guarded, refuse, type Refused } from '../refuse.ts';
import { versions } from '../versions.ts';
import { Work } from './work.ts';

/** The version that is written. */
export const LINK_VERSION = 1;
const CRC_BYTES = 4;

/** What a version wrote, and the work that reading it may take. */
interface Body {
  readonly bytes: Uint8Array;
  readonly work: Work;
}
const read = versions<Body, Experiment>('link', LINK_VERSION, {
  read: { 1: ({ bytes, work }) => readLinkV1(bytes, work) },
  upgrade: {},
});

/** A link is packed and read in one go, so it holds less than a file. */
function assertFits(experiment: Experiment): Experiment {
  const length = experiment.branches.reduce((sum, { text }) => sum + text.length, 0);
  if (length > MAX_SOURCE_CHARS) refuse('link.scriptTooLong', { length, most: MAX_SOURCE_CHARS });
  return experiment;
}

/** Most steps that reading one character of a script takes: numbers of one digit, each new. */
const STEPS_A_CHAR = 40;
const mayTakeLong = ({ branches }: Experiment): boolean =>
  branches.reduce((sum, { text }) => sum + text.length, 0) > MAX_LINK_STEPS / STEPS_A_CHAR;

/** What is handed to others must open there: a script of a million equal lines is short as a link, and takes long. */
function assertReadable(body: Uint8Array): void {
  const answer = guarded(() => readLinkV1(body, new Work(MAX_LINK_STEPS)));
  if ('refused' in answer) refuse('link.takesLong');
}

/** `text` is what stands after the `#`; refused: it is too long, or no experiment. */
export function writeLink(experiment: Experiment): { readonly text: string } | Refused {
  return guarded(() => {
    const body = writeLinkV1(assertFits(assertExperiment(experiment)));
    if (mayTakeLong(experiment)) assertReadable(body);
    const bytes = new Uint8Array(1 + CRC_BYTES + body.length);
    bytes[0] = LINK_VERSION;
    new DataView(bytes.buffer).setUint32(1, crc32(body));
    bytes.set(body, 1 + CRC_BYTES);
    const text = toBase64url(bytes);
    if (text.length > MAX_LINK_CHARS)
      refuse('link.tooLong', { length: text.length, most: MAX_LINK_CHARS });
    return { text };
  });
}

/** What may stand after the experiment: `#…&embed`. */
export interface LinkParts {
  readonly text: string;
  readonly flags: readonly string[];
}
/** Characters after the experiment in which flags are looked for: another experiment may stand there. */
const FLAG_CHARS = MAX_LINK_CHARS;

/** An address, its fragment, or only what is in it, cut at the `&`. */
export function linkParts(link: string): LinkParts {
  const whole = link.trim();
  const start = whole.indexOf('#') + 1;
  const and = whole.indexOf('&', start);
  if (and < 0) return { text: whole.slice(start), flags: [] };
  const flags = whole.slice(and, and + FLAG_CHARS).split('&');
  return { text: whole.slice(start, and), flags: flags.filter((flag) => flag !== '') };
}

/** Takes an address, its fragment, or only what is in it; flags are left aside. */
export function readLink(
  link: string,
  work = new Work(MAX_LINK_STEPS),
): { readonly experiment: Experiment } | Refused {
  return guarded(() => {
    const { text } = linkParts(link);
    if (text.length > MAX_LINK_CHARS)
      refuse('link.tooLong', { length: text.length, most: MAX_LINK_CHARS });
    const bytes = fromBase64url(text);
    const version = bytes[0];
    if (version === undefined) return refuse('link.empty');
    if (version > LINK_VERSION) refuse('link.newer', { version, newest: LINK_VERSION });
    if (version < 1 || bytes.length < 1 + CRC_BYTES) refuse('link.cut');
    const body = bytes.subarray(1 + CRC_BYTES);
    const sum = new DataView(bytes.buffer).getUint32(1);
    if (crc32(body) !== sum) refuse('link.damaged');
    return { experiment: assertFits(assertExperiment(read(version, { bytes: body, work }))) };
  });
}
