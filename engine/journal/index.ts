/** The door to experiments: links, files, scripts, comparison. Time travel has its own, timeline.ts and samples.ts. */
export { plainExperiment, plainName, TRUNK } from './experiment.ts';
export type { Branch, Experiment, ViewSettings } from './experiment.ts';
export { FILE_VERSION, readFile, writeFile } from './file.ts';
export { LINK_VERSION, linkParts, readLink, writeLink } from './link.ts';
export type { LinkParts } from './link.ts';
export type { Refused } from './refuse.ts';
export { scriptOf } from './script.ts';
export type { BranchScript, ScriptError } from './script.ts';
export { cutAt, stepsOf, totalSteps } from './steps.ts';
export { compareStates, DIFFERENCE_SECTIONS } from './compare.ts';
export type { Difference, DifferenceSection } from './compare.ts';
