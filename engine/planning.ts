/** The door to what needs no machine: planners and comparisons, pure functions of what a person asks. */
export { formatPools, planCmem, wasteOf } from './systems/cmem/planner.ts';
export type {
  BufferNeed,
  Plan,
  PlanProblem,
  PlanRequest,
  PoolLine,
  PoolWaste,
  Waste,
} from './systems/cmem/planner.ts';
export { compareGenerations } from './systems/dma-pool/compare.ts';
export type { PoolAlternative } from './systems/dma-pool/compare.ts';
export { configureBoard } from './board/boards.ts';
