/**
 * What the CMEM driver and library report of an operation, as the page reads it out of an outcome's
 * events. The one place that knows their shape (engine/cmem/sink.ts, CmemFact).
 */
import type { Outcome } from '../../engine/command.ts';

export type PoolVerdict = 'too small' | 'empty' | 'not better' | 'best';

export type CmemFact =
  /** GETPOOL looked at a pool. */
  | {
      readonly is: 'pool';
      readonly block: number;
      readonly pool: number;
      readonly size: number;
      readonly asked: number;
      readonly verdict: PoolVerdict;
    }
  /** A buffer left the free list of a pool. */
  | {
      readonly is: 'taken';
      readonly block: number;
      readonly pool: number;
      readonly id: number;
      readonly phys: number;
      readonly size: number;
    }
  /** What a request got of what it was given. */
  | {
      readonly is: 'served';
      readonly asked: number;
      readonly size: number;
      readonly rounding: number;
      readonly unused: number;
    }
  /** A buffer was cut out of a free chunk of the heap. */
  | {
      readonly is: 'cut';
      readonly block: number;
      readonly phys: number;
      readonly size: number;
      readonly chunk: number;
      readonly chunkSize: number;
      readonly skipped: number;
    }
  | {
      readonly is: 'freed';
      readonly block: number;
      readonly pool: number;
      readonly phys: number;
      readonly size: number;
    };

const KNOWN: ReadonlySet<string> = new Set(['pool', 'taken', 'served', 'cut', 'freed']);

type Told = Pick<Outcome, 'events'>;

export const hasCmemFacts = (outcome: Told): boolean =>
  (outcome.events as readonly { readonly is: string }[]).some((event) => KNOWN.has(event.is));

export const cmemFacts = (outcome: Told): readonly CmemFact[] => {
  const events: readonly { readonly is: string }[] = outcome.events;
  return events.filter((event): event is CmemFact => KNOWN.has(event.is));
};
