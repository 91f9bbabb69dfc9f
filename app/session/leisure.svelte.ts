/** Following the machine at leisure: what turns.ts orders, for components. */
import { flushSync } from 'svelte';
import { pageClock } from '../link/clock.ts';
import { session } from './session.svelte.ts';
import { Turns } from './turns.ts';

const turns = new Turns(pageClock);

/**
 * A number that moves soon after `what` did, as long as the component is there; while a run is under way a
 * few times a second. Who reads it shows what there is then. `many`: there is so much to show that this
 * holds without a run too.
 */
export function atLeisure(
  what: () => unknown,
  many: () => boolean = () => false,
): { readonly turn: number } {
  let moved = $state(0);
  const turn = turns.add(() => {
    flushSync(() => (moved += 1));
  });
  let isFirst = true;
  $effect(() => {
    what();
    const atRest = session.running !== undefined || many();
    if (!isFirst) turn.want(atRest);
    isFirst = false;
  });
  $effect(() => () => turn.remove());
  return {
    get turn() {
      return moved;
    },
  };
}
