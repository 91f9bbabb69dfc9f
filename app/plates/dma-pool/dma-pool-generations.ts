/** The same pool in the other generations of the kernel: a pure function of the engine. */
export { compareGenerations } from '../../../engine/planning.ts';
