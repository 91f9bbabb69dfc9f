/** The only door of the engine. The language has its own, engine/language/index.ts. */
export { createMachine } from './machine.ts';
export { shortened, stepsOf, totalSteps } from './journal/steps.ts';
export { FetchedSystems, needs } from './systems.ts';
export type { Machine, MachineState, Task } from './machine.ts';
export { BOARD_OPTIONS, BOARDS, DEFAULT_BOARD } from './boards.ts';
export { formatPools, planCmem, wasteOf } from './cmem/planner.ts';
export type {
  BufferNeed,
  Plan,
  PlanProblem,
  PlanRequest,
  PoolLine,
  PoolWaste,
  Waste,
} from './cmem/planner.ts';
