/** Following the machine at leisure: what turns.ts orders, for components. */
import { flushSync } from 'svelte';
import type { Clock } from '../link/clock.ts';
import { Turns } from './turns.ts';
import type { Session } from './session.svelte.ts';

export class Leisure {
  readonly #session: Pick<Session, 'running'>;
  readonly #turns: Turns;

  constructor(session: Pick<Session, 'running'>, clock: Pick<Clock, 'now' | 'after'>) {
    this.#session = session;
    this.#turns = new Turns(clock);
  }

  /**
   * A number that moves soon after `what` did, as long as the component is there; while a run is under way a
   * few times a second. Who reads it shows what there is then. `many`: there is so much to show that this
   * holds without a run too.
   */
  readonly atLeisure = (
    what: () => unknown,
    many: () => boolean = () => false,
  ): { readonly turn: number } => {
    let moved = $state(0);
    const turn = this.#turns.add(() => {
      flushSync(() => (moved += 1));
    });
    let isFirst = true;
    $effect(() => {
      what();
      const atRest = this.#session.running !== undefined || many();
      if (!isFirst) turn.want(atRest);
      isFirst = false;
    });
    $effect(() => () => turn.remove());
    return {
      get turn() {
        return moved;
      },
    };
  };
}
