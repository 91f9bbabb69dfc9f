/** All of CMA that is not the board's own. */
import type { System } from '../contract.ts';
import { declare, declareMulti } from './declare.ts';
import { withCma } from './exec.ts';
import { live } from './live.ts';
import { markPages } from './mark.ts';
import { cmaTree } from './tree.ts';

/** pin, unpin, lend and unlend are one handler. */
const mark = withCma(markPages);

/** A checkpoint, a state and a digest hold the areas already, so that nothing is saved here. */
export const system: System<'cma'> = {
  ...live,
  exec: {
    ...live.exec,
    cma_declare_contiguous: withCma(declare),
    cma_declare_contiguous_multi: withCma(declareMulti),
    pin: mark,
    unpin: mark,
    lend: mark,
    unlend: mark,
  },
  save: () => undefined,
  restore: () => undefined,
  weigh: () => 0,
  state: () => ({}),
  hidden: () => [],
  numberOf: { pages: ({ pfn }) => pfn },
  files: cmaTree,
};
