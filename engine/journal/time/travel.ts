/** Ways through a journal: commands executed from one position to another, in slices. */
import type { Command } from '../../contract/command.ts';
import type { RestorableMachine, Task } from '../../machine/machine.ts';

/** A way to a position, in slices. The machine is nowhere until the last step. */
export interface Travel {
  /** Do up to `budget` steps; true when the position is reached. */
  step(budget: number): boolean;
  /** Steps that are done. */
  readonly done: number;
  /** Steps of the whole way. */
  readonly total: number;
}

/** A command on the way to a position. */
export interface Leg {
  /** A workload may be cut to the operations that are wanted. */
  readonly command: Command;
  /** A checkpoint was taken in its middle. */
  readonly resumes: boolean;
  /** Position after it. */
  readonly end: number;
}

/** Executes legs on a machine that stands at the first one's beginning. */
export class Replay implements Travel {
  readonly total: number;
  /** A command counts as its steps, however many operations of it were executed. */
  done = 0;
  readonly #machine: RestorableMachine;
  readonly #legs: Iterator<Leg, unknown>;
  readonly #from: number;
  readonly #quiet: boolean;
  readonly #arrived: () => void;
  #leg: Leg | undefined;
  #task: Task | undefined;
  #over = false;

  /** `quiet`: what nobody but the logs would read is left out. */
  constructor(
    machine: RestorableMachine,
    legs: Iterator<Leg, unknown>,
    [from, to]: readonly [number, number],
    quiet: boolean,
    arrived: () => void,
  ) {
    this.#machine = machine;
    this.#legs = legs;
    this.#from = from;
    this.total = to - from;
    this.#quiet = quiet;
    this.#arrived = arrived;
  }

  /** `arrived` is called once, when the last leg is done. */
  step(budget: number): boolean {
    for (let left = Math.max(1, budget); left > 0 && !this.#over;) {
      const task = this.#task ?? this.#next();
      if (!task) {
        this.#over = true;
        this.#arrived();
        break;
      }
      const before = task.done;
      const ended = task.step(left);
      const did = Math.max(1, task.done - before);
      left -= did;
      this.done += did;
      if (!ended) continue;
      this.done = this.#leg!.end - this.#from;
      this.#task = undefined;
    }
    return this.#over;
  }
  /** The next leg under way; undefined: there is none. */
  #next(): Task | undefined {
    const next = this.#legs.next();
    if (next.done === true) return undefined;
    const { command, resumes } = next.value;
    this.#leg = next.value;
    this.#task = this.#machine.replay(command, { resumes, quiet: this.#quiet });
    return this.#task;
  }
}
