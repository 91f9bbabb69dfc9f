/**
 * The machine: one booted board. `exec` is the only mutator; it numbers the operation, routes the
 * command and collects what happened. Same board and same commands give the same bytes anywhere.
 */
import { Board } from './board.ts';
import { configureBoard, DEFAULT_BOARD } from './boards.ts';
import type { Command, Outcome, Result } from './command.ts';
import { route } from './exec/route.ts';
import type { Verdict } from './exec/expect.ts';
import { noArea } from './exec/cma.ts';
import { done } from './exec/answer.ts';
import type { Checkpoint } from './checkpoint.ts';
import { LOGGED_OPS } from './klog.ts';
import { MAX_PEEK_BYTES } from './limits.ts';
import { Recorder } from './recorder.ts';
import type { MachineState } from './state.ts';
import type { Systems } from './systems.ts';
import type { PhysAddr } from './units.ts';
import type { MachineView } from './view.ts';
import type { Workload } from './workload.ts';

export type { Checkpoint } from './checkpoint.ts';
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
  /** `quiet`: what the models would only print for somebody to read is left out, the state is the same. */
  start(command: Command, quiet?: boolean): Task;
  /** Everything there is, also in the middle of a workload. */
  checkpoint(): Checkpoint;
  /** Be what was saved; a task under way is forgotten. */
  restore(saved: Checkpoint): void;
  /** Go on with the workload in whose middle the checkpoint that was restored last was taken. */
  resume(command: Command, quiet?: boolean): Task;
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

type Judge = (result: Result) => Verdict;
type WorkloadCommand = Extract<Command, { kind: 'workload' }>;
/** A workload and how many of its operations are done. */
interface Running {
  readonly workload: Workload;
  done: number;
  over: boolean;
}

/** A machine with the default board booted. */
export function createMachine(systems: Systems): Machine {
  return new BoardMachine(systems);
}

class BoardMachine implements Machine {
  #board: Board;
  /** The workload under way. */
  #running: Running | undefined;
  /** The one that a restored checkpoint is in the middle of. */
  #interrupted: Checkpoint['workload'];
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

  start(command: Command, quiet = false): Task {
    this.#running = this.#interrupted = undefined;
    if (command.kind === 'expect') {
      const { what } = command;
      return this.#task(
        command.command,
        (result) => this.#systems.expect.judge(what, result),
        quiet,
      );
    }
    return this.#task(command, undefined, quiet);
  }

  #task(command: Command, judged: Judge | undefined, quiet: boolean): Task {
    if (command.kind === 'board') return this.#boot(command, judged);
    // An expectation of an expectation is the inner one.
    if (command.kind === 'expect') return this.start(command, quiet);
    const board = this.#board;
    const recorder = new Recorder((line) => board.keepLog(line));
    recorder.listening = !quiet;
    if (command.kind === 'workload') {
      const workload = this.#workload(command);
      if (workload)
        return this.#work({ workload, done: 0, over: false }, command.ops, recorder, judged, quiet);
      const refusal = noArea(board, command.region);
      return new SingleTask(board, recorder, () => refusal, judged);
    }
    return new SingleTask(board, recorder, (op) => route(board, command, op, recorder), judged);
  }

  #workload(command: WorkloadCommand): Workload | undefined {
    const board = this.#board;
    const area = command.region === undefined ? board.defaultArea : board.areaNamed(command.region);
    const { Workload } = this.#systems.workload;
    return area && new Workload(area, command, board.profile.cmaAlignment);
  }
  #work(
    running: Running,
    ops: number,
    recorder: Recorder,
    judged: Judge | undefined,
    quiet: boolean,
  ): Task {
    this.#running = running;
    return new WorkloadTask(this.#board, running, ops, recorder, judged, quiet);
  }

  checkpoint(): Checkpoint {
    const running = this.#running;
    const workload =
      running && !running.over
        ? { done: running.done, saved: running.workload.save() }
        : this.#interrupted;
    return this.#systems.checkpoint.saveBoard(this.#board, workload);
  }
  restore(saved: Checkpoint): void {
    this.#board = this.#systems.checkpoint.restoreBoard(this.#board, saved, this.#systems);
    this.#running = undefined;
    this.#interrupted = saved.workload;
  }
  resume(command: Command, quiet = false): Task {
    const judged =
      command.kind === 'expect' ? (result: Result) => this.#systems.expect.judge(command.what, result) : undefined;
    const bare = command.kind === 'expect' ? command.command : command;
    const interrupted = this.#interrupted;
    const workload = bare.kind === 'workload' ? this.#workload(bare) : undefined;
    if (bare.kind !== 'workload' || !workload || !interrupted)
      throw new Error('there is no workload to go on with');
    this.#interrupted = undefined;
    workload.restore(interrupted.saved);
    const board = this.#board;
    const recorder = new Recorder((line) => board.keepLog(line));
    const running = { workload, done: interrupted.done, over: false };
    return this.#work(running, bare.ops, recorder, judged, quiet);
  }

  /** A boot is the start of an experiment: operation numbers begin again behind it. */
  #boot(command: Extract<Command, { kind: 'board' }>, judged: Judge | undefined): Task {
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
    return finished(outcomeOf(op, 0, result, recorder, judged));
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
  judged: Judge | undefined,
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
    judged: Judge | undefined,
  ) {
    this.#work = () => {
      const op = board.nextOp(recorder);
      const result = run(op);
      board.slept(recorder.sleptMs);
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

class WorkloadTask implements Task {
  readonly total: number;
  readonly #board: Board;
  readonly #running: Running;
  readonly #recorder: Recorder;
  readonly #judged: Judge | undefined;
  readonly #quiet: boolean;
  readonly #first: number;

  constructor(
    board: Board,
    running: Running,
    ops: number,
    recorder: Recorder,
    judged: Judge | undefined,
    quiet: boolean,
  ) {
    this.#board = board;
    this.#running = running;
    this.#recorder = recorder;
    this.#judged = judged;
    this.#quiet = quiet;
    this.#first = board.op - running.done + 1;
    this.total = ops;
  }

  get done(): number {
    return this.#running.done;
  }
  step(budget: number): boolean {
    const running = this.#running;
    const until = Math.min(this.total, running.done + budget);
    while (running.done < until && !running.over) {
      this.#recorder.listening = !this.#quiet && this.total - running.done <= LOGGED_OPS;
      running.workload.step(this.#board.nextOp(this.#recorder), this.#recorder);
      running.done++;
    }
    running.over ||= running.done >= this.total;
    return running.over;
  }
  cancel(): void {
    this.#running.over = true;
  }
  outcome(): Outcome {
    if (!this.#running.over) throw new Error('the task is not over');
    const { allocs, refused, releases } = this.#running.workload;
    const value = { is: 'workload', ops: this.done, allocs, refused, releases } as const;
    return outcomeOf(this.#first, this.done, done(value), this.#recorder, this.#judged);
  }
}
