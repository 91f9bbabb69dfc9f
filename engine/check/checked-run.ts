/**
 * A run under watch. After each command every model checks itself; beside the running machine another
 * one is brought back from the checkpoint before each command and goes on with the same commands: it
 * must give the same answers and be in the same state. A workload is also gone on with in its middle.
 */
import { ALL_SYSTEMS } from '../machine/all-systems.ts';
import type { Command, Outcome } from '../contract/command.ts';
import { createMachine, type RestorableMachine } from '../index.ts';
import { compareStates, stepsOf } from '../journal/index.ts';
import type { Checkpoint, MachineState } from '../machine/machine.ts';
import { seen } from '../test/seen.ts';
import { firstDifference, type Difference } from './difference.ts';
import { FOLLOWED_COMMANDS, FOLLOWED_WHOLE } from './limits.ts';

/** What a machine promises: it does not throw, its models are sound, a restored one is no other. */
export type CheckedPromise = 'throws' | 'unsound' | 'answer' | 'state' | 'seen' | 'log';

/** A promise that was not kept. */
export interface Broken {
  readonly promise: CheckedPromise;
  /** Place of the command in the list; it shows after this one. */
  readonly at: number;
  /** Commands before the checkpoint that the machine was restored from; undefined: it is the running one. */
  readonly restoredAt: number | undefined;
  /** What differs: `result.value.pfn`. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}
/** What a run came to; `broken` is the first promise that was not kept. */
export interface CheckedRun {
  readonly machine: RestorableMachine;
  /** As far as it came. */
  readonly outcomes: readonly Outcome[];
  /** Restored machines that were compared. */
  readonly restores: number;
  readonly broken: Broken | undefined;
}

/** How much of a run is checked, and on which machines. */
export interface CheckOptions {
  /** Go on from every `every`-th checkpoint only. */
  readonly every?: number;
  readonly create?: () => RestorableMachine;
}

/** It never throws for what the engine does wrong: that is what it looks for. */
export function checkedRun(commands: readonly Command[], options: CheckOptions = {}): CheckedRun {
  const run = new Watched(commands, options);
  let broken: Broken | undefined;
  try {
    run.play();
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error;
    ({ broken } = error);
  }
  const { machine, outcomes, restores } = run;
  return { machine, outcomes, restores, broken };
}

/** Ends the run at the first promise that was not kept. */
class BrokenPromise extends Error {
  readonly broken: Broken;
  constructor(broken: Broken) {
    super(broken.promise);
    this.broken = broken;
  }
}

/** Where a machine stands: after the command at `at`, as the running one or restored. */
type Stand = Pick<Broken, 'at' | 'restoredAt'>;

/** A command the running machine did, and all it takes to see whether another does the same. */
interface Done {
  readonly at: number;
  /** Before it. */
  readonly saved: Checkpoint;
  /** In the middle of a workload. */
  readonly inside: Checkpoint | undefined;
  readonly outcome: Outcome;
  readonly after: MachineState;
}

/** A run under way: the machine that runs, and another one that follows. */
class Watched {
  readonly machine: RestorableMachine;
  readonly outcomes: Outcome[] = [];
  restores = 0;
  readonly #commands: readonly Command[];
  readonly #every: number;
  readonly #create: () => RestorableMachine;
  /** Brought back again and again, as the page does with its own. */
  readonly #other: RestorableMachine;
  /** What there is to see of the running machine where it stands. */
  #shown: Shown | undefined;

  constructor(
    commands: readonly Command[],
    { every = 1, create = () => createMachine(ALL_SYSTEMS) }: CheckOptions,
  ) {
    this.#commands = commands;
    this.#every = every;
    this.#create = create;
    this.machine = create();
    this.#other = create();
  }

  /** Throws a BrokenPromise at the first thing that is wrong. */
  play(): void {
    const { length } = this.#commands;
    const window = length <= FOLLOWED_WHOLE ? length : FOLLOWED_COMMANDS;
    const recent: Done[] = [];
    for (const at of this.#commands.keys()) {
      recent.push(this.#do(at));
      this.#bringBack(at);
      if (recent.length < window) continue;
      this.#follow(recent);
      recent.shift();
    }
    while (recent.length > 0) {
      this.#follow(recent);
      recent.shift();
    }
  }

  /** One command on the running machine. */
  #do(at: number): Done {
    const { machine } = this;
    const where: Stand = { at, restoredAt: undefined };
    this.#shown = undefined;
    const saved = kept('throws', where, () => machine.checkpoint());
    const { outcome, inside } = kept('throws', where, () => halved(machine, this.#commands[at]!));
    this.outcomes.push(outcome);
    kept('unsound', where, () => machine.check());
    const after = kept('throws', where, () => machine.state());
    return { at, saved, inside, outcome, after };
  }

  /** A machine that is brought back to where the running one stands is the same to look at. */
  #bringBack(at: number): void {
    if (at % this.#every !== 0) return;
    const where = { at, restoredAt: at + 1 };
    const saved = kept('throws', where, () => this.machine.checkpoint());
    const machine = this.#restored(saved, where);
    sameState(where, this.machine.state(), machine.state());
    this.#looksTheSame(where, machine);
  }

  /** From before the first of these commands to the end of the last, where the running machine stands. */
  #follow(done: readonly Done[]): void {
    const { at, saved, inside } = done[0]!;
    if (at % this.#every !== 0) return;
    const command = this.#commands[at]!;
    this.#goOn(saved, done, (machine) => machine.exec(command));
    // What was logged before the middle is not in the outcome of the rest.
    if (inside)
      this.#goOn(inside, done, (machine) => ({
        ...done[0]!.outcome,
        result: resumed(machine, command).result,
      }));
  }

  #goOn(
    saved: Checkpoint,
    done: readonly Done[],
    begin: (machine: RestorableMachine) => Outcome,
  ): void {
    const restoredAt = done[0]!.at;
    const machine = this.#restored(saved, { at: restoredAt, restoredAt });
    for (const { at, outcome, after } of done) {
      const where = { at, restoredAt };
      const got = kept('throws', where, () =>
        at === restoredAt ? begin(machine) : machine.exec(this.#commands[at]!),
      );
      compare('answer', where, outcome, got);
      kept('unsound', where, () => machine.check());
      sameState(where, after, machine.state());
    }
    this.#looksTheSame({ at: done.at(-1)!.at, restoredAt }, machine);
  }

  /** In turn into the machine that was restored last, and as a message carries it into a fresh one. */
  #restored(saved: Checkpoint, where: Stand): RestorableMachine {
    const fresh = this.restores % 3 === 0;
    this.restores += 1;
    const machine = fresh ? this.#create() : this.#other;
    kept('throws', where, () => machine.restore(fresh ? structuredClone(saved) : saved));
    kept('unsound', where, () => machine.check());
    return machine;
  }

  #looksTheSame(where: Stand, machine: RestorableMachine): void {
    const mine = (this.#shown ??= shown(this.machine));
    const its = shown(machine);
    compare('seen', where, mine.columns, its.columns);
    compare('log', where, mine.log, its.log);
  }
}

/** A command, and a checkpoint in the middle of it if there is one. */
function halved(
  machine: RestorableMachine,
  command: Command,
): { readonly outcome: Outcome; readonly inside: Checkpoint | undefined } {
  const steps = stepsOf(command);
  if (steps < 2) return { outcome: machine.exec(command), inside: undefined };
  const task = machine.start(command);
  task.step(Math.floor(steps / 2));
  const saved = machine.checkpoint();
  while (!task.step(Infinity));
  return { outcome: task.outcome(), inside: saved.workload && saved };
}
/** The rest of a workload that was saved in its middle. */
function resumed(machine: RestorableMachine, command: Command): Outcome {
  const task = machine.resume(command);
  while (!task.step(Infinity));
  return task.outcome();
}

/** All that a page could show of a machine. */
interface Shown {
  readonly columns: unknown;
  /** Lines of the kernel's log and of the trace. */
  readonly log: unknown;
}
function shown(machine: RestorableMachine): Shown {
  const { klog, trace } = machine.checkpoint().parts;
  return { columns: seen(machine), log: { klog, trace } };
}

const broken = (promise: CheckedPromise, where: Stand, what: Difference): BrokenPromise =>
  new BrokenPromise({ promise, ...where, ...what });

/** What the work gives; that it throws is a broken promise. */
function kept<T>(promise: 'throws' | 'unsound', where: Stand, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw broken(promise, where, { path: '', expected: '', got: String(error) });
  }
}
/** Throws a BrokenPromise where the two values differ. */
function compare(promise: CheckedPromise, where: Stand, expected: unknown, got: unknown): void {
  const found = firstDifference(expected, got);
  if (found) throw broken(promise, where, found);
}
/** Digests are compared; only where they differ is the field looked for. */
function sameState(where: Stand, expected: MachineState, got: MachineState): void {
  if (expected.digest === got.digest) return;
  const { section, path, a, b } = compareStates(expected, got)[0]!;
  throw broken('state', where, {
    path: path === '' ? section : `${section}.${path}`,
    expected: String(a),
    got: String(b),
  });
}
