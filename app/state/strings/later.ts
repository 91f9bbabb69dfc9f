/** All words that are fetched behind the first paint, in one piece. */
import { map } from './map.ts';
import { panels } from './panels.ts';

export const later = { ...map, ...panels };
