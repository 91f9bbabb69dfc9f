/**
 * The scenarios that are shipped, without their text: who shows the list fetches a file when it is
 * wanted. Titles and sentences are those of the files' first lines; scenarios.test.ts compares them.
 */
import type { ScenarioEntry } from './entry.ts';
import { cmaScenarios } from './list-cma.ts';
import { cmemScenarios } from './list-cmem.ts';
import { dmaPoolScenarios } from './list-dma-pool.ts';
import { msysScenarios } from './list-msys.ts';

export type { ScenarioEntry } from './entry.ts';
export { findScenarios, hasWords } from './find.ts';
export { GROUPS } from './groups.ts';

/** The first is the one to begin with. */
export const SCENARIOS: readonly ScenarioEntry[] = [
  ...msysScenarios,
  ...cmaScenarios,
  ...cmemScenarios,
  ...dmaPoolScenarios,
];
