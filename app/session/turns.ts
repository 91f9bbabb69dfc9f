/**
 * Turns: whatever shows the machine in many elements follows it in its turn, between the frames that
 * paint. Once a turn took long the next one has a task of its own, so that no task is as long as all of
 * them together; and while a run is under way nobody has a turn with every frame.
 */
import { leastOf } from '../../engine/contract/long-lists.ts';
import type { Clock } from '../link/clock.ts';
import { LIST_REST_MS, TURN_MS } from '../page/limits.ts';

export interface Turn {
  /** What is shown is of before. At rest: there is time, more will come. */
  want(atRest: boolean): void;
  remove(): void;
}

interface Waiting {
  /** Shows what there is now, all of it before it returns. */
  readonly take: () => void;
  /** When it was taken last, and from when on it may be taken; undefined: it is not wanted. */
  last: number;
  due: number | undefined;
}

export class Turns {
  readonly #clock: Pick<Clock, 'now' | 'after'>;
  readonly #all = new Set<Waiting>();
  #callOff: (() => void) | undefined;

  constructor(clock: Pick<Clock, 'now' | 'after'>) {
    this.#clock = clock;
  }

  add(take: () => void): Turn {
    const one: Waiting = { take, last: -LIST_REST_MS, due: undefined };
    this.#all.add(one);
    return {
      want: (atRest) => {
        if (!this.#all.has(one)) return;
        one.due = atRest ? one.last + LIST_REST_MS : 0;
        this.#wait();
      },
      remove: () => void this.#all.delete(one),
    };
  }

  /** Until the first of them is due. */
  #wait(): void {
    this.#callOff?.();
    const dues = [...this.#all].flatMap(({ due }) => due ?? []);
    const ms = Math.max(0, leastOf(dues) - this.#clock.now());
    this.#callOff = dues.length === 0 ? undefined : this.#clock.after(ms, () => this.#run());
  }

  /** Who waited longest is first. */
  #run(): void {
    const start = this.#clock.now();
    for (const one of [...this.#all].sort((a, b) => a.last - b.last)) {
      if (one.due === undefined || one.due > start) continue;
      one.due = undefined;
      one.take();
      one.last = this.#clock.now();
      if (one.last - start >= TURN_MS) break;
    }
    this.#wait();
  }
}
