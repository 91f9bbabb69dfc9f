/** All words that are fetched behind the first paint, in one piece. */
import { cmem } from './cmem.ts';
import { map } from './map.ts';
import { panels } from './panels.ts';
import { plan } from './plan.ts';
import { time } from './time.ts';

export const later = { ...map, ...panels, ...cmem, ...plan, ...time };
