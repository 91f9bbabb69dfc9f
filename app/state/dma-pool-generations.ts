/** The same pool in the other generations of the kernel: a pure function of the engine. */
export { compareGenerations } from '../../engine/index.ts';
export type { PoolAlternative } from '../../engine/index.ts';
