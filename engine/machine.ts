/**
 * The machine: one booted board. `exec` is the only mutator; it numbers the operation, routes the
 * command and collects what happened. Same board and same commands give the same bytes anywhere.
 */
import { Board } from './board.ts';
import { configureBoard, DEFAULT_BOARD } from './boards.ts';
import type { Command, Outcome, Result } from './command.ts';
import { route } from './exec/route.ts';
import { noArea } from './exec/cma.ts';
import { done } from './exec/answer.ts';
import type { Checkpoint } from './checkpoint.ts';
import { MAX_PEEK_BYTES } from './limits.ts';
import type { RoomSink } from './metrics/room.ts';
import { Recorder, type KeptLine } from './recorder.ts';
import { roomOf } from './room-of.ts';
import type { MachineState } from './state.ts';
import type { Systems } from './systems.ts';
import { outcomeOf, type Inside, type Judge, type StartOptions, type Task } from './task.ts';
import type { PhysAddr } from './units.ts';
import type { MachineView } from './view.ts';

export type { Checkpoint } from './checkpoint.ts';
export type { MachineState } from './state.ts';
export type { StartOptions, Task } from './task.ts';

export interface Machine {
  exec(command: Command): Outcome;
  start(command: Command, options?: StartOptions): Task;
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

export interface Replaying {
  readonly resumes: boolean;
  readonly quiet: boolean;
}

/** A machine that can be brought back to what it was. */
export interface RestorableMachine extends Machine {
  /** Everything there is, also in the middle of a workload. */
  checkpoint(): Checkpoint;
  /** Be what was saved; a task under way is forgotten. */
  restore(saved: Checkpoint): void;
  /** Go on with the workload in whose middle the checkpoint that was restored last was taken. */
  resume(command: Command, options?: StartOptions): Task;
  /**
   * As start() or resume(), but nobody will ask for the outcome: only the state counts and, unless it
   * is `quiet`, the logs.
   */
  replay(command: Command, how: Replaying): Task;
}

/** A machine with the default board booted. */
export function createMachine(systems: Systems): RestorableMachine {
  return new BoardMachine(systems);
}

/** What becomes of what a command says. */
interface How extends StartOptions {
  /** There will be an outcome. */
  readonly recording: boolean;
}

class BoardMachine implements RestorableMachine {
  readonly #inside: Inside;
  readonly #systems: Systems;

  constructor(systems: Systems) {
    this.#systems = systems;
    const board = Board.boot(DEFAULT_BOARD, new Recorder(() => undefined), systems);
    if ('why' in board) throw new Error('the default board does not boot');
    this.#inside = { board, running: undefined, interrupted: undefined };
  }
  get #board(): Board {
    return this.#inside.board;
  }

  exec(command: Command): Outcome {
    const task = this.start(command);
    while (!task.step(Infinity));
    return task.outcome();
  }

  start(command: Command, options: StartOptions = {}): Task {
    return this.#start(command, { ...options, recording: true });
  }
  resume(command: Command, options: StartOptions = {}): Task {
    return this.#resume(command, { ...options, recording: true });
  }
  replay(command: Command, { resumes, quiet }: Replaying): Task {
    const how = { quiet, recording: false };
    return resumes ? this.#resume(command, how) : this.#start(command, how);
  }
  room(sink: RoomSink): void {
    roomOf(this.#board, sink);
  }
  #start(command: Command, how: How): Task {
    this.#inside.running = this.#inside.interrupted = undefined;
    return this.#task(command, undefined, how);
  }
  #resume(command: Command, how: How): Task {
    if (!this.#inside.interrupted) throw new Error('there is no workload to go on with');
    return this.#task(command, undefined, how);
  }
  checkpoint(): Checkpoint {
    return this.#systems.checkpoint.saveMachine(this.#inside);
  }
  restore(saved: Checkpoint): void {
    this.#systems.checkpoint.restoreMachine(this.#inside, saved, (profile, boot) =>
      Board.bare(profile, boot, this.#systems),
    );
  }

  #task(command: Command, judged: Judge | undefined, how: How): Task {
    const board = this.#board;
    switch (command.kind) {
      case 'board':
        return this.#boot(command, judged);
      case 'expect': {
        // An expectation of an expectation is the inner one.
        const { what } = command;
        return this.#task(
          command.command,
          (result) => this.#systems.expect.judge(what, result),
          how,
        );
      }
      default: {
        const recorder = new Recorder((line) => board.keepLog(line), how.recording);
        recorder.listening = how.quiet !== true;
        if (command.kind !== 'workload')
          return new SingleTask(
            board,
            command,
            recorder,
            (op) => route(board, command, op, recorder),
            judged,
          );
        const { workload } = this.#systems;
        return (
          workload.startWorkload(
            this.#inside,
            command,
            recorder,
            (...parts) => outcomeOf(...parts, recorder, judged),
            how.sampled,
          ) ?? new SingleTask(board, command, recorder, () => noArea(board, command.region), judged)
        );
      }
    }
  }

  /** A boot is the start of an experiment: operation numbers begin again behind it. */
  #boot(command: Extract<Command, { kind: 'board' }>, judged: Judge | undefined): Task {
    const recorder = new Recorder((line) => booted.push(line));
    const booted: KeptLine[] = [];
    const result = ((): Result => {
      const profile = configureBoard(command.board, command.options);
      if ('refused' in profile)
        return { ok: false, refusal: { errno: undefined, why: profile.refused } };
      const next = Board.boot(profile, recorder, this.#systems);
      if ('why' in next) return { ok: false, refusal: next };
      for (const line of booted) next.keepLog(line);
      this.#inside.board = next;
      const { pages, bootRefusal: refusal, bootNotes: notes } = next;
      return done({ is: 'board', board: profile.id, pages, refusal, notes });
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
  #ended: (() => Outcome) | undefined;
  readonly #work: () => () => Outcome;

  constructor(
    board: Board,
    { kind }: Command,
    recorder: Recorder,
    run: (op: number) => Result,
    judged: Judge | undefined,
  ) {
    this.#work = () => {
      const op = board.nextOp(recorder, kind);
      const result = run(op);
      board.slept(recorder.sleptMs);
      return () => outcomeOf(op, 1, result, recorder, judged);
    };
  }

  step(): boolean {
    this.#ended ??= this.#work();
    this.done = 1;
    return true;
  }
  /** One operation is never cut in half: a task that was not begun is begun and ended. */
  cancel(): void {
    this.step();
  }
  outcome(): Outcome {
    if (!this.#ended) throw new Error('the task is not over');
    return (this.#outcome ??= this.#ended());
  }
}
