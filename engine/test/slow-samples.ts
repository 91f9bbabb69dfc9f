/** The samples of engine/journal/time/samples.ts as anybody would keep them: in lists, looked through whole. */
import type { Envelope } from '../journal/time/samples.ts';

export class SlowSamples {
  #samples: number[] = [];

  add(value: number): void {
    this.#samples.push(Math.fround(value));
  }
  truncate(count: number): void {
    this.#samples = this.#samples.slice(0, Math.max(0, count));
  }

  window(from: number, to: number, buckets: number): Envelope {
    const parts = Array.from({ length: buckets }, (_, bucket) => {
      const start = Math.floor(from + ((to - from) * bucket) / buckets);
      const end = Math.max(start + 1, Math.ceil(from + ((to - from) * (bucket + 1)) / buckets));
      return this.#samples.filter((value, at) => at >= start && at < end && !Number.isNaN(value));
    });
    const of = (pick: (...values: number[]) => number): Float32Array =>
      Float32Array.from(parts, (part) => (part.length === 0 ? NaN : pick(...part)));
    const mean = (...values: number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    return { min: of(Math.min), mean: of(mean), max: of(Math.max) };
  }
}
