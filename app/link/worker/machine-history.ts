/**
 * The worker's side of time: the machine under a timeline. The timeline's code comes after the first
 * commands; until then they are only noted. Whoever looks gets a glance (the kernel's log left out);
 * whoever goes on or asks for the state gets the exact machine first.
 */
import type { Command, Outcome } from '../../../engine/contract/command.ts';
import type { Timeline, Travel } from '../../../engine/journal/time/timeline.ts';
import type {
  Checkpoint,
  RestorableMachine as Machine,
  Task,
} from '../../../engine/machine/machine.ts';
import type { SampleWindow } from '../../../engine/journal/time/samples.ts';
import { Journal } from '../journal.ts';

/** What it takes to go back: the timeline, and the machine as it was before the first command. */
export interface TimeParts {
  readonly Timeline: typeof Timeline;
  readonly origin: Checkpoint;
}
/** Does a travel's work in slices; resolves when the position is reached. */
export type Traveller = (travel: Travel) => Promise<void>;

export class MachineHistory {
  readonly #machine: Machine;
  readonly #fetch: () => Promise<TimeParts>;
  readonly #travel: Traveller;
  #early = new Journal();
  /** Room after each of its steps: what Timeline.after takes. */
  #rooms: number[] = [];
  #timeline: Timeline | undefined;
  #parts: TimeParts | undefined;
  #fetching: Promise<TimeParts> | undefined;

  constructor(machine: Machine, fetch: () => Promise<TimeParts>, travel: Traveller) {
    this.#machine = machine;
    this.#fetch = fetch;
    this.#travel = travel;
    machine.room(this.#noted);
  }
  readonly #noted = (total: number, free: number, longest: number): void => {
    this.#rooms.push(total, free, longest);
  };

  /** Begin to fetch; nobody waits for it. */
  prepare(): void {
    this.#parting().catch(() => undefined);
  }
  async #parting(): Promise<TimeParts> {
    this.#fetching ??= this.#fetch().catch((error: unknown) => {
      this.#fetching = undefined;
      throw error;
    });
    return (this.#parts = await this.#fetching);
  }
  #adopt({ Timeline, origin }: TimeParts): Timeline {
    if (this.#timeline) return this.#timeline;
    const rooms = this.#rooms;
    this.#rooms = [];
    return (this.#timeline = Timeline.after(this.#machine, origin, this.#early.commands, rooms));
  }

  /** Undefined when a command can begin at once. */
  ready(): Promise<void> | undefined {
    const timeline = this.#timeline ?? (this.#parts && this.#adopt(this.#parts));
    if (!timeline) return undefined;
    const { position, length, exact } = timeline;
    if (exact && position === length) return undefined;
    return this.#goOn(timeline);
  }
  /** The exact machine where it stands, and nothing beyond it. */
  async #goOn(timeline: Timeline): Promise<void> {
    await this.exact();
    if (timeline.position !== timeline.length) timeline.cut();
  }

  start(command: Command): Task {
    return this.#timeline
      ? this.#timeline.start(command)
      : this.#machine.start(command, { sampled: this.#noted });
  }
  /** What a command came to: noted as long as there is no timeline that knows. */
  note(command: Command, outcome: Outcome): void {
    if (this.#timeline) return;
    this.#early.add(command, outcome);
    // A workload has told of every operation itself.
    while (this.#rooms.length <= 3 * this.#early.ops) this.#machine.room(this.#noted);
  }

  /** Go to a position; answers where the machine stands then. */
  async seek(position: number): Promise<number> {
    const timeline = this.#timeline ?? this.#adopt(await this.#parting());
    await this.#travel(timeline.seek(position, { glance: true }));
    return timeline.position ?? timeline.length;
  }
  /**
   * What memory looked like at the positions [from, to), in so many parts. `idle`: no command is under
   * way; while one is that began without a timeline, nobody knows.
   */
  async samples(
    from: number,
    to: number,
    buckets: number,
    idle: () => boolean,
  ): Promise<SampleWindow | undefined> {
    const parts = this.#timeline ? undefined : await this.#parting();
    const timeline = this.#timeline ?? (parts && idle() ? this.#adopt(parts) : undefined);
    return timeline?.samples.window(from, to, buckets);
  }
  /** The machine in every respect as a fresh run would leave it here. */
  async exact(): Promise<void> {
    const timeline = this.#timeline;
    if (timeline && !timeline.exact && timeline.position !== undefined)
      await this.#travel(timeline.seek(timeline.position));
  }
}
