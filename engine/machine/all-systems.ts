/** Every system at once, for who need not save a byte: Node and tests. */
import { fetchEverything, type Systems } from './systems.ts';
import { SYSTEMS } from '../systems/index.ts';

export const ALL_SYSTEMS: Systems = await fetchEverything(SYSTEMS);
