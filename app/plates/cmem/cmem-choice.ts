/** How the last CMEM request of an operation was served: which pools were looked at, what was taken. */
import type { Outcome } from '../../../engine/contract/command.ts';
import type { CmemEvent } from '../../../engine/systems/cmem/protocol.ts';
import { cmemFacts } from './cmem-facts.ts';
import type { PoolVerdict } from './cmem-facts.ts';

export interface PoolLook {
  readonly pool: number;
  readonly size: number;
  readonly verdict: PoolVerdict;
}
export interface CmemChoice {
  readonly op: number;
  readonly block: number;
  /** Bytes asked for. */
  readonly asked: number;
  /** Pools in the order in which GETPOOL looked at them; none for a request for the heap. */
  readonly looks: readonly PoolLook[];
  readonly taken: { readonly pool: number; readonly id: number; readonly phys: number } | undefined;
  readonly cut:
    { readonly phys: number; readonly chunk: number; readonly chunkSize: number } | undefined;
  /** Bytes of what was taken; 0 when the request was refused. */
  readonly size: number;
  readonly rounding: number;
  readonly unused: number;
}

type Draft = { -readonly [K in keyof CmemChoice]: CmemChoice[K] };

const draftOf = (op: number, block: number, asked: number): Draft => ({
  op,
  block,
  asked,
  looks: [],
  taken: undefined,
  cut: undefined,
  size: 0,
  rounding: 0,
  unused: 0,
});

/** A pool with a number not above the last one's begins another search. */
const beginsAnew = (draft: Draft | undefined, fact: CmemEvent & { is: 'pool' }): boolean =>
  draft === undefined ||
  draft.taken !== undefined ||
  draft.cut !== undefined ||
  draft.block !== fact.block ||
  (draft.looks.at(-1)?.pool ?? -1) >= fact.pool;

const take = (draft: Draft | undefined, fact: CmemEvent, op: number): Draft | undefined => {
  switch (fact.is) {
    case 'pool': {
      const now = beginsAnew(draft, fact) ? draftOf(op, fact.block, fact.asked) : draft!;
      const { pool, size, verdict } = fact;
      return { ...now, looks: [...now.looks, { pool, size, verdict }] };
    }
    case 'taken': {
      const open = draft !== undefined && draft.taken === undefined && draft.cut === undefined;
      const now = open ? draft : draftOf(op, fact.block, fact.size);
      const { pool, id, phys, size } = fact;
      return { ...now, taken: { pool, id, phys }, size };
    }
    case 'cut': {
      const open = draft !== undefined && draft.taken === undefined && draft.cut === undefined;
      const now = open ? draft : draftOf(op, fact.block, fact.size);
      const { phys, chunk, chunkSize, size } = fact;
      return { ...now, cut: { phys, chunk, chunkSize }, size };
    }
    case 'served': {
      if (draft === undefined) return undefined;
      const { asked, size, rounding, unused } = fact;
      return { ...draft, asked, size, rounding, unused };
    }
    case 'syscall':
    case 'chunk':
    case 'chunks':
    case 'linked':
    case 'merged':
    case 'head':
    case 'unregistered':
    case 'freed':
      return draft;
  }
};

/** The last request that an operation made; undefined when it made none. */
export const readChoice = (
  outcome: Pick<Outcome, 'events' | 'op' | 'ops'>,
): CmemChoice | undefined => {
  let draft: Draft | undefined;
  const op = outcome.op + Math.max(1, outcome.ops) - 1;
  for (const fact of cmemFacts(outcome)) draft = take(draft, fact, op);
  return draft;
};

/** Pools that would have fitted better than the one that served, had they not been empty. */
export const emptyBetter = (choice: CmemChoice): readonly PoolLook[] => {
  const most = choice.taken === undefined ? Number.POSITIVE_INFINITY : choice.size;
  return choice.looks.filter(
    (look) => look.verdict === 'empty' && look.size >= choice.asked && look.size < most,
  );
};
