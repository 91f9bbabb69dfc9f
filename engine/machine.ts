/**
 * The machine: one booted board. `exec` is the only mutator; it numbers the operation, routes the
 * command and collects what happened. Same board and same commands give the same bytes anywhere.
 */
import { Board } from './board.ts';
import { configureBoard, DEFAULT_BOARD } from './boards.ts';
import type { Command, Outcome, Result } from './command.ts';
import { route } from './exec/route.ts';
import { judge, type Verdict } from './exec/expect.ts';
import { noArea } from './exec/cma.ts';
import { done } from './exec/answer.ts';
import { LEAST_RECORD_BYTES } from './klog.ts';
import { LOG_BUF_BYTES, MAX_PEEK_BYTES } from './limits.ts';
import type { RoomSink } from './metrics/room.ts';
import { Recorder } from './recorder.ts';
import { roomOf } from './room-of.ts';
import type { MachineState } from './state.ts';
import type { Systems } from './systems.ts';
import type { PhysAddr } from './units.ts';
import type { MachineView } from './view.ts';
import type { Workload } from './workload.ts';

export type { MachineState } from './state.ts';

/** A command under way: the same work as exec, cut into slices so that a worker stays responsive. */
export interface Task {
  /** Do up to `budget` operations; true when nothing is left. */
  step(budget: number): boolean;
  readonly done: number;
  readonly total: number;
  /** End now; what was done stays done and the outcome says how many operations that were. */
  cancel(): void;
  /** Only after `step` returned true or `cancel` was called. */
  outcome(): Outcome;
}

export interface Machine {
  exec(command: Command): Outcome;
  /** `sampled` is told the room behind every step: once, or as often as a workload has operations. */
  start(command: Command, sampled?: RoomSink): Task;
  /** The room there is now in what a sample is taken of; see room-of.ts. */
  room(sink: RoomSink): void;
  /** The live columns; `layout.id` moves when they were reallocated. */
  view(): MachineView;
  /** JSON-able state; `digest` is sha256 over everything that makes two machines the same. */
  state(): MachineState;
  /** Every path of the simulated tree, for completion. */
  paths(): readonly string[];
  /** Every handle that holds something now, for completion. */
  handles(): readonly string[];
  /**
   * Up to MAX_PEEK_BYTES bytes of physical memory, where they are modelled: DMA pools and CMEM's
   * blocks. Undefined elsewhere.
   */
  bytes(phys: PhysAddr, length: number): Uint8Array | undefined;
  /** Every invariant of every model; throws on the first that is broken. */
  check(): void;
}

/** A machine with the default board booted. */
export function createMachine(systems: Systems): Machine {
  return new BoardMachine(systems);
}

class BoardMachine implements Machine {
  #board: Board;
  readonly #systems: Systems;

  constructor(systems: Systems) {
    this.#systems = systems;
    const booted = Board.boot(DEFAULT_BOARD, new Recorder(() => undefined), systems);
    if ('why' in booted) throw new Error('the default board does not boot');
    this.#board = booted;
  }

  exec(command: Command): Outcome {
    const task = this.start(command);
    while (!task.step(Infinity));
    return task.outcome();
  }

  start(command: Command, sampled?: RoomSink): Task {
    if (command.kind === 'expect') {
      const { what } = command;
      return this.#task(command.command, (result) => judge(what, result), sampled);
    }
    return this.#task(command, undefined, sampled);
  }

  #task(
    command: Command,
    judged: ((result: Result) => Verdict) | undefined,
    sampled: RoomSink | undefined,
  ): Task {
    if (command.kind === 'board') return this.#boot(command, judged, sampled);
    // An expectation of an expectation is the inner one.
    if (command.kind === 'expect') return this.start(command, sampled);
    const board = this.#board;
    const recorder = new Recorder((line) => board.keepLog(line));
    if (command.kind === 'workload') {
      const area =
        command.region === undefined ? board.defaultArea : board.areaNamed(command.region);
      if (area) {
        const workload = new this.#systems.workload.Workload(
          area,
          command,
          board.profile.cmaAlignment,
        );
        return new WorkloadTask(board, workload, command.ops, recorder, judged, sampled);
      }
      const refusal = noArea(board, command.region);
      return new SingleTask(board, recorder, () => refusal, judged, sampled);
    }
    const run = (op: number): Result => route(board, command, op, recorder);
    return new SingleTask(board, recorder, run, judged, sampled);
  }

  /** A boot is the start of an experiment: operation numbers begin again behind it. */
  #boot(
    command: Extract<Command, { kind: 'board' }>,
    judged: ((result: Result) => Verdict) | undefined,
    sampled: RoomSink | undefined,
  ): Task {
    const recorder = new Recorder((line) => booted.push(line));
    const booted: Outcome['log'][number][] = [];
    const result = ((): Result => {
      const profile = configureBoard(command.board, command.options);
      if ('refused' in profile)
        return { ok: false, refusal: { errno: undefined, why: profile.refused } };
      const next = Board.boot(profile, recorder, this.#systems);
      if ('why' in next) return { ok: false, refusal: next };
      for (const line of booted) next.keepLog(line);
      this.#board = next;
      const { pages, bootRefusal: refusal, bootNote: note } = next;
      return done({ is: 'board', board: profile.id, pages, refusal, note });
    })();
    const op = result.ok ? 0 : this.#board.op;
    if (sampled) this.room(sampled);
    return finished(outcomeOf(op, 0, result, recorder, judged));
  }

  room(sink: RoomSink): void {
    roomOf(this.#board, sink);
  }
  view(): MachineView {
    return this.#board.view();
  }
  state(): MachineState {
    return this.#systems.state.machineState(this.#board);
  }
  paths(): readonly string[] {
    return this.#board.tree.paths();
  }
  handles(): readonly string[] {
    return this.#board.handles.live();
  }
  bytes(phys: PhysAddr, length: number): Uint8Array | undefined {
    return this.#board.bytes(phys, Math.min(length, MAX_PEEK_BYTES));
  }
  check(): void {
    this.#board.check();
  }
}

function outcomeOf(
  op: number,
  ops: number,
  result: Result,
  recorder: Recorder,
  judged: ((result: Result) => Verdict) | undefined,
): Outcome {
  const { log, events, droppedEvents, droppedLog, sleptMs, stderrText } = recorder.finish();
  const dropped = { events: droppedEvents, log: droppedLog };
  const stderr = stderrText === '' ? {} : { stderr: stderrText };
  const outcome = { op, ops, result, log, events, ...stderr, dropped, sleptMs };
  return judged ? { ...outcome, expectation: judged(result) } : outcome;
}

/** A task that is over before it starts. */
const finished = (outcome: Outcome): Task => ({
  step: () => true,
  done: 1,
  total: 1,
  cancel: () => undefined,
  outcome: () => outcome,
});

class SingleTask implements Task {
  readonly total = 1;
  done = 0;
  #outcome: Outcome | undefined;
  readonly #work: () => Outcome;

  constructor(
    board: Board,
    recorder: Recorder,
    run: (op: number) => Result,
    judged: ((result: Result) => Verdict) | undefined,
    sampled: RoomSink | undefined,
  ) {
    this.#work = () => {
      const op = board.nextOp(recorder);
      const result = run(op);
      board.slept(recorder.sleptMs);
      if (sampled) roomOf(board, sampled);
      return outcomeOf(op, 1, result, recorder, judged);
    };
  }

  step(): boolean {
    this.#outcome ??= this.#work();
    this.done = 1;
    return true;
  }
  /** One operation is never cut in half: a task that was not begun is begun and ended. */
  cancel(): void {
    this.step();
  }
  outcome(): Outcome {
    if (!this.#outcome) throw new Error('the task is not over');
    return this.#outcome;
  }
}

/**
 * Operations at the end of a workload that are logged: every operation prints a line at least, so
 * what earlier ones print would have fallen out of the ring buffer by the end. A workload that is
 * ended early has logged less.
 */
const LOGGED_OPS = Math.ceil(LOG_BUF_BYTES / LEAST_RECORD_BYTES);

class WorkloadTask implements Task {
  done = 0;
  readonly total: number;
  readonly #board: Board;
  readonly #workload: Workload;
  readonly #recorder: Recorder;
  readonly #judged: ((result: Result) => Verdict) | undefined;
  readonly #sampled: RoomSink | undefined;
  readonly #first: number;
  #over = false;

  constructor(
    board: Board,
    workload: Workload,
    ops: number,
    recorder: Recorder,
    judged: ((result: Result) => Verdict) | undefined,
    sampled: RoomSink | undefined,
  ) {
    this.#board = board;
    this.#workload = workload;
    this.#recorder = recorder;
    this.#judged = judged;
    this.#sampled = sampled;
    this.#first = board.op + 1;
    this.total = ops;
  }

  step(budget: number): boolean {
    const until = Math.min(this.total, this.done + budget);
    while (this.done < until && !this.#over) {
      this.#recorder.listening = this.total - this.done <= LOGGED_OPS;
      this.#workload.step(this.#board.nextOp(this.#recorder), this.#recorder);
      if (this.#sampled) roomOf(this.#board, this.#sampled);
      this.done++;
    }
    this.#over ||= this.done === this.total;
    return this.#over;
  }
  cancel(): void {
    this.#over = true;
  }
  outcome(): Outcome {
    if (!this.#over) throw new Error('the task is not over');
    const { allocs, refused, releases } = this.#workload;
    const value = { is: 'workload', ops: this.done, allocs, refused, releases } as const;
    return outcomeOf(this.#first, this.done, done(value), this.#recorder, this.#judged);
  }
}
