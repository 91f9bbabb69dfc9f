/**
 * Where what came of commands goes, besides console and log: what happened inside of each, and what it
 * told the plates besides the machine's own state. The latter is kept with its position: whoever goes
 * back sees what was known there.
 */
import { isKept } from '../session/transcript/lines.ts';
import type { ExecutedScript } from '../session/positions.ts';
import type { Listener, ToldCommand } from '../session/told.ts';
import type { AnyPlate, PlateOutcomes } from '../plates/contract.ts';
import type { OpSteps } from '../steps/op-steps.svelte.ts';

export class AllNews implements Listener {
  readonly #plates: readonly AnyPlate[];
  readonly #steps: Pick<OpSteps, 'take'>;
  /** What concerns a plate, in order. */
  readonly #told: ToldCommand[] = [];
  /** As many of them are what the plates know. */
  #shown = 0;

  constructor(plates: readonly AnyPlate[], steps: Pick<OpSteps, 'take'>) {
    this.#plates = plates;
    this.#steps = steps;
  }

  /** What was executed in a session, oldest first. */
  take(news: readonly ToldCommand[], past: ExecutedScript): void {
    for (const one of news)
      if (this.#ofPlates(one).length > 0 && isStill(past, one)) this.#told.push(one);
    this.#steps.take(news, past);
  }
  /** Lines of the session went, or its machine stands elsewhere. */
  follow(past: ExecutedScript): void {
    let kept = this.#told.length;
    while (kept > 0 && !isStill(past, this.#told[kept - 1]!)) kept -= 1;
    const beyond = this.#told.findIndex(({ line }) => line.at > past.position);
    const until = Math.min(kept, beyond < 0 ? kept : beyond);
    if (until < this.#shown) {
      for (const { outcomes } of this.#plates) outcomes?.reset();
      this.#shown = 0;
    }
    this.#told.length = kept;
    for (; this.#shown < until; this.#shown += 1) {
      const one = this.#told[this.#shown]!;
      for (const outcomes of this.#ofPlates(one)) outcomes.take(one);
    }
  }

  #ofPlates(one: ToldCommand): readonly PlateOutcomes[] {
    return this.#plates.flatMap(({ outcomes }) => (outcomes?.concerns(one) ? [outcomes] : []));
  }
}

/** Whether the line that was told of is still part of the script. */
const isStill = ({ script }: ExecutedScript, { line: { id, at } }: ToldCommand): boolean =>
  isKept(script.items, { lineId: id, at });
