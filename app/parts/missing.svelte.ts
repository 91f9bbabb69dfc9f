/**
 * What was asked for and not done, because code for it could not be fetched: the last such wish, and how
 * to try again. The notices under the head show it.
 */
import { part, whyMissing } from '../link/parts.ts';
import type { Missing } from '../link/parts.ts';

interface Wish {
  readonly why: Missing;
  readonly again: () => void;
}

export class MissingCode {
  wish = $state.raw<Wish | undefined>();

  /** Note a wish if this error is of code that is missing; whether it is. */
  tell(error: unknown, again: () => void): boolean {
    const why = whyMissing(error);
    if (why) this.wish = { why, again };
    return why !== undefined;
  }
  again(): void {
    const { wish } = this;
    this.wish = undefined;
    wish?.again();
  }

  /** Fetch code and do something with it; where it cannot be fetched that is said, and can be tried again. */
  readonly asked = <T>(load: () => Promise<T>, then: (code: T) => void): void => {
    part(load).then(then, (error: unknown) => {
      if (!this.tell(error, () => this.asked(load, then))) throw error;
    });
  };
}
