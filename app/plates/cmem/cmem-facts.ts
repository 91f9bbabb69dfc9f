/** What the CMEM driver and library report of an operation, told from the other events of an outcome. */
import type { Outcome } from '../../../engine/contract/command.ts';
import type { CmemEvent } from '../../../engine/systems/cmem/protocol.ts';

export type PoolVerdict = Extract<CmemEvent, { is: 'pool' }>['verdict'];

const FACTS: Readonly<Record<CmemEvent['is'], true>> = {
  syscall: true,
  pool: true,
  taken: true,
  served: true,
  chunk: true,
  chunks: true,
  cut: true,
  linked: true,
  merged: true,
  head: true,
  unregistered: true,
  freed: true,
};

type Told = Pick<Outcome, 'events'>;
type AnyEvent = Outcome['events'][number];

const isFact = (event: AnyEvent): event is CmemEvent => event.is in FACTS;

export const hasCmemFacts = (outcome: Told): boolean => outcome.events.some(isFact);
export const cmemFacts = (outcome: Told): readonly CmemEvent[] => outcome.events.filter(isFact);
