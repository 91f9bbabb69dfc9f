/** The door to experiments: links, files, scripts, comparison. Time travel has its own, timeline.ts and samples.ts. */
export { plainExperiment, plainName, TRUNK } from './experiment.ts';
export type { Branch, Experiment, ViewSettings } from './experiment.ts';
export {
  FILE_VERSION,
  readFile,
  readFileInSteps,
  writeFile,
  writeFilePieces,
  writeSession,
} from './file/file.ts';
export { atOnce, charsOf, inPieces, piecesOf, textOf } from './pieces.ts';
export type { BranchInPieces, ExperimentInPieces, InSteps, Piece } from './pieces.ts';
export { LINK_VERSION, linkParts, readLink, writeLink } from './link/link.ts';
export type { LinkParts } from './link/link.ts';
export type { Refused } from './refuse.ts';
export { scriptOf } from './script.ts';
export type { BranchScript, ScriptError } from './script.ts';
export { cutAt, stepsOf, totalSteps } from './time/steps-taken.ts';
export { compareStates, DIFFERENCE_SECTIONS } from './compare.ts';
export type { Difference, DifferenceSection } from './compare.ts';
