/** A deck without a machine: positions, seeks that take as long as a test wants, and made-up memory. */
import { SampleRecorder } from '../../engine/journal/time/samples.ts';
import type { Mark, Samples, TimeBranch, TimeDeck } from '../time/time.ts';

/** A region that fills, fragments, and is emptied in part now and then. */
function remembered(steps: number): SampleRecorder {
  const recorder = new SampleRecorder();
  const total = 512;
  let used = 0;
  let holes = 1;
  for (let at = 0; at <= steps; at += 1) {
    const free = total - Math.floor(used);
    recorder.add(total, free, Math.floor(free / holes));
    const tide = 0.55 + 0.35 * Math.sin((at / Math.max(12, steps)) * 19);
    used += (tide * total - used) * 0.08 + ((at * 7919) % 61) - 30;
    used = Math.min(total - 4, Math.max(0, used));
    holes = Math.max(1, holes + (((at * 104_729) % 13) - 6) / 9);
    if (holes > 14) holes = 2;
  }
  return recorder;
}

export class FakeDeck implements TimeDeck {
  length = $state(0);
  position = $state(0);
  seeking = $state(false);
  sampled = $state(0);
  marks = $state.raw<readonly Mark[]>([]);
  branches = $state.raw<readonly TimeBranch[]>([]);
  /** Every position it was told to go to. */
  readonly asked: number[] = [];
  /** True: a seek is over at once. */
  readonly prompt: boolean;
  /** Made up once somebody looks: a long journal takes a while. */
  #recorder: SampleRecorder | undefined;
  readonly #steps: number;

  constructor(length: number, prompt = true) {
    this.length = length;
    this.prompt = prompt;
    this.branches = [
      { name: 'main', from: 0, length, shown: true, parent: undefined, removable: false },
    ];
    this.#steps = length;
  }

  seek(position: number): void {
    this.asked.push(position);
    this.seeking = true;
    if (this.prompt) this.settle();
  }
  /** The worker has got there. */
  settle(): void {
    this.position = this.asked.at(-1) ?? this.position;
    this.seeking = false;
  }
  labelAt(position: number): string {
    return position === 0 ? '' : `cma_alloc(${(position % 61) + 1})`;
  }
  samples(from: number, to: number, buckets: number): Samples {
    this.#recorder ??= remembered(this.#steps);
    return this.#recorder.window(from, to, buckets);
  }
  switchTo(branch: number): void {
    this.branches = this.branches.map((one, at) => ({ ...one, shown: at === branch }));
    this.length = this.branches[branch]!.length;
    this.position = Math.min(this.position, this.length);
  }
  rename(branch: number, name: string): void {
    this.branches = this.branches.map((one, at) => (at === branch ? { ...one, name } : one));
  }
  remove(branch: number): void {
    this.branches = this.branches.filter((_, at) => at !== branch);
  }
}
