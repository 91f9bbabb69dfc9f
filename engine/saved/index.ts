/** Checkpoints in one piece: see ../machine/systems.ts. */
export { restoreMachine, saveMachine } from './checkpoint.ts';
export { checkpointBytes } from './weight.ts';
