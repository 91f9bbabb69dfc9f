/** Cases of a target, one seed after another, and what came of them. */
import { MAX_FINDINGS_OF_KIND } from './limits.ts';
import { shrink } from './shrink.ts';
import type { Attempt, Finding, Target } from './target.ts';

/** A finding with what it takes to see it again. */
export interface Found extends Finding {
  readonly seed: number;
  /** The smallest input found that fails in the same way. */
  readonly input: string;
}
/** Sums over all cases of a run. */
export interface FuzzReport {
  readonly cases: number;
  readonly commands: number;
  readonly restores: number;
  /** Cases that failed, those of a kind that is told already included. */
  readonly failed: number;
  readonly found: readonly Found[];
  /** Processor time of the slowest case, and its seed. */
  readonly worst: { readonly ms: number; readonly seed: number };
  /** The most by which a case made the heap grow, in bytes, and its seed. */
  readonly largest: { readonly bytes: number; readonly seed: number };
  /** Largest heap after a case, in bytes. */
  readonly heapBytes: number;
}

/** What a run may ask of the machine it runs on. */
export interface Meter {
  /** Processor time of this process, in milliseconds. */
  readonly cpuMs: () => number;
  /** What this process holds in memory, garbage included. */
  readonly heapBytes: () => number;
}

/** How long a run goes on, and who is told. */
export interface FuzzOptions {
  /** The first case's; each further one has the next. */
  readonly seed: number;
  readonly more: (cases: number) => boolean;
  readonly meter: Meter;
  /** Told of a finding as soon as it is small. */
  readonly tell?: (found: Found) => void;
}

/** Findings of a kind that is told MAX_FINDINGS_OF_KIND times are counted only. */
export function fuzz(target: Target, { seed: first, more, meter, tell }: FuzzOptions): FuzzReport {
  const sum = { cases: 0, commands: 0, restores: 0, failed: 0, heapBytes: 0 };
  const found: Found[] = [];
  let worst = { ms: 0, seed: first };
  let largest = { bytes: 0, seed: first };
  for (let seed = first; more(sum.cases); seed += 1) {
    const input = target.draw(seed);
    const { attempt, ms, bytes } = tried(target, input, meter);
    sum.cases += 1;
    sum.commands += attempt.commands;
    sum.restores += attempt.restores ?? 0;
    sum.heapBytes = Math.max(sum.heapBytes, meter.heapBytes());
    if (ms > worst.ms) worst = { ms, seed };
    if (bytes > largest.bytes) largest = { bytes, seed };
    if (!attempt.finding) continue;
    sum.failed += 1;
    const { kind } = attempt.finding;
    if (found.filter((one) => one.kind === kind).length >= MAX_FINDINGS_OF_KIND) continue;
    const one = smaller(target, seed, input, kind, meter);
    found.push(one);
    tell?.(one);
  }
  return { ...sum, found, worst, largest };
}

/** An attempt with its cost. */
interface Tried {
  readonly attempt: Attempt;
  readonly ms: number;
  readonly bytes: number;
}

/** Attempts at a case that costs too much: a machine that is busy, or collects garbage, costs by itself. */
const TRIES = 3;

/** The cheapest of a few attempts, if the first costs too much. */
function tried(target: Target, input: string, meter: Meter): Tried {
  let best = measured(target, input, meter);
  for (let tries = 1; tries < TRIES && !best.attempt.finding && isDear(target, best); tries += 1) {
    const again = measured(target, input, meter);
    best = { ...again, ms: Math.min(again.ms, best.ms), bytes: Math.min(again.bytes, best.bytes) };
  }
  const { attempt } = best;
  const finding = attempt.finding ?? cost(target, best);
  return finding ? { ...best, attempt: { ...attempt, finding } } : best;
}

/** The check after the attempt is not timed. */
function measured(target: Target, input: string, { cpuMs, heapBytes }: Meter): Tried {
  const [start, held] = [cpuMs(), heapBytes()];
  const attempt = answered(() => target.attempt(input));
  const spent = { ms: cpuMs() - start, bytes: Math.max(0, heapBytes() - held) };
  const { finding, check } = attempt;
  if (finding || !check) return { attempt, ...spent };
  return { attempt: answered(() => ({ ...attempt, finding: check() })), ...spent };
}

/** The attempt cost more than the target allows. */
const isDear = (target: Target, one: Tried): boolean => cost(target, one) !== undefined;

/** Time and memory beyond the target's bounds are findings. */
function cost({ mostMs, mostBytes = Infinity }: Target, { ms, bytes }: Tried): Finding | undefined {
  if (ms > mostMs) {
    const says = `${Math.round(ms)} ms of processor time; at most ${mostMs} ms are expected`;
    return { kind: 'slow', says };
  }
  if (bytes <= mostBytes) return undefined;
  return { kind: 'large', says: `${bytes} bytes; at most ${mostBytes} are expected` };
}

/** An exception is a finding whose kind is its text. */
function answered(attempt: () => Attempt): Attempt {
  try {
    return attempt();
  } catch (error) {
    const says = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    return { commands: 0, finding: { kind: `throws ${kindOf(error)}`, says } };
  }
}
/** An error without its numbers: the same mistake on another address is no other finding. */
const kindOf = (error: unknown): string => String(error).replace(/\d+/g, 'N').slice(0, 120);

/** Pieces are left out as long as the same kind of finding comes. */
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
