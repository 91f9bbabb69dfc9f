/** All of msys. */
import { OBJECT_BYTES } from '../../board/weight.ts';
import type { System } from '../contract.ts';
import { restoreDmem, saveDmem } from './checkpoint.ts';
import { live } from './live.ts';
import { dmemState } from './state.ts';
import { msysTree } from './tree.ts';

/** All that the driver remembers is on its lists, hence nothing is hidden from a state. */
export const system: System<'msys'> = {
  ...live,
  save: ({ parts: { msys } }) => msys && saveDmem(msys),
  restore: ({ parts: { msys } }, saved) => {
    if (saved && msys) restoreDmem(msys, saved);
  },
  weigh: ({ kept }) => OBJECT_BYTES * kept.length,
  state: (board) => ({ dmem: dmemState(board) }),
  hidden: () => [],
  numberOf: { dmem: ({ phys }) => phys },
  files: msysTree,
};
