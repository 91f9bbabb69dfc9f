/** Cases of a target, one seed after another, and what came of them. */
import { MAX_FINDINGS_OF_KIND } from './limits.ts';
import { shrink } from './shrink.ts';
import type { Attempt, Finding, Target } from './target.ts';

export interface Found extends Finding {
  readonly seed: number;
  /** The smallest input found that fails in the same way. */
  readonly input: string;
}
export interface FuzzReport {
  readonly cases: number;
  readonly commands: number;
  readonly restores: number;
  /** Cases that failed, those of a kind that is told already included. */
  readonly failed: number;
  readonly found: readonly Found[];
  /** Processor time of the slowest case, and its seed. */
  readonly worst: { readonly ms: number; readonly seed: number };
  /** Largest heap after a case, in bytes. */
  readonly heapBytes: number;
}

/** What a run may ask of the machine it runs on. */
export interface Meter {
  /** Processor time of this process, in milliseconds. */
  readonly cpuMs: () => number;
  readonly heapBytes: () => number;
}

export interface FuzzOptions {
  /** The first case's; each further one has the next. */
  readonly seed: number;
  readonly more: (cases: number) => boolean;
  readonly meter: Meter;
  /** Told of a finding as soon as it is small. */
  readonly tell?: (found: Found) => void;
}

export function fuzz(target: Target, { seed: first, more, meter, tell }: FuzzOptions): FuzzReport {
  const sum = { cases: 0, commands: 0, restores: 0, failed: 0, heapBytes: 0 };
  const found: Found[] = [];
  let worst = { ms: 0, seed: first };
  for (let seed = first; more(sum.cases); seed += 1) {
    const input = target.draw(seed);
    const { attempt, ms } = tried(target, input, meter);
    sum.cases += 1;
    sum.commands += attempt.commands;
    sum.restores += attempt.restores ?? 0;
    sum.heapBytes = Math.max(sum.heapBytes, meter.heapBytes());
    if (ms > worst.ms) worst = { ms, seed };
    if (!attempt.finding) continue;
    sum.failed += 1;
    const { kind } = attempt.finding;
    if (found.filter((one) => one.kind === kind).length >= MAX_FINDINGS_OF_KIND) continue;
    const one = smaller(target, seed, input, kind, meter);
    found.push(one);
    tell?.(one);
  }
  return { ...sum, found, worst };
}

function tried(
  target: Target,
  input: string,
  { cpuMs }: Meter,
): { readonly attempt: Attempt; readonly ms: number } {
  const start = cpuMs();
  const attempt = answered(target, input);
  const ms = cpuMs() - start;
  if (attempt.finding || ms <= target.mostMs) return { attempt, ms };
  const says = `${Math.round(ms)} ms of processor time; at most ${target.mostMs} ms are expected`;
  return { attempt: { ...attempt, finding: { kind: 'slow', says } }, ms };
}

function answered(target: Target, input: string): Attempt {
  try {
    return target.attempt(input);
  } catch (error) {
    const says = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    return { commands: 0, finding: { kind: `throws ${kindOf(error)}`, says } };
  }
}
/** An error without its numbers: the same mistake on another address is no other finding. */
const kindOf = (error: unknown): string => String(error).replace(/\d+/g, 'N').slice(0, 120);

function smaller(target: Target, seed: number, input: string, kind: string, meter: Meter): Found {
  let says = '';
  const small = shrink(input, target.pieces, (shorter) => {
    const { finding } = tried(target, shorter, meter).attempt;
    if (finding?.kind !== kind) return false;
    ({ says } = finding);
    return true;
  });
  return {
    seed,
    kind,
    says: says || (tried(target, small, meter).attempt.finding?.says ?? ''),
    input: small,
  };
}
