/** The plate that the first paint has: its code is in the first load, the list of all comes later. */
import { CMA_PLATE } from './map-view.svelte.ts';

export const FIRST = { id: CMA_PLATE };
export { default as FirstMaps } from './cma/view/CmaPlate.svelte';
