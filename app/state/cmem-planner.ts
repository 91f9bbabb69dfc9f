/** The planner of pools= lines: pure functions of the engine. */
export { formatPools, planCmem, wasteOf } from '../../engine/index.ts';
export type {
  BufferNeed,
  Plan,
  PlanProblem,
  PlanRequest,
  PoolLine,
  PoolWaste,
  Waste,
} from '../../engine/index.ts';
