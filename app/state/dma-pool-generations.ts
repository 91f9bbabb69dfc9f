/** The same pool in the other generations of the kernel: a pure function of the engine, fetched. */
export type { PoolAlternative } from '../../engine/planning.ts';

export const fetchComparison = (): Promise<typeof import('../../engine/planning.ts')> =>
  import('../../engine/planning.ts');
