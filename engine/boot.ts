/**
 * What a boot does before anybody can type: reserve CMA as `cma=` says, print what the kernel prints.
 * A kernel whose reservation fails boots all the same, without the region.
 */
import type { AreaPlan } from './area.ts';
import { reserveDefault } from './cma/reserve.ts';
import type { Refusal } from './command.ts';
import type { BoardProfile } from './profile.ts';
import type { Recorder } from './recorder.ts';

export interface BootPlan {
  readonly areas: readonly AreaPlan[];
  /** Why the kernel reserved nothing although `cma=` asked for it. */
  readonly refusal: Refusal | undefined;
}

/** The plan, or the refusal of Carveout itself: a board that it cannot hold or draw. */
export function planBoot(profile: BoardProfile, sink: Recorder): BootPlan | Refusal {
  const { regions, log, refusal } = reserveDefault(profile);
  if (refusal && refusal.errno === undefined) return cmaRefused(profile, refusal);
  for (const line of log) sink.printk(line);
  return { areas: regions, refusal: refusal && cmaRefused(profile, refusal) };
}

const cmaRefused = (profile: BoardProfile, { errno, why }: Refusal): Refusal => ({
  errno,
  why: { id: 'board.cmaRefused', args: { ...why.args, cma: profile.cma, reason: why.id } },
});
