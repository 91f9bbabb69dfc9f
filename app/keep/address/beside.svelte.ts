/**
 * What the address says of a comparison: flags after the experiment, the first of which is `compare`.
 * What each means is the comparison's own business (compare/place.ts), which is fetched when it is opened.
 */
import type { Message } from '../../../engine/contract/command.ts';
import type { Mode, Ui } from '../../page/ui.svelte.ts';

export const COMPARE = 'compare';
/** Flags that stand for themselves wherever they are: how the whole page looks. */
const MODES: readonly string[] = ['embed', 'present'] satisfies readonly Mode[];

/** The flags of a comparison among all of them; empty: there is none. */
export function comparisonIn(flags: readonly string[]): readonly string[] {
  const at = flags.indexOf(COMPARE);
  return at < 0 ? [] : flags.slice(at).filter((flag) => !MODES.includes(flag));
}

export class Beside {
  readonly #ui: Pick<Ui, 'dialog'>;
  /** What an address asked for, and then what the open comparison says of itself. */
  flags = $state.raw<readonly string[]>([]);
  /** Why it cannot be said in a link. */
  refused = $state.raw<Message | undefined>();
  /** Moves when an address asks for another comparison than the one that is open. */
  asked = $state(0);

  /** Index of a branch that is to stand beside the present experiment when the comparison opens next. */
  branch: number | undefined;

  constructor(ui: Pick<Ui, 'dialog'>) {
    this.#ui = ui;
  }

  /** An address came in with these flags of a comparison; without any, none is to be open. */
  ask(flags: readonly string[]): void {
    const open = this.#ui.dialog === 'compare';
    if (flags.length === 0) {
      if (open) this.#ui.dialog = undefined;
      return;
    }
    if (open && flags.join('&') === this.flags.join('&')) return;
    this.say(flags);
    this.asked += 1;
    this.#ui.dialog = 'compare';
  }
  say(flags: readonly string[], refused?: Message): void {
    this.flags = flags;
    this.refused = refused;
  }
}
