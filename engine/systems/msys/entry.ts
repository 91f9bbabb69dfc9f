/** msys in the list of systems: the first board of a page has it. */
import type { SystemEntry } from '../contract.ts';
import { live } from './live.ts';

export const msys: SystemEntry<'msys'> = {
  id: 'msys',
  live,
  load: () => import('./system.ts'),
  later: undefined,
  onBoard: () => false,
  absent: undefined,
  unused: undefined,
};
