/**
 * What the CMEM driver reported, kept for the plate: how the last request was served, and the most
 * that was held at one time. Told by shell/news.ts.
 */
import type { Message, Outcome } from '../../../engine/contract/command.ts';
import { readChoice } from './cmem-choice.ts';
import { hasCmemFacts } from './cmem-facts.ts';
import type { CmemChoice } from './cmem-choice.ts';
import { CmemPeak } from './cmem-peak.ts';

/** An insmod that came back with an error: why, and the addresses it wanted if others have them. */
export interface RefusedLoad {
  readonly why: Message;
  readonly span: { readonly from: number; readonly to: number } | undefined;
}

const refusedLoad = ({ result }: Pick<Outcome, 'result'>): RefusedLoad | undefined => {
  if (result.ok) return undefined;
  const { why } = result.refusal;
  const { start: from, blockEnd, end } = why.args ?? {};
  const to = why.id === 'cmem.regionBusy' ? end : blockEnd;
  const known = typeof from === 'number' && typeof to === 'number' && to > from;
  return { why, span: known ? { from, to } : undefined };
};

export class CmemNews {
  /** Why the last insmod failed; forgotten when one succeeds or another board boots. */
  refused = $state.raw<RefusedLoad | undefined>();
  choice = $state.raw<CmemChoice | undefined>();
  peak = $state.raw(new CmemPeak());

  /** What boards, insmod and the driver came back with. */
  take(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      // Calls that fail for want of a driver do not change why there is none.
      if (!hasCmemFacts(outcome)) this.refused = refusedLoad(outcome);
      this.choice = readChoice(outcome) ?? this.choice;
      this.peak.take(outcome);
    }
  }

  /** The driver went, and took everything with it. */
  release(): void {
    this.choice = undefined;
    this.peak.release();
  }
  /** As if nothing had been told. */
  reset(): void {
    this.refused = this.choice = undefined;
    this.peak = new CmemPeak();
  }
}
