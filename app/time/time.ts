/**
 * What the time bar needs of a session: positions in its journal, and a way to go to one. Positions
 * count steps: a command is one, a workload as many as it has operations; 0 = before the first.
 */
import type { SampleWindow } from '../../engine/journal/time/samples.ts';

/** Per bucket: least, mean and most of each figure in it, as shares 0…1 (NaN = no sample). */
export type Samples = SampleWindow;

/** A command worth a tick; `at` is the position after it. */
export interface Mark {
  readonly at: number;
  readonly kind: MarkKind;
}
export type MarkKind = 'boot' | 'refused' | 'failed' | 'branch';

export interface TimeBranch {
  readonly name: string;
  /** The position at which it leaves the branch it came from; 0 for the trunk. */
  readonly from: number;
  /** Steps from the trunk's beginning to its end. */
  readonly length: number;
  readonly shown: boolean;
  /** The one that it leaves, by its place in the list; undefined for the trunk. */
  readonly parent: number | undefined;
  /** Nothing would be lost that another branch begins with. */
  readonly removable: boolean;
}

export interface TimeDeck {
  /** Steps of the journal, along the branch that is shown. */
  readonly length: number;
  readonly position: number;
  /** A seek is under way. */
  readonly seeking: boolean;
  /** Ascending, thinned to at most a few hundred. */
  readonly marks: readonly Mark[];
  readonly branches: readonly TimeBranch[];
  /** The latest wins; may be called at every pointer move. */
  seek(position: number): void;
  /** The line executed at a position, the last step before it, and what the script says of it; empty at 0. */
  labelAt(position: number): string;
  /**
   * A position p fills [p, p + 1): see SampleRecorder.window() of engine/journal. Undefined while they
   * are not there; `sampled` moves when they are.
   */
  samples(from: number, to: number, buckets: number): Samples | undefined;
  readonly sampled: number;
  switchTo(branch: number): void;
  rename(branch: number, name: string): void;
  remove(branch: number): void;
}
