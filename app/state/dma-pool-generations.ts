/** The same pool in the other generations of the kernel: a pure function of the engine, fetched. */
export { fetchComparison } from '../../engine/index.ts';
export type { PoolAlternative } from '../../engine/index.ts';
