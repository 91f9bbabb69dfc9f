/** The bump allocator in a list of systems. */
import type { SystemEntry } from '../../systems/contract.ts';

export const bump: SystemEntry<'bump'> = {
  id: 'bump',
  live: undefined,
  load: () => import('./system.ts'),
  later: /^bump_/,
  onBoard: ({ banks }) => banks.length > 0,
  absent: undefined,
  unused: { bump: undefined },
};
