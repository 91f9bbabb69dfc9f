/**
 * What memory looked like after every step of a journal: one sample a step, of three figures, kept for
 * the picture under the scrubber. Sample p is the state at position p, so sample 0 is taken before the
 * first command.
 *
 * Representation: each figure is a column of 32-bit floats, and over it levels of nodes, each node with
 * the least, the most and the sum of EIGHT of the level below. Only nodes whose samples are all there are
 * ever read, and they are written when somebody looks: taking a sample is three stores, so that a
 * workload hardly notices. A sample costs O(1) amortised, cutting at a branch O(1), a window
 * O(buckets · log(steps per bucket)), and the answers are exact: the least and the most of the very
 * samples in a bucket, and their mean. Bytes: 3 × (4 + 20/7) a step, 20.6 MB for 1M steps; room doubles
 * when it runs out and never passes MAX_JOURNAL_OPS + 1 samples.
 */
import { MAX_JOURNAL_OPS } from '../../contract/limits.ts';
import {
  externalFragmentation,
  longestShare,
  usedShare,
  type RoomSink,
} from '../../verdict/room.ts';

/** Least, mean and most in each bucket, as shares 0…1; NaN = no sample in it. */
export interface Envelope {
  readonly min: Float32Array;
  readonly mean: Float32Array;
  readonly max: Float32Array;
}
/** Shares of memory: in use, in the longest free run, and lost to fragmentation. */
export interface SampleWindow {
  readonly used: Envelope;
  readonly longest: Envelope;
  readonly fragmentation: Envelope;
}

/** Nodes under a node, as a shift. */
const EIGHT = 3;
const FIRST_ROOM = 1024;
const MOST_SAMPLES = MAX_JOURNAL_OPS + 1;

/** Nodes of one level. */
interface Level {
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly sum: Float64Array;
  /** Samples that are numbers. */
  readonly count: Uint32Array;
}
/** Makes a level whose nodes are still to be written. */
const level = (nodes: number): Level => ({
  min: new Float32Array(nodes),
  max: new Float32Array(nodes),
  sum: new Float64Array(nodes),
  count: new Uint32Array(nodes),
});

/** One figure: its samples, and the levels above them. */
class Pyramid {
  samples: Float32Array = new Float32Array(FIRST_ROOM);
  readonly #levels: Level[] = [];
  /** Samples whose nodes are written. */
  #built = 0;
  #least = NaN;
  #most = NaN;
  #sum = 0;
  #found = 0;

  constructor() {
    this.grow(FIRST_ROOM);
  }

  /** Room for as many samples; what there is stays. */
  grow(room: number): void {
    const samples = new Float32Array(room);
    samples.set(this.samples);
    this.samples = samples;
    for (let at = 0, nodes = room >> EIGHT; nodes > 0; at += 1, nodes >>= EIGHT) {
      const old = this.#levels[at];
      const fresh = level(nodes);
      if (old) {
        fresh.min.set(old.min);
        fresh.max.set(old.max);
        fresh.sum.set(old.sum);
        fresh.count.set(old.count);
      }
      this.#levels[at] = fresh;
    }
  }

  /** The first `count` samples are there: write the nodes over them that are not written yet. */
  build(count: number): void {
    let from = this.#built;
    let to = count;
    this.#levels.forEach(({ min, max, sum, count: found }, at) => {
      from >>= EIGHT;
      to >>= EIGHT;
      for (let node = from; node < to; node += 1) {
        this.#clear();
        this.#over(at, node << EIGHT, (node + 1) << EIGHT);
        min[node] = this.#least;
        max[node] = this.#most;
        sum[node] = this.#sum;
        found[node] = this.#found;
      }
    });
    this.#built = count;
  }
  /** Samples from the `count`th on are no more. */
  forget(count: number): void {
    this.#built = Math.min(this.#built, count);
  }

  /** Least, mean and most of the samples [from, to) into element `bucket` of an envelope. */
  fold(from: number, to: number, into: Envelope, bucket: number): void {
    this.#clear();
    for (let at = 0, low = from, high = to; low < high; at += 1) {
      const first = (low + 7) >> EIGHT;
      const last = high >> EIGHT;
      if (first >= last) {
        this.#over(at, low, high);
        break;
      }
      this.#over(at, low, first << EIGHT);
      this.#over(at, last << EIGHT, high);
      [low, high] = [first, last];
    }
    into.min[bucket] = this.#least;
    into.max[bucket] = this.#most;
    into.mean[bucket] = this.#found === 0 ? NaN : this.#sum / this.#found;
  }

  /** Begins a new sum: nothing was taken into it yet. */
  #clear(): void {
    this.#least = this.#most = NaN;
    this.#sum = this.#found = 0;
  }
  /** Take in some elements: samples at 0, nodes of the levels above. */
  #over(at: number, from: number, to: number): void {
    if (at === 0) {
      for (let i = from; i < to; i += 1) {
        const value = this.samples[i]!;
        if (!Number.isNaN(value)) this.#take(value, value, value, 1);
      }
      return;
    }
    const { min, max, sum, count } = this.#levels[at - 1]!;
    for (let i = from; i < to; i += 1)
      if (count[i]! > 0) this.#take(min[i]!, max[i]!, sum[i]!, count[i]!);
  }
  /** Take one element into the sum; comparisons let NaN pass as "nothing yet". */
  #take(least: number, most: number, sum: number, found: number): void {
    if (!(least >= this.#least)) this.#least = least;
    if (!(most <= this.#most)) this.#most = most;
    this.#sum += sum;
    this.#found += found;
  }
}

/** Makes an envelope whose buckets have no sample. */
const envelope = (buckets: number): Envelope => ({
  min: new Float32Array(buckets).fill(NaN),
  mean: new Float32Array(buckets).fill(NaN),
  max: new Float32Array(buckets).fill(NaN),
});

/** Three pyramids that always have the same number of samples. */
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

  /** Nothing changed: the last sample again, until there are `count`. */
  hold(count: number): void {
    const last = this.#count - 1;
    while (this.#count < count) {
      if (this.#count === this.#room) this.#grow();
      for (const { samples } of this.#all) samples[this.#count] = samples[last]!;
      this.#count += 1;
    }
  }

  /** Forget all but the first `count` samples: the journal goes on from there. */
  truncate(count: number): void {
    this.#count = Math.min(this.#count, Math.max(0, count));
    for (const one of this.#all) one.forget(this.#count);
  }

  /**
   * Least, mean and most of each figure in `buckets` equal parts of the positions [from, to). A position p
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
