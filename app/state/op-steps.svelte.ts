/**
 * What happened inside the operations of this session: the events of each that had any, which one is
 * looked at, and at which of its steps the reader is. A step is an event. Outcomes are not kept
 * elsewhere, so what is kept here is bounded (limits.ts); the oldest go first and are counted.
 */
import type { Event, Outcome } from '../../engine/command.ts';
import { LAST_EVENTS } from '../../engine/limits.ts';
import { STEP_EVENTS, STEP_LINE_CHARS, STEP_MS, STEP_TALES } from './limits.ts';
import type { StepSpeed } from './limits.ts';
import { hidesRefusal } from './transcript.ts';
import type { ScriptLine } from './transcript.ts';

/** An operation from the inside. */
export interface Tale {
  /** Counts the tales of the session: operation numbers begin anew with each board. */
  readonly id: number;
  readonly op: number;
  /** Operations it took, from `op` on. */
  readonly ops: number;
  /** As it was typed. */
  readonly line: string;
  /** What came of it in the end was a refusal. */
  readonly refused: boolean;
  readonly events: readonly Event[];
  /** Events that are missing before `events[gap]`. */
  readonly dropped: number;
  readonly gap: number;
}

/** An outcome and the line that led to it. */
export interface ToldOutcome {
  readonly line: ScriptLine;
  readonly outcome: Outcome;
}

export interface StepClock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Call once, later; answers how to forget it. */
  after(ms: number, run: () => void): () => void;
}

const pageClock: StepClock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

const cut = (line: string): string =>
  line.length > STEP_LINE_CHARS ? `${line.slice(0, STEP_LINE_CHARS)}…` : line;

export class OpSteps {
  /** Newest first. */
  tales = $state.raw<readonly Tale[]>([]);
  /** Older ones that were let go. */
  forgotten = $state(0);
  playing = $state(false);
  speed = $state.raw<StepSpeed>(1);
  /** Moves when the reader goes to a step: then the maps go there as well. */
  went = $state(0);
  #chosen = $state.raw<number | undefined>();
  /** Undefined: behind the last step. */
  #at = $state.raw<number | undefined>();
  /** The step that the picture comes from, and since when; not reactive, painters ask for it. */
  #came: { readonly from: number; readonly since: number } | undefined;
  #stop: (() => void) | undefined;
  #serial = 0;
  readonly #clock: StepClock;

  constructor(clock: StepClock = pageClock) {
    this.#clock = clock;
  }

  /** The operation that is looked at: the one that was chosen, else the last. */
  get tale(): Tale | undefined {
    const chosen = this.#chosen;
    return this.tales.find(({ id }) => id === chosen) ?? this.tales[0];
  }
  get last(): number {
    return (this.tale?.events.length ?? 0) - 1;
  }
  /** Index of the step where the reader is; the last one until they go elsewhere. */
  get at(): number {
    return Math.min(this.last, this.#at ?? this.last);
  }

  /** Take in what was executed, oldest first. Another board makes what was before another's. */
  take(told: readonly ToldOutcome[]): void {
    let before = this.tales;
    let fresh: Tale[] = [];
    for (const one of told) {
      const { result, events } = one.outcome;
      if (result.ok && result.value.is === 'board') {
        before = [];
        fresh = [];
        this.forgotten = 0;
      }
      if (events.length > 0) fresh.push(this.#taleOf(one));
    }
    this.#keep([...fresh.reverse(), ...before]);
  }

  #taleOf({ line, outcome }: ToldOutcome): Tale {
    const { op, ops, events } = outcome;
    const dropped = outcome.dropped.events;
    const gap = dropped > 0 ? Math.max(0, events.length - LAST_EVENTS) : events.length;
    const refused = !outcome.result.ok || hidesRefusal(outcome);
    this.#serial += 1;
    return { id: this.#serial, op, ops, line: cut(line.text), refused, events, dropped, gap };
  }

  #keep(tales: readonly Tale[]): void {
    const before = this.tale?.id;
    let events = 0;
    const kept = tales.findIndex((tale, at) => {
      events += tale.events.length;
      return at === STEP_TALES || (at > 0 && events > STEP_EVENTS);
    });
    if (kept >= 0) this.forgotten += tales.length - kept;
    this.tales = kept < 0 ? tales : tales.slice(0, kept);
    if (this.tale?.id !== before) this.#rest();
  }

  /** What happened in an operation, if it is kept. */
  of(op: number | undefined): Tale | undefined {
    if (op === undefined) return undefined;
    return this.tales.find((tale) => op >= tale.op && op < tale.op + Math.max(1, tale.ops));
  }

  /** Look at another operation; undefined = follow the last one. */
  choose(id: number | undefined): void {
    this.#chosen = id === this.tales[0]?.id ? undefined : id;
    this.#rest();
  }

  /** Behind the last step, as it is when an operation has just been executed. */
  #rest(): void {
    this.pause();
    this.#at = undefined;
    this.#came = undefined;
  }

  /** Go to a step; out of range is the nearest. The reader has gone there, so nothing plays on. */
  goTo(step: number): void {
    this.pause();
    this.#move(step);
  }
  stepBy(steps: number): void {
    this.goTo(this.at + steps);
  }

  #move(step: number): void {
    const { at, last } = this;
    const to = Math.max(0, Math.min(last, step));
    if (last < 0) return;
    this.#came = { from: at, since: this.#clock.now() };
    this.#at = to;
    this.went += 1;
  }

  /** Play on from here; from the beginning where there is no more. */
  play(): void {
    if (this.last < 0) return;
    this.pause();
    this.playing = true;
    if (this.at >= this.last) this.#move(0);
    this.#next();
  }
  pause(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.playing = false;
  }
  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }
  #next(): void {
    this.#stop = this.#clock.after(STEP_MS / this.speed, () => {
      this.#move(this.at + 1);
      if (this.at < this.last) this.#next();
      else this.pause();
    });
  }

  /** How far the picture is on its way from the step before to this one: 1 = there. */
  progress(still: boolean): { readonly from: number; readonly done: number } {
    const came = this.#came;
    if (came === undefined || still) return { from: this.at, done: 1 };
    const moving = (STEP_MS / this.speed) * 0.8;
    const done = Math.min(1, (this.#clock.now() - came.since) / moving);
    return { from: came.from, done };
  }
}

export const opSteps = new OpSteps();
