/**
 * A run under watch. After each command every model checks itself; beside the running machine another
 * one is brought back from the checkpoint before each command and goes on with the same commands: it
 * must give the same answers and be in the same state. A workload is also gone on with in its middle.
 */
import { ALL_SYSTEMS } from '../all-systems.ts';
import type { Command, Outcome } from '../command.ts';
import { createMachine, type RestorableMachine } from '../index.ts';
import { compareStates, stepsOf } from '../journal/index.ts';
import type { Checkpoint, MachineState } from '../machine.ts';
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
  /** Commands before the checkpoint that the machine was restored from; undefined: the running machine. */
  readonly restoredAt: number | undefined;
  /** What differs: `result.value.pfn`. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}
export interface CheckedRun {
  readonly machine: RestorableMachine;
  /** As far as it came. */
  readonly outcomes: readonly Outcome[];
  /** Restored machines that were compared. */
  readonly restores: number;
  readonly broken: Broken | undefined;
}

export interface CheckOptions {
  /** Go on from every `every`-th checkpoint only. */
  readonly every?: number;
  readonly create?: () => RestorableMachine;
}

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
  readonly before: { readonly saved: Checkpoint; readonly state: MachineState };
  /** In the middle of a workload. */
  readonly inside: Checkpoint | undefined;
  readonly outcome: Outcome;
  readonly after: MachineState;
}

class Watched {
  readonly machine: RestorableMachine;
  readonly outcomes: Outcome[] = [];
  restores = 0;
  readonly #commands: readonly Command[];
  readonly #every: number;
  readonly #create: () => RestorableMachine;
  /** Brought back again and again, as the page does with its own. */
  readonly #other: RestorableMachine;

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

  play(): void {
    const { length } = this.#commands;
    const window = length <= FOLLOWED_WHOLE ? length : FOLLOWED_COMMANDS;
    const recent: Done[] = [];
    for (const at of this.#commands.keys()) {
      recent.push(this.#do(at, recent.at(-1)?.after));
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
  #do(at: number, state: MachineState | undefined): Done {
    const { machine } = this;
    const where: Stand = { at, restoredAt: undefined };
    const saved = kept('throws', where, () => machine.checkpoint());
    const before = { saved, state: state ?? machine.state() };
    const { outcome, inside } = kept('throws', where, () => halved(machine, this.#commands[at]!));
    this.outcomes.push(outcome);
    kept('unsound', where, () => machine.check());
    const after = kept('throws', where, () => machine.state());
    return { at, before, inside, outcome, after };
  }

  /** From before the first of these commands to the end of the last, where the running machine stands. */
  #follow(done: readonly Done[]): void {
    const first = done[0]!;
    if (first.at % this.#every !== 0) return;
    this.restores += 1;
    this.#goOn(first.before.saved, first.before.state, done, (machine) =>
      machine.exec(this.#commands[first.at]!),
    );
    if (!first.inside) return;
    this.restores += 1;
    this.#goOn(first.inside, undefined, done, (machine) =>
      resumed(machine, this.#commands[first.at]!),
    );
  }

  #goOn(
    saved: Checkpoint,
    before: MachineState | undefined,
    done: readonly Done[],
    begin: (machine: RestorableMachine) => Outcome,
  ): void {
    const restoredAt = done[0]!.at;
    const machine = this.#restored(saved, before, restoredAt);
    for (const { at, outcome, after, inside } of done) {
      const where = { at, restoredAt };
      const got = kept('throws', where, () =>
        at === restoredAt ? begin(machine) : machine.exec(this.#commands[at]!),
      );
      // What was logged before the middle is not in the outcome of the rest.
      const whole = at !== restoredAt || saved !== inside;
      compare('answer', where, whole ? outcome : outcome.result, whole ? got : got.result);
      kept('unsound', where, () => machine.check());
      sameState(where, after, machine.state());
    }
    const where = { at: done.at(-1)!.at, restoredAt };
    compare('seen', where, seen(this.machine), seen(machine));
    compare('log', where, logOf(this.machine), logOf(machine));
  }

  /** In turn into the machine that was restored last, and as a message carries it into a fresh one. */
  #restored(saved: Checkpoint, before: MachineState | undefined, at: number): RestorableMachine {
    const where = { at, restoredAt: at };
    const fresh = this.restores % 2 === 0;
    const machine = fresh ? this.#create() : this.#other;
    kept('throws', where, () => machine.restore(fresh ? structuredClone(saved) : saved));
    kept('unsound', where, () => machine.check());
    if (before) sameState(where, before, machine.state());
    return machine;
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
function resumed(machine: RestorableMachine, command: Command): Outcome {
  const task = machine.resume(command);
  while (!task.step(Infinity));
  return task.outcome();
}

/** Lines of the kernel's log and of the trace. */
function logOf(machine: RestorableMachine): unknown {
  const { klog, trace } = machine.checkpoint().parts;
  return { klog, trace };
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
function compare(promise: CheckedPromise, where: Stand, expected: unknown, got: unknown): void {
  const found = firstDifference(expected, got);
  if (found) throw broken(promise, where, found);
}
function sameState(where: Stand, expected: MachineState, got: MachineState): void {
  if (expected.digest === got.digest) return;
  const { section, path, a, b } = compareStates(expected, got)[0]!;
  throw broken('state', where, {
    path: path === '' ? section : `${section}.${path}`,
    expected: String(a),
    got: String(b),
  });
}
