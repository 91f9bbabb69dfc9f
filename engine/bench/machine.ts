/** Whole operations of a machine: a seeded workload through commands, ledger, columns and log. */
import { ALL_SYSTEMS } from '../machine/all-systems.ts';
import { hrtime } from 'node:process';
import type { Mix } from '../contract/command.ts';
import { createMachine } from '../index.ts';

/** Nanoseconds of one operation of a workload. */
export interface MachineBenchRow {
  readonly what: string;
  readonly ops: number;
  readonly nsPerOp: number;
}

const ROUNDS = 5;
const OPS = 50_000;
const BOARDS: readonly (readonly [what: string, options: Readonly<Record<string, string>>])[] = [
  ['generic cma=256M', {}],
  ['generic cma=4G', { mem: '6G', cma: '4G' }],
];
const MIXES: readonly Mix[] = ['dma', 'small'];

/** One workload on a board that has just booted. */
function once(options: Readonly<Record<string, string>>, mix: Mix, seed: number): number {
  const machine = createMachine(ALL_SYSTEMS);
  machine.exec({ kind: 'board', board: 'generic', options });
  const start = Number(hrtime.bigint());
  machine.exec({ kind: 'workload', system: 'cma', ops: OPS, seed, mix, fill: 80 });
  return (Number(hrtime.bigint()) - start) / OPS;
}

/** Median of several rounds after one that only warms up. */
export function benchMachine(): MachineBenchRow[] {
  return BOARDS.flatMap(([board, options]) =>
    MIXES.map((mix) => {
      once(options, mix, 1);
      const times = Array.from({ length: ROUNDS }, (_, i) => once(options, mix, i + 2));
      const nsPerOp = times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!;
      return { what: `${board}, workload mix=${mix}`, ops: OPS, nsPerOp };
    }),
  );
}

export const formatMachineRow = ({ what, ops, nsPerOp }: MachineBenchRow): string =>
  `${what.padEnd(40)} ops=${ops} ns/op=${Math.round(nsPerOp)}`;
