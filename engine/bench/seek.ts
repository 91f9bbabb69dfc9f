/**
 * ms of a seek to a random position of a long journal: workloads, typed commands between them, and in
 * a second journal DMA pools and mappings among those. `glance` is a look (the picture without the
 * log), `seek` is the machine as a fresh run would have left it. What counts is a frame of 16.7 ms.
 */
import { hrtime } from 'node:process';
import { ALL_SYSTEMS } from '../machine/all-systems.ts';
import type { Command } from '../contract/command.ts';
import { createMachine, type RestorableMachine } from '../index.ts';
import { Timeline } from '../journal/time/timeline.ts';
import { parse } from '../language/index.ts';
import { createRng, type Rng } from '../memory/rng.ts';

/** Milliseconds that half of the seeks, and nineteen in twenty of them, stay within. */
interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}
/** Figures of one journal. */
export interface SeekBenchRow {
  readonly what: string;
  readonly pages: number;
  readonly steps: number;
  /** Milliseconds that executing it took, checkpoints included. */
  readonly recordMs: number;
  /** Steps between two checkpoints at the end. */
  readonly spacing: number;
  readonly checkpoints: number;
  /** Rough bytes of all checkpoints. */
  readonly bytes: number;
  /** ms. */
  readonly glance: Percentiles;
  readonly seek: Percentiles;
}
/** How long the journals are; tests take short ones. */
export interface SeekBenchPlan {
  readonly rounds: number;
  /** Operations of each round's workload, and commands typed after it. */
  readonly ops: number;
  readonly typed: number;
  readonly seeks: number;
}

/** A million operations. */
const PLAN: SeekBenchPlan = { rounds: 20, ops: 49_500, typed: 500, seeks: 200 };
/** 512 MiB: 131,072 pages. */
const BOARD = 'board generic mem=1G cma=512M CONFIG_DMA_API_DEBUG=y';
const MIXES = ['dma', 'small', 'video'];

/** Milliseconds. */
const now = (): number => Number(hrtime.bigint()) / 1e6;

/** Requests and releases under a few dozen names, so that most releases find something. */
function typedCma(rng: Rng, n: number): string {
  const name = `h${rng.below(64)}`;
  if (n % 2 === 1) return `cma_release(${name})`;
  const pages = 1 + rng.below(64);
  return rng.below(2) === 0
    ? `${name} = cma_alloc(${pages}, align=${rng.below(5)})`
    : `${name} = dma_alloc_coherent(${pages * 4}K)`;
}
/** Blocks are taken more often than given back: the pools grow with the journal. */
function typedDma(rng: Rng, n: number): string {
  const pool = `p${rng.below(2)}`;
  const block = `b${rng.below(4096)}`;
  switch (n % 6) {
    case 1:
      return `dma_pool_free(${pool}, ${block})`;
    case 3:
      return `m${rng.below(64)} = dma_map_single(${0x1_0000_0000 + rng.below(65_536) * 64}, 64, DMA_TO_DEVICE)`;
    case 5:
      return typedCma(rng, rng.below(2));
    default:
      return `${block} = dma_pool_alloc(${pool})`;
  }
}
const POOLS = ['p0 = dma_pool_create("sense", 128, 128)', 'p1 = dma_pool_create("desc", 1024)'];
const JOURNALS = [
  { what: 'CMA', first: [], line: typedCma },
  { what: 'CMA, DMA pools', first: POOLS, line: typedDma },
] as const;

/** The same plan gives the same journal. */
function commandsOf(
  { first, line }: (typeof JOURNALS)[number],
  { rounds, ops, typed }: SeekBenchPlan,
): readonly Command[] {
  const rng = createRng(11);
  const lines: string[] = [BOARD, ...first];
  for (let round = 0; round < rounds; round += 1) {
    const mix = MIXES[round % MIXES.length]!;
    lines.push(`workload cma ops=${ops} seed=${round} mix=${mix} fill=${40 + (round % 4) * 10}`);
    for (let n = 0; n < typed; n += 1) lines.push(line(rng, n));
  }
  return lines.map((text) => parse(text).statements[0]!.command);
}

/** The journal executed once, with its checkpoints. */
function record(machine: RestorableMachine, commands: readonly Command[]): Timeline {
  const timeline = new Timeline(machine);
  for (const command of commands) {
    const task = timeline.start(command);
    while (!task.step(Infinity));
  }
  return timeline;
}

/** Each seek ends with the view, as a page would draw it. */
function timeSeeks(
  machine: RestorableMachine,
  timeline: Timeline,
  seeks: number,
  glance: boolean,
): Percentiles {
  const rng = createRng(glance ? 5 : 6);
  const times: number[] = [];
  for (let i = 0; i < seeks; i += 1) {
    const position = rng.below(timeline.length + 1);
    const start = now();
    const travel = timeline.seek(position, { glance });
    while (!travel.step(Infinity));
    machine.view();
    times.push(now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor(part * (seeks - 1))]!;
  return { p50: at(0.5), p95: at(0.95) };
}

/** A row a journal; `tell` hears of each as it is done. */
export function benchSeek(
  tell: (row: SeekBenchRow) => void = () => undefined,
  plan: SeekBenchPlan = PLAN,
): SeekBenchRow[] {
  return JOURNALS.map((journal) => {
    const commands = commandsOf(journal, plan);
    const machine = createMachine(ALL_SYSTEMS);
    const start = now();
    const timeline = record(machine, commands);
    const recordMs = now() - start;
    const { pages } = machine.view().layout;
    // Everything is compiled before the first one counts.
    timeSeeks(machine, timeline, Math.min(20, plan.seeks), true);
    const glance = timeSeeks(machine, timeline, plan.seeks, true);
    const seek = timeSeeks(machine, timeline, plan.seeks, false);
    const { spacing, length: steps, figures } = timeline;
    const row = { what: journal.what, pages, steps, recordMs, spacing, ...figures, glance, seek };
    tell(row);
    return row;
  });
}

export const SEEK_BENCH_HEAD =
  'journal           pages      steps   glance p50    p95   seek p50    p95   spacing  checkpoints   MiB   record s';
export function formatSeekRow(row: SeekBenchRow): string {
  const number = (value: number, width: number, digits = 0) =>
    value.toFixed(digits).padStart(width);
  return [
    row.what.padEnd(14),
    number(row.pages, 8),
    number(row.steps, 10),
    number(row.glance.p50, 12, 1),
    number(row.glance.p95, 6, 1),
    number(row.seek.p50, 10, 1),
    number(row.seek.p95, 6, 1),
    number(row.spacing, 9),
    number(row.checkpoints, 12),
    number(row.bytes / 2 ** 20, 5),
    number(row.recordMs / 1000, 10, 1),
  ].join(' ');
}
