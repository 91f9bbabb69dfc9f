/**
 * What memory looked like behind every step of a journal: one sample a step, of three figures, kept for
 * the picture behind the scrubber. Sample p is the state at position p, so sample 0 is taken before the
 * first command.
 *
 * Representation: each figure is a column of 32-bit floats, and over it levels of least and most, each
 * node covering EIGHT of the level below. Only nodes whose samples are all there are ever read, and they
 * are written when somebody looks: taking a sample is three stores, so that a workload hardly notices.
 * A sample costs O(1) amortised, cutting at a branch O(1), a window O(buckets · log(steps per bucket)),
 * and the answers are exact: the least and the most of the very samples in a bucket. Bytes: 3 × 4 ×
 * (1 + 2/7) a step, 15.5 MB for 1M steps; room doubles when it runs out and never passes
 * MAX_JOURNAL_OPS + 1 samples.
 */
import { MAX_JOURNAL_OPS } from '../limits.ts';
import { externalFragmentation, longestShare, usedShare, type RoomSink } from '../metrics/room.ts';

/** Least and most in each bucket, as shares 0…1; NaN = no sample in it. */
export interface Envelope {
  readonly min: Float32Array;
  readonly max: Float32Array;
}
export interface SampleWindow {
  readonly used: Envelope;
  readonly longest: Envelope;
  readonly fragmentation: Envelope;
}

/** Nodes under a node, as a shift. */
const EIGHT = 3;
const FIRST_ROOM = 1024;
const MOST_SAMPLES = MAX_JOURNAL_OPS + 1;

/** One figure: its samples, and least and most of each level above them. */
class Pyramid {
  samples: Float32Array = new Float32Array(FIRST_ROOM);
  #min: Float32Array[] = [];
  #max: Float32Array[] = [];
  /** Samples whose nodes are written. */
  #built = 0;
  #least = NaN;
  #most = NaN;

  constructor() {
    this.grow(FIRST_ROOM);
  }

  grow(room: number): void {
    this.samples = longer(this.samples, room);
    for (let level = 0, nodes = room >> EIGHT; nodes > 0; level += 1, nodes >>= EIGHT) {
      this.#min[level] = longer(this.#min[level], nodes);
      this.#max[level] = longer(this.#max[level], nodes);
    }
  }

  /** The first `count` samples are there: write the nodes over them that are not written yet. */
  build(count: number): void {
    let min = this.samples;
    let max = this.samples;
    for (let level = 0, from = this.#built, to = count; level < this.#min.length; level += 1) {
      from >>= EIGHT;
      to >>= EIGHT;
      for (let node = from; node < to; node += 1) {
        this.#least = this.#most = NaN;
        this.#over(min, max, node << EIGHT, (node + 1) << EIGHT);
        this.#min[level]![node] = this.#least;
        this.#max[level]![node] = this.#most;
      }
      min = this.#min[level]!;
      max = this.#max[level]!;
    }
    this.#built = count;
  }
  /** Samples from the `count`th on are no more. */
  forget(count: number): void {
    this.#built = Math.min(this.#built, count);
  }

  /** Least and most of the samples [from, to) into element `bucket` of an envelope. */
  fold(from: number, to: number, into: Envelope, bucket: number): void {
    this.#least = this.#most = NaN;
    let min = this.samples;
    let max = this.samples;
    for (let level = 0, low = from, high = to; low < high; level += 1) {
      const first = (low + 7) >> EIGHT;
      const last = high >> EIGHT;
      if (first >= last) {
        this.#over(min, max, low, high);
        break;
      }
      this.#over(min, max, low, first << EIGHT);
      this.#over(min, max, last << EIGHT, high);
      [low, high] = [first, last];
      min = this.#min[level]!;
      max = this.#max[level]!;
    }
    into.min[bucket] = this.#least;
    into.max[bucket] = this.#most;
  }

  #over(min: Float32Array, max: Float32Array, from: number, to: number): void {
    let least = this.#least;
    let most = this.#most;
    for (let at = from; at < to; at += 1) {
      const low = min[at]!;
      const high = max[at]!;
      // NaN is what there is no sample of: anything is less and more than it.
      if (!(low >= least)) least = Number.isNaN(low) ? least : low;
      if (!(high <= most)) most = Number.isNaN(high) ? most : high;
    }
    this.#least = least;
    this.#most = most;
  }
}

function longer(from: Float32Array | undefined, length: number): Float32Array {
  const to = new Float32Array(length);
  if (from) to.set(from.subarray(0, length));
  return to;
}

const envelope = (buckets: number): Envelope => ({
  min: new Float32Array(buckets).fill(NaN),
  max: new Float32Array(buckets).fill(NaN),
});

export class SampleRecorder {
  readonly #used = new Pyramid();
  readonly #longest = new Pyramid();
  readonly #fragmentation = new Pyramid();
  readonly #all = [this.#used, this.#longest, this.#fragmentation];
  #room = FIRST_ROOM;
  #count = 0;

  /** Samples there are: one more than steps. */
  get count(): number {
    return this.#count;
  }

  /** The next sample. Throws a RangeError beyond the longest journal there may be. */
  readonly add: RoomSink = (total, free, longest) => {
    const at = this.#count;
    if (at === this.#room) this.#grow();
    this.#used.samples[at] = usedShare(total, free);
    this.#longest.samples[at] = longestShare(total, longest);
    this.#fragmentation.samples[at] = externalFragmentation(free, longest);
    this.#count = at + 1;
  };
  #grow(): void {
    if (this.#count >= MOST_SAMPLES) throw new RangeError('more samples than steps in any journal');
    this.#room = Math.min(2 * this.#room, MOST_SAMPLES);
    for (const one of this.#all) one.grow(this.#room);
  }

  /** Forget all but the first `count` samples: the journal goes on from there. */
  truncate(count: number): void {
    this.#count = Math.min(this.#count, Math.max(0, count));
    for (const one of this.#all) one.forget(this.#count);
  }

  /**
   * Least and most of each figure in `buckets` equal parts of the positions [from, to). A position p
   * fills [p, p + 1): a part sees every position it touches, so that none is lost where there are more
   * parts than positions. `from` and `to` need not be whole; positions without a sample count for nothing.
   */
  window(from: number, to: number, buckets: number): SampleWindow {
    for (const one of this.#all) one.build(this.#count);
    const out = {
      used: envelope(buckets),
      longest: envelope(buckets),
      fragmentation: envelope(buckets),
    };
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      const start = Math.floor(from + ((to - from) * bucket) / buckets);
      const end = Math.ceil(from + ((to - from) * (bucket + 1)) / buckets);
      const first = Math.max(0, start);
      const last = Math.min(this.#count, Math.max(end, start + 1));
      this.#used.fold(first, last, out.used, bucket);
      this.#longest.fold(first, last, out.longest, bucket);
      this.#fragmentation.fold(first, last, out.fragmentation, bucket);
    }
    return out;
  }
}
