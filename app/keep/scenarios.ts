/** Scenarios the page offers; the first is played when the page opens. The files are the engine's. */
import first from '../../engine/scenarios/ssd202-seed.carveout?raw';

export const FIRST_SCENARIO: string = first;
