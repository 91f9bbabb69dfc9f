/**
 * A journal that one can go back in. The commands are kept, and checkpoints of the machine at multiples
 * of a spacing; a seek restores the nearest one before its position and replays from there. When the
 * checkpoints outgrow their limit every second one is dropped and the spacing doubles, so that both
 * memory and replay stay bounded whatever the journal's length.
 *
 * Positions count steps (steps.ts). The machine at position p is the one that a fresh run of the first p
 * steps ends with; only the kernel's log takes more than the steps since a checkpoint to be the same
 * inside a workload, since a workload prints what its last operations say and nothing before them. Who
 * only wants to look takes a glance, which leaves the log out; who wants to go on from there seeks.
 * What memory looked like is sampled after every step when it is executed first, and never on the way.
 */
import type { Command, Outcome } from '../../contract/command.ts';
import { LOGGED_OPS } from '../../board/klog.ts';
import { MAX_CHECKPOINT_BYTES } from '../../contract/limits.ts';
import type { Checkpoint, RestorableMachine, Task } from '../../machine/machine.ts';
import { SampleRecorder } from './samples.ts';
import { Replay, type Leg, type Travel } from './travel.ts';
import { stepsOf } from './steps-taken.ts';
import { shortened } from './steps.ts';

export type { Travel } from './travel.ts';

/** Steps between two checkpoints at first: a few milliseconds of replay. */
const FIRST_SPACING = 1_024;

/** A command of the journal and where it stands. */
interface Entry {
  readonly command: Command;
  /** Position before it, and steps that it takes. */
  readonly start: number;
  readonly steps: number;
  /** One can stop inside it. */
  readonly divisible: boolean;
}
/** A checkpoint, its position, and the bytes that it holds and the one before it does not. */
interface Kept {
  readonly position: number;
  readonly saved: Checkpoint;
  bytes: number;
}

/** Bounds of a journal; tests take small ones. */
export interface TimelineOptions {
  /** Steps between two checkpoints at first. */
  readonly spacing?: number;
  /** Bytes that all checkpoints together may hold, roughly. */
  readonly limit?: number;
}

/** It owns what the machine does: whoever executes beside it breaks the journal. */
export class Timeline {
  /** Sample p is of position p: always one more than there are steps. */
  readonly samples = new SampleRecorder();
  readonly #machine: RestorableMachine;
  readonly #limit: number;
  #spacing: number;
  #entries: Entry[] = [];
  /** Ascending; the first is at 0. */
  #kept: Kept[] = [];
  #bytes = 0;
  /** Where the machine stands; undefined while it is on its way. `exact`: its log is right as well. */
  #at: { readonly position: number; readonly exact: boolean } | undefined;

  /** A journal that begins with the machine as it is. */
  constructor(machine: RestorableMachine, options: TimelineOptions = {}) {
    this.#machine = machine;
    this.#spacing = options.spacing ?? FIRST_SPACING;
    this.#limit = options.limit ?? MAX_CHECKPOINT_BYTES;
    this.#at = { position: 0, exact: true };
    this.#keep(0);
    machine.room(this.samples.add);
  }

  /**
   * A journal of what a machine has executed already since it was as `origin` says. `rooms` is what was
   * sampled meanwhile: three numbers a position.
   */
  static after(
    machine: RestorableMachine,
    origin: Checkpoint,
    commands: readonly Command[],
    rooms: readonly number[],
    options: TimelineOptions = {},
  ): Timeline {
    const timeline = new Timeline(machine, options);
    timeline.samples.truncate(0);
    for (let at = 0; at < rooms.length; at += 3)
      timeline.samples.add(rooms[at]!, rooms[at + 1]!, rooms[at + 2]!);
    timeline.#kept = [{ position: 0, saved: origin, bytes: machine.weigh(origin, undefined) }];
    timeline.#bytes = timeline.#kept[0]!.bytes;
    for (const command of commands) {
      const steps = stepsOf(command);
      timeline.#entries.push({ command, start: timeline.length, steps, divisible: steps > 1 });
    }
    timeline.#at = { position: timeline.length, exact: true };
    if (timeline.length > 0) timeline.#keep(timeline.length);
    return timeline;
  }

  /** Every command up to the end, as far as it was executed. */
  get commands(): readonly Command[] {
    return this.#entries.map(({ command }) => command);
  }
  /** Steps of all commands. */
  get length(): number {
    const last = this.#entries.at(-1);
    return last ? last.start + last.steps : 0;
  }
  /** Where the machine stands; undefined while a seek or a command is under way. */
  get position(): number | undefined {
    return this.#at?.position;
  }
  /** False after a glance, and after a workload was stopped: then a seek comes before the next command. */
  get exact(): boolean {
    return this.#at?.exact ?? false;
  }
  /** A seek replays fewer steps than this, a command's own steps apart that one cannot stop inside. */
  get spacing(): number {
    return this.#spacing;
  }
  /** Rough bytes of all checkpoints, and how many there are. */
  get figures(): { readonly bytes: number; readonly checkpoints: number } {
    return { bytes: this.#bytes, checkpoints: this.#kept.length };
  }

  /** One more command at the end. The machine must stand there, exactly. */
  start(command: Command): Task {
    if (this.#at?.position !== this.length || !this.#at.exact)
      throw new Error('a command can only follow the end of the journal');
    const task = this.#machine.start(command, { sampled: this.samples.add });
    const entry = {
      command,
      start: this.length,
      steps: stepsOf(command),
      divisible: task.total > 1,
    };
    this.#at = undefined;
    return new Recording(task, entry, {
      spacing: () => this.#spacing,
      passed: (position) => this.#keep(position),
      ended: (cut) => this.#ended(cut ?? entry, cut !== undefined),
    });
  }

  #ended(entry: Entry, stopped: boolean): void {
    if (entry.steps > 0) this.#entries.push(entry);
    const end = this.length;
    if (entry.steps > 0 && this.samples.count === entry.start + 1)
      this.#machine.room(this.samples.add);
    this.samples.hold(end + 1);
    // A run of just these operations would have printed what its last ones say.
    if (stopped) this.#forget((position) => position > Math.max(entry.start, end - LOGGED_OPS));
    this.#at = { position: end, exact: !stopped };
    if (!stopped && end % this.#spacing === 0) this.#keep(end);
  }

  /**
   * To a position from 0 to `length`. The way there is done in slices; until its end the machine is
   * nowhere. With `glance` the log stays out.
   */
  seek(position: number, { glance = false } = {}): Travel {
    const to = Math.max(0, Math.min(position, this.length));
    const at = this.#at;
    if (at?.position === to && (at.exact || glance)) return { step: () => true, done: 0, total: 0 };
    const from = this.#base(to, glance);
    const standing =
      at && at.position >= from.position && at.position <= to && (at.exact || glance)
        ? this.#boundaryAt(at.position)
        : undefined;
    this.#at = undefined;
    if (standing === undefined) this.#machine.restore(from.saved);
    const begin = standing ?? from.position;
    return new Replay(this.#machine, this.#between(begin, to), [begin, to], glance, () => {
      this.#at = { position: to, exact: !glance };
    });
  }

  /** The position itself, if it lies between two commands. */
  #boundaryAt(position: number): number | undefined {
    const entry = this.#entryOver(position);
    return !entry || entry.start + entry.steps === position ? position : undefined;
  }
  /** The command whose steps the one before `position` belongs to. */
  #entryOver(position: number): Entry | undefined {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#entries[middle]!.start < position) low = middle + 1;
      else high = middle;
    }
    return this.#entries[low - 1];
  }
  /** The newest checkpoint from which `to` can be reached as a fresh run would. */
  #base(to: number, glance: boolean): Kept {
    const entry = this.#entryOver(to);
    const inside = entry !== undefined && entry.divisible && to < entry.start + entry.steps;
    const latest = inside && !glance ? Math.max(entry.start, to - LOGGED_OPS) : to;
    return this.#kept.findLast(({ position }) => position <= latest)!;
  }
  /** Commands from a position on, the first as a whole, the last cut where `to` is. */
  *#between(from: number, to: number): Generator<Leg> {
    const first = this.#entryOver(from);
    let index = first ? this.#entries.indexOf(first) : 0;
    if (first && first.start + first.steps === from) index += 1;
    for (; index < this.#entries.length; index += 1) {
      const { command, start, steps, divisible } = this.#entries[index]!;
      if (start >= to) return;
      const wanted = Math.min(steps, to - start);
      const cut = divisible && wanted < steps ? shortened(command, wanted) : command;
      yield { command: cut, resumes: divisible && start < from, end: start + wanted };
    }
  }

  /** Forget what lies after the position at which the machine stands: another branch begins here. */
  cut(): void {
    const at = this.#at;
    if (!at) throw new Error('the machine is on its way');
    const { position } = at;
    const over = this.#entryOver(position);
    this.#entries = this.#entries.filter(({ start }) => start < position);
    if (over && over.start + over.steps > position) {
      const steps = position - over.start;
      const command = over.divisible ? shortened(over.command, steps) : over.command;
      const whole = over.divisible ? steps : over.steps;
      this.#entries[this.#entries.length - 1] = { ...over, command, steps: whole };
      this.#forget((kept) => kept > Math.max(over.start, position - LOGGED_OPS));
      if (!over.divisible) this.#at = { ...at, position: over.start + whole };
    }
    this.#forget((kept) => kept > position);
    this.samples.truncate(this.length + 1);
  }

  #keep(position: number): void {
    const saved = this.#machine.checkpoint();
    const bytes = this.#machine.weigh(saved, this.#kept.at(-1)?.saved);
    this.#kept.push({ position, saved, bytes });
    this.#bytes += bytes;
    while (this.#bytes > this.#limit && this.#kept.length > 1) {
      this.#spacing *= 2;
      this.#forget((kept) => kept % this.#spacing !== 0);
    }
  }
  #forget(which: (position: number) => boolean): void {
    const left = this.#kept.filter(({ position }) => !which(position));
    if (left.length === this.#kept.length) return;
    this.#kept = left;
    this.#bytes = 0;
    for (const [i, kept] of left.entries()) {
      kept.bytes = this.#machine.weigh(kept.saved, left[i - 1]?.saved);
      this.#bytes += kept.bytes;
    }
  }
}

interface RecordingHooks {
  spacing(): number;
  /** A multiple of the spacing was reached inside the command. */
  passed(position: number): void;
  /** It is over; with the entry that it became if it was stopped. */
  ended(cut: Entry | undefined): void;
}

/** A command at the end of the journal: its task, stopped at every multiple of the spacing. */
class Recording implements Task {
  readonly #task: Task;
  readonly #entry: Entry;
  readonly #hooks: RecordingHooks;
  #over = false;

  constructor(task: Task, entry: Entry, hooks: RecordingHooks) {
    this.#task = task;
    this.#entry = entry;
    this.#hooks = hooks;
  }

  get done(): number {
    return this.#task.done;
  }
  get total(): number {
    return this.#task.total;
  }

  step(budget: number): boolean {
    for (let left = budget; left > 0 && !this.#over;) {
      const at = this.#entry.start + this.#task.done;
      const spacing = this.#hooks.spacing();
      const until = (Math.floor(at / spacing) + 1) * spacing;
      const before = this.#task.done;
      if (this.#task.step(Math.min(left, until - at))) this.#end(undefined);
      else if (this.#entry.start + this.#task.done === until) this.#hooks.passed(until);
      left -= Math.max(1, this.#task.done - before);
    }
    return this.#over;
  }
  cancel(): void {
    if (this.#over) return;
    this.#task.cancel();
    const { done } = this.#task;
    if (!this.#entry.divisible || done >= this.#entry.steps) return this.#end(undefined);
    this.#end({ ...this.#entry, command: shortened(this.#entry.command, done), steps: done });
  }
  #end(cut: Entry | undefined): void {
    this.#over = true;
    this.#hooks.ended(cut);
  }
  outcome(): Outcome {
    return this.#task.outcome();
  }
}
