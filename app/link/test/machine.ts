/**
 * A small machine for the tests of the link. It knows five commands and is as repeatable as the
 * real one: `board` (pages=N), `cma_alloc` (writes `count` pages), `workload` (each
 * operation writes one page), `dmesg` (a text of 100,000 characters), and anything else is
 * refused. `cma_release` of the handle `panic` throws, as a broken invariant does.
 */
import { ALL_SYSTEMS } from '../../../engine/machine/all-systems.ts';
import { createMachine } from '../../../engine/index.ts';
import { Timeline } from '../../../engine/journal/time/timeline.ts';
import { Columns } from '../../../engine/board/columns.ts';
import type { RoomSink } from '../../../engine/verdict/room.ts';
import type { Command, Outcome, Result, Value } from '../../../engine/contract/command.ts';
import type { MachineState, RestorableMachine, Task } from '../../../engine/machine/machine.ts';
import type { BoardProfile } from '../../../engine/contract/profile.ts';
import { COLUMNS } from '../../../engine/systems/columns.ts';
import { HEADER } from '../../../engine/contract/view.ts';
import type { ColumnName, MachineView, RegionLayout } from '../../../engine/contract/view.ts';
import type { Fetch } from '../worker/service.ts';

const BOARD = { id: 'test' } as BoardProfile;

export function columnsOf(pages: number, blockSlots: number, cmemRows = 0): Columns {
  const region: RegionLayout = {
    index: 0,
    name: 'test',
    orderPerBit: 0,
    pages,
    ranges: [{ basePfn: 0, pages, firstPage: 0 }],
  };
  const pools = { poolRows: 2, poolPageRows: 5, poolBlockRows: 64, dmaPools: [] };
  return Columns.of(BOARD, [region], blockSlots).with({ cmemRows, ...pools });
}

/** Everything a view shows, as text: equal for two views that show the same. */
export function contents(view: Pick<MachineView, 'columns'>): string {
  const hash = (column: ArrayLike<number>): number => {
    return Array.prototype.reduce.call(
      column,
      (sum, item) => (Math.imul(sum as number, 31) + (item as number)) | 0,
      column.length,
    ) as number;
  };
  return (Object.keys(COLUMNS) as ColumnName[])
    .map((name) => hash(view.columns[name]).toString(36))
    .join(' ');
}

const ok = (value: Value): Result => ({ ok: true, value });

/** Everything is there, but the way back never comes. */
export const testFetch: Fetch = {
  command: () => undefined,
  state: () => undefined,
  paths: () => undefined,
  time: () => new Promise(() => undefined),
};
/** What a service over a real machine needs. */
export const realFetch: Fetch = {
  ...testFetch,
  time: () => Promise.resolve({ Timeline, origin: createMachine(ALL_SYSTEMS).checkpoint() }),
};

export class TestMachine implements RestorableMachine {
  #columns = columnsOf(0, 0);
  #op = 0;
  /** Called at each operation: a test may let time pass. */
  readonly #onOp: () => void;

  constructor(onOp: () => void = () => undefined) {
    this.#onOp = onOp;
  }

  exec(command: Command): Outcome {
    const task = this.start(command);
    task.step(Number.POSITIVE_INFINITY);
    return task.outcome();
  }

  start(command: Command): Task {
    if (command.kind === 'expect') return this.start(command.command);
    if (command.kind === 'board') return this.#boot(command);
    const total = command.kind === 'workload' ? command.ops : 1;
    const first = this.#op + 1;
    let done = 0;
    let over = false;
    let result: Result | undefined;
    return {
      total,
      get done() {
        return done;
      },
      step: (budget) => {
        const until = Math.min(total, done + budget);
        while (done < until) {
          done++;
          result = this.#one(command, done);
        }
        over ||= done === total;
        return over;
      },
      cancel: () => {
        over = true;
      },
      outcome: () => {
        if (!over) throw new Error('the task is not over');
        return outcome(first, done, result ?? ok({ is: 'none' }));
      },
    };
  }

  /** This machine knows no way back: tests of time use a real one. */
  checkpoint(this: void): never {
    throw new Error('no checkpoints here');
  }
  weigh = (): never => this.checkpoint();
  restore = (): never => this.checkpoint();
  resume = (): never => this.checkpoint();
  replay = (): never => this.checkpoint();

  room(sink: RoomSink): void {
    sink(NaN, NaN, NaN);
  }
  view(): MachineView {
    return this.#columns;
  }

  state(): MachineState {
    const digest = `${this.#op}: ${contents(this.#columns)}`;
    return { format: 'carveout-state/1', digest, op: this.#op } as MachineState;
  }

  paths(): readonly string[] {
    return ['/proc/meminfo'];
  }

  /** As many bytes as were asked for, each the low byte of its address. */
  bytes(phys: number, length: number): Uint8Array | undefined {
    return phys < 0x1000 ? undefined : Uint8Array.from({ length }, (_, i) => phys + i);
  }
  handles(): readonly string[] {
    return [`op${this.#op}`];
  }

  check(): void {
    if (this.#op < 0) throw new Error('negative time');
  }

  /** As the real machine does: at once, without an operation, and numbers begin anew. */
  #boot(command: Extract<Command, { kind: 'board' }>): Task {
    const pages = Number(command.options['pages']);
    this.#columns = columnsOf(pages, 100);
    this.#op = 0;
    const answer = outcome(
      0,
      0,
      ok({ is: 'board', board: command.board, pages, refusal: undefined, notes: [] }),
    );
    const cancel = (): void => undefined;
    return { total: 1, done: 1, step: () => true, cancel, outcome: () => answer };
  }

  #one(command: Command, done: number): Result {
    this.#op++;
    this.#onOp();
    const result = this.#obey(command, done);
    this.#columns.columns.header[HEADER.op] = this.#op;
    this.#columns.touch('header', HEADER.op, HEADER.op + 1);
    return result;
  }

  #obey(command: Command, done: number): Result {
    switch (command.kind) {
      case 'cma_alloc':
        for (let i = 0; i < command.count; i++) this.#write(i * 7919);
        return ok({ is: 'number', value: command.count });
      case 'workload':
        this.#write(command.seed + done * 104_729);
        return ok({ is: 'workload', ops: done, allocs: done, refused: 0, releases: 0 });
      case 'dmesg':
        return ok({ is: 'text', text: 'x'.repeat(100_000) });
      case 'cma_release':
        throw new Error('two blocks over one page');
      default:
        return { ok: false, refusal: { errno: 'ENOENT', why: { id: 'test' } } };
    }
  }

  #write(where: number): void {
    const { pages } = this.#columns.layout;
    if (pages === 0) return;
    const page = where % pages;
    this.#columns.columns.page[page]! += 1;
    this.#columns.columns.owner[page] = this.#op;
    this.#columns.touch('page', page, page + 1);
    this.#columns.touch('owner', page, page + 1);
  }
}

function outcome(op: number, ops: number, result: Result): Outcome {
  return { op, ops, result, log: [], events: [], dropped: { events: 0, log: 0 }, sleptMs: 0 };
}

export const board = (pages = 10_000): Command => ({
  kind: 'board',
  board: 'test',
  options: { pages: String(pages) },
});
export const alloc = (count: number): Command => ({ kind: 'cma_alloc', count, align: 0 });
export const work = (ops: number, seed = 1): Command => ({
  kind: 'workload',
  system: 'cma',
  ops,
  seed,
  mix: 'dma',
  fill: 70,
});
export const dmesg: Command = { kind: 'dmesg' };
/** Breaks an invariant of the test machine. */
export const panic: Command = {
  kind: 'cma_release',
  target: { by: 'handle', handle: 'panic' },
};
