/**
 * The most CMEM memory that a session held at one time, buffer by buffer: what a planner needs to
 * know of a real product. Told by the driver's own reports, so that nothing between two frames is
 * missed; a module that goes takes everything with it.
 */
import type { Outcome } from '../../../engine/contract/command.ts';
import type { CmemEvent } from '../../../engine/systems/cmem/protocol.ts';
import { cmemFacts } from './cmem-facts.ts';

/** `count` buffers of `size` bytes held at the same time. */
export interface HeldNeed {
  readonly size: number;
  readonly count: number;
}

interface Held {
  readonly asked: number;
  readonly heap: boolean;
}

export class CmemPeak {
  readonly #live = new Map<number, Held>();
  #bytes = 0;
  #peakBytes = 0;
  #peak: readonly Held[] = [];
  /** The peak is still under way: what is held now is not copied until it must be. */
  #rising = false;
  #last: number | undefined;

  take(outcome: Pick<Outcome, 'events'>): void {
    for (const fact of cmemFacts(outcome)) this.#fact(fact);
  }

  /** The module went: nothing is held any more, but what was held is still worth knowing. */
  release(): void {
    if (this.#rising) this.#settle();
    this.#live.clear();
    this.#bytes = 0;
    this.#last = undefined;
  }

  /** What was held at the peak, largest first. Pool buffers only, unless the heap's are asked for. */
  needs(withHeap = false): readonly HeldNeed[] {
    if (this.#rising) this.#settle();
    const counts = new Map<number, number>();
    for (const { asked, heap } of this.#peak) {
      if (!heap || withHeap) counts.set(asked, (counts.get(asked) ?? 0) + 1);
    }
    return [...counts].map(([size, count]) => ({ size, count })).sort((a, b) => b.size - a.size);
  }

  #fact(fact: CmemEvent): void {
    switch (fact.is) {
      case 'taken':
      case 'cut':
        this.#hold(fact.phys, { asked: fact.size, heap: fact.is === 'cut' });
        this.#last = fact.phys;
        break;
      case 'served': {
        // The library knows what was really asked for.
        const held = this.#last === undefined ? undefined : this.#live.get(this.#last);
        if (held && this.#last !== undefined)
          this.#hold(this.#last, { asked: fact.asked, heap: held.heap });
        break;
      }
      case 'freed':
        if (this.#rising) this.#settle();
        this.#drop(fact.phys);
        break;
      case 'chunk':
      case 'chunks':
      case 'linked':
      case 'merged':
      case 'head':
      case 'pool':
      case 'syscall':
      case 'unregistered':
        break;
    }
  }

  #hold(phys: number, held: Held): void {
    this.#drop(phys);
    this.#live.set(phys, held);
    this.#bytes += held.asked;
    this.#rising = true;
  }

  #drop(phys: number): void {
    const held = this.#live.get(phys);
    if (!held) return;
    this.#live.delete(phys);
    this.#bytes -= held.asked;
  }

  /** Before something goes: is this more than ever before? */
  #settle(): void {
    this.#rising = false;
    if (this.#bytes <= this.#peakBytes) return;
    this.#peakBytes = this.#bytes;
    this.#peak = [...this.#live.values()];
  }
}
