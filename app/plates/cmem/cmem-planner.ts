/** The planner of pools= lines: pure functions of the engine. */
export { formatPools, planCmem, wasteOf } from '../../../engine/planning.ts';
export type {
  BufferNeed,
  Plan,
  PlanProblem,
  PlanRequest,
  PoolLine,
  PoolWaste,
  Waste,
} from '../../../engine/planning.ts';
