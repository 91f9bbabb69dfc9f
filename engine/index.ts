/** The door to the machine. What a page only computes with has its own, planning.ts; so has the language. */
export { createMachine } from './machine/machine.ts';
export { FetchedSystems, needs } from './machine/systems.ts';
export type {
  Checkpoint,
  Machine,
  MachineState,
  RestorableMachine,
  Task,
} from './machine/machine.ts';
export { BOARD_OPTIONS, BOARDS, DEFAULT_BOARD } from './board/boards.ts';
export { optionsNow } from './board/options-now.ts';
export type { BoardOption } from './board/boards.ts';
export { refusalOfBoot } from './board/boot.ts';
