/**
 * The last windows of samples that were asked of the worker. Whoever asks gets what is there, at once;
 * what is not there is fetched, and `tick` moves when it has come.
 */
import type { Samples } from './time.ts';

/** Windows of each kind: the track, its overview, and the one looked at before. */
const KEPT = 3;

export type AskSamples = (
  from: number,
  to: number,
  buckets: number,
) => Promise<Samples | undefined>;

interface Entry {
  readonly key: string;
  readonly version: unknown;
  /** Undefined: on its way, or nobody knows. */
  samples: Samples | undefined;
}

export class SampleWindows {
  readonly #ask: AskSamples;
  /** Oldest first; single positions apart, for they come by the hundred. */
  #windows: readonly Entry[] = [];
  #points: readonly Entry[] = [];
  #tick = $state(0);

  constructor(ask: AskSamples) {
    this.#ask = ask;
  }
  get tick(): number {
    return this.#tick;
  }

  /** `version` is another object whenever the journal is another one. */
  get(version: unknown, from: number, to: number, buckets: number): Samples | undefined {
    const key = `${from} ${to} ${buckets}`;
    const kept = buckets === 1 ? this.#points : this.#windows;
    const known = kept.find((entry) => entry.key === key && entry.version === version);
    const entry = known ?? { key, version, samples: undefined };
    const others = kept.filter((one) => one !== entry && one.key !== key);
    const now = [...others.slice(1 - KEPT), entry];
    if (buckets === 1) this.#points = now;
    else this.#windows = now;
    if (!known) void this.#fetch(entry, from, to, buckets);
    return entry.samples;
  }

  async #fetch(entry: Entry, from: number, to: number, buckets: number): Promise<void> {
    try {
      entry.samples = await this.#ask(from, to, buckets);
    } catch {
      // The worker is away; what it comes back with makes another version, or another look asks again.
      const without = (kept: readonly Entry[]): readonly Entry[] =>
        kept.filter((one) => one !== entry);
      [this.#windows, this.#points] = [without(this.#windows), without(this.#points)];
    }
    if (entry.samples) this.#tick += 1;
  }
}
