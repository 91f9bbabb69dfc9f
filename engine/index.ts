/** The door to the machine. What a page only computes with has its own, planning.ts; so has the language. */
export { createMachine } from './machine.ts';
export { FetchedSystems, needs } from './systems.ts';
export type { Checkpoint, Machine, MachineState, RestorableMachine, Task } from './machine.ts';
export { BOARD_OPTIONS, BOARDS, DEFAULT_BOARD } from './boards.ts';
