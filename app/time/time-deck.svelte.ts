/**
 * The time bar's deck over the session: positions and seeks are the session's, branches those of the
 * experiment, samples come from the worker, marks are read off the script.
 */
import { samplesCall } from '../link/client/samples.ts';
import { narrationAt } from '../session/transcript/lines.ts';
import { lineOfStep } from '../session/positions.ts';
import type { Branches } from './branches.svelte.ts';
import { SampleWindows } from './sample-windows.svelte.ts';
import type { Session } from '../session/session.svelte.ts';
import { marksOf } from './time-marks.ts';
import type { Mark, Samples, TimeBranch, TimeDeck } from './time.ts';

/** What of the session the deck uses; tests bring their own. */
export type TimeSession = Pick<
  Session,
  'length' | 'position' | 'script' | 'running' | 'seek' | 'ask'
>;
export type TimeBranches = Pick<
  Branches,
  'outline' | 'shown' | 'leaving' | 'switchTo' | 'rename' | 'remove'
>;

export class SessionTime implements TimeDeck {
  readonly #session: TimeSession;
  readonly #branches: TimeBranches;
  readonly #windows: SampleWindows;
  /** Seeks under way. */
  #pending = $state(0);
  #last: TimeSession['script'] | undefined;

  /** The script as it was before a run under way: what grows is looked at when it is done. */
  readonly #script: TimeSession['script'] = $derived.by(() => {
    const still = this.#session.running === undefined;
    this.#last = still || !this.#last ? this.#session.script : this.#last;
    return this.#last;
  });
  readonly marks: readonly Mark[] = $derived.by(() =>
    marksOf(this.#script.items, this.#branches.leaving),
  );
  readonly branches: readonly TimeBranch[] = $derived.by(() => this.#branches.outline);

  constructor(of: TimeSession, those: TimeBranches) {
    this.#session = of;
    this.#branches = those;
    this.#windows = new SampleWindows((...window) => of.ask(samplesCall(...window)));
  }

  get length(): number {
    return this.#session.length;
  }
  get position(): number {
    return this.#session.position;
  }
  get seeking(): boolean {
    return this.#pending > 0;
  }
  get sampled(): number {
    return this.#windows.tick;
  }

  seek(position: number): void {
    this.#pending += 1;
    void this.#session.seek(position).finally(() => (this.#pending -= 1));
  }
  labelAt(position: number): string {
    const { items } = this.#script;
    const text = lineOfStep(items, position)?.text ?? '';
    const said = narrationAt(items, position);
    return said === undefined ? text : `${text} · ${said}`;
  }
  samples(from: number, to: number, buckets: number): Samples | undefined {
    return this.#windows.get(this.#script, from, to, buckets);
  }

  switchTo(branch: number): void {
    void this.#branches.switchTo(branch);
  }
  rename(branch: number, name: string): void {
    this.#branches.rename(branch, name);
  }
  /** The one that is shown gives its place to the one it left. */
  remove(branch: number): void {
    void this.#remove(branch);
  }
  async #remove(branch: number): Promise<void> {
    const parent = this.branches[branch]?.parent;
    if (branch === this.#branches.shown && parent !== undefined)
      await this.#branches.switchTo(parent);
    this.#branches.remove(branch);
  }
}
