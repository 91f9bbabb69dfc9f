/**
 * The machine: one booted board. `exec` is the only mutator; it numbers the operation, routes the
 * command and collects what happened. Same board and same commands give the same bytes anywhere.
 */
import type { Board } from '../board/board.ts';
import { configureBoard, DEFAULT_BOARD } from '../board/boards.ts';
import type { Command, Outcome, Result } from '../contract/command.ts';
import { route } from './route.ts';
import { noArea } from '../board/no-area.ts';
import { done } from '../board/answer.ts';
import type { Checkpoint } from '../saved/checkpoint.ts';
import { MAX_PEEK_BYTES } from '../contract/limits.ts';
import type { RoomSink } from '../verdict/room.ts';
import { Recorder, type KeptLine } from '../board/recorder.ts';
import { roomOf } from './room-of.ts';
import type { MachineState } from '../saved/machine-state.ts';
import type { Systems } from './systems.ts';
import {
  outcomeOf,
  type MachineParts,
  type ExpectationCheck,
  type StartOptions,
  type Task,
} from './task.ts';
import type { Bytes, PhysAddr } from '../contract/units.ts';
import type { MachineView } from '../contract/view.ts';

export type { Checkpoint } from '../saved/checkpoint.ts';
export type { MachineState } from '../saved/machine-state.ts';
export type { StartOptions, Task } from './task.ts';

/**
 * What pages, tools and tests use. A command answers with an outcome; it never throws for what a
 * person types.
 */
export interface Machine {
  /** Run the command to its end. */
  exec(command: Command): Outcome;
  /** Begin the command; the task does it in slices. */
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
   * Up to MAX_PEEK_BYTES bytes of physical memory where a system keeps them, as DMA pools and CMEM do.
   * Undefined elsewhere.
   */
  bytes(phys: PhysAddr, length: number): Uint8Array | undefined;
  /** Every invariant of every model; throws on the first that is broken. */
  check(): void;
}

/** How a command of a journal is executed again. */
export interface Replaying {
  /** The machine stands in its middle, where a checkpoint was taken. */
  readonly resumes: boolean;
  /** True where nobody reads the logs either. */
  readonly quiet: boolean;
}

/** A machine that can be brought back to what it was. */
export interface RestorableMachine extends Machine {
  /** Everything there is, also in the middle of a workload. */
  checkpoint(): Checkpoint;
  /** Be what was saved; a task under way is forgotten. */
  restore(saved: Checkpoint): void;
  /** Rough bytes of memory that a checkpoint holds and `before`, an older one, does not. */
  weigh(saved: Checkpoint, before: Checkpoint | undefined): Bytes;
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

/** A new board takes the old one's place at each boot. */
class BoardMachine implements RestorableMachine {
  readonly #inside: MachineParts;
  readonly #systems: Systems;

  constructor(systems: Systems) {
    this.#systems = systems;
    const board = systems.loaded.boot(DEFAULT_BOARD, new Recorder(() => undefined));
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
    roomOf(this.#board, this.#systems.loaded, sink);
  }
  /** A workload that was interrupted is given up by whatever comes next. */
  #start(command: Command, how: How): Task {
    this.#inside.running = this.#inside.interrupted = undefined;
    return this.#task(command, undefined, how);
  }
  /** Throws unless a checkpoint from the middle of a workload was restored. */
  #resume(command: Command, how: How): Task {
    if (!this.#inside.interrupted) throw new Error('there is no workload to go on with');
    return this.#task(command, undefined, how);
  }
  checkpoint(): Checkpoint {
    const { checkpoint, loaded } = this.#systems;
    return checkpoint.saveMachine(this.#inside, loaded.whole);
  }
  restore(saved: Checkpoint): void {
    const { checkpoint, loaded } = this.#systems;
    checkpoint.restoreMachine(this.#inside, saved, loaded.whole, (profile, boot) =>
      loaded.bare(profile, boot),
    );
  }
  weigh(saved: Checkpoint, before: Checkpoint | undefined): Bytes {
    const { checkpoint, loaded } = this.#systems;
    return checkpoint.checkpointBytes(saved, before, loaded.whole);
  }

  /** `judged` compares the result with what an `expect` in front demanded. */
  #task(command: Command, judged: ExpectationCheck | undefined, how: How): Task {
    const board = this.#board;
    switch (command.kind) {
      case 'board':
        return this.#boot(command, judged);
      case 'expect': {
        // An expectation of an expectation is the inner one.
        const { what } = command;
        return this.#task(
          command.command,
          (result) => this.#systems.expect.judge(what, result, this.#systems.loaded.whole),
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
            (op) => route(this.#systems, board, command, op, recorder),
            judged,
          );
        const { workload } = this.#systems;
        const { sampled } = how;
        return (
          workload.startWorkload(
            this.#inside,
            command,
            recorder,
            (...parts) => outcomeOf(...parts, recorder, judged),
            sampled && (() => this.room(sampled)),
          ) ?? new SingleTask(board, command, recorder, () => noArea(board, command.region), judged)
        );
      }
    }
  }

  /** A boot is the start of an experiment: operation numbers begin again after it. */
  #boot(command: Extract<Command, { kind: 'board' }>, judged: ExpectationCheck | undefined): Task {
    const recorder = new Recorder((line) => booted.push(line));
    const booted: KeptLine[] = [];
    const result = ((): Result => {
      const profile = configureBoard(command.board, command.options);
      if ('refused' in profile)
        return { ok: false, refusal: { errno: undefined, why: profile.refused } };
      const next = this.#systems.loaded.boot(profile, recorder);
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
    const board = this.#board;
    const { loaded } = this.#systems;
    loaded.follow(board);
    return board.view((header) => loaded.count(board, header));
  }
  state(): MachineState {
    const { state, loaded } = this.#systems;
    return state.machineState(this.#board, loaded);
  }
  paths(): readonly string[] {
    const { shell, loaded } = this.#systems;
    return shell.treeOf(this.#board, loaded.whole).paths();
  }
  handles(): readonly string[] {
    return this.#board.handles.live();
  }
  bytes(phys: PhysAddr, length: number): Uint8Array | undefined {
    const board = this.#board;
    const most = Math.min(length, MAX_PEEK_BYTES);
    for (const system of this.#systems.loaded.live) {
      const bytes = system.bytes(board, phys, most);
      if (bytes) return bytes;
    }
    return undefined;
  }
  check(): void {
    this.#board.check();
    for (const system of this.#systems.loaded.live) system.check(this.#board);
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
    judged: ExpectationCheck | undefined,
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
