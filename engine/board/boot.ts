/**
 * What a boot does before anybody can type: reserve CMA as `cma=` says, print what the kernel prints.
 * A kernel whose reservation fails boots all the same, without the region.
 */
import type { AreaPlan } from './area.ts';
import { configureBoard } from './boards.ts';
import { parseCmaCommandLine } from '../systems/cma/model/cmdline.ts';
import { reserveDefault } from '../systems/cma/model/reserve.ts';
import type { Message, Refusal } from '../contract/command.ts';
import type { BoardProfile } from '../contract/profile.ts';
import type { Sink } from './recorder.ts';

export interface BootPlan {
  readonly areas: readonly AreaPlan[];
  /** Why the kernel reserved nothing although `cma=` asked for it. */
  readonly refusal: Refusal | undefined;
  /** What the kernel made of `cma=` without a word. */
  readonly notes: readonly Message[];
}

/** The plan, or the refusal of Carveout itself: a board that it cannot hold or draw. */
export function planBoot(profile: BoardProfile, sink: Sink): BootPlan | Refusal {
  const { regions, log, refusal, notes } = reserveDefault(profile);
  if (refusal && refusal.errno === undefined) return cmaRefused(profile, refusal);
  for (const line of log) sink.printk(line);
  const silent = silentReading(profile);
  return {
    areas: regions,
    refusal: refusal && cmaRefused(profile, refusal),
    notes: silent ? [silent, ...notes] : notes,
  };
}

/** Why a board line boots nothing; undefined: it boots, with or without a region. */
export function refusalOfBoot(
  name: string,
  options: Readonly<Record<string, string>>,
): Message | undefined {
  const profile = configureBoard(name, options);
  if ('refused' in profile) return profile.refused;
  const { refusal } = reserveDefault(profile);
  return refusal && refusal.errno === undefined ? cmaRefused(profile, refusal).why : undefined;
}

/** early_cma() ignores what it does not understand, and its numbers wrap at the width of an address. */
function silentReading(profile: BoardProfile): Message | undefined {
  const { cma } = profile;
  const asked = parseCmaCommandLine(cma, profile.arch === 'arm' ? 32 : 64);
  if (asked && asked.ignored !== '')
    return { id: 'board.cmaIgnored', args: { cma, ignored: asked.ignored } };
  const isZero = /^0+([kKmMgG]|$)/.test(cma);
  return (!asked || asked.size === 0) && !isZero
    ? { id: 'board.cmaReadsAsZero', args: { cma } }
    : undefined;
}

const cmaRefused = (profile: BoardProfile, { errno, why }: Refusal): Refusal => ({
  errno,
  why: { id: 'board.cmaRefused', args: { ...why.args, cma: profile.cma, reason: why.id } },
});
