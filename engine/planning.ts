/** The door to what needs no machine: planners and comparisons, pure functions of what a person asks. */
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
export { compareGenerations } from './dma-pool/compare.ts';
export type { PoolAlternative } from './dma-pool/compare.ts';
export { configureBoard } from './boards.ts';
