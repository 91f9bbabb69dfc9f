/** CMA in the list of systems: every board begins with it. */
import type { SystemEntry } from '../contract.ts';
import { live } from './live.ts';

/** Declaring regions and marking pages are the commands that fetch the rest. */
export const cma: SystemEntry<'cma'> = {
  id: 'cma',
  live,
  load: () => import('./system.ts'),
  later: /^cma_declare_|^(?:un)?(?:pin|lend)$/,
  onBoard: () => false,
  absent: undefined,
  unused: undefined,
};
