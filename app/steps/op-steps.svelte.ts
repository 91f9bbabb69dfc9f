/**
 * What happened inside the operations of this session: the events of each that had any, which one is
 * looked at, and at which of its steps the reader is. A step is an event. Outcomes are not kept
 * elsewhere, so what is kept here is bounded (limits.ts); the oldest go first. The machine may stand
 * anywhere in the script (session/transcript/lines.ts): what was forgotten there is not shown here.
 */
import type { Event } from '../../engine/contract/command.ts';
import { LAST_EVENTS } from '../../engine/contract/limits.ts';
import { EMPTY } from '../page/capped.ts';
import { STEP_EVENTS, STEP_LINE_CHARS, STEP_SHOWN_MS, STEP_TALES } from '../page/limits.ts';
import type { StepSpeed } from '../page/limits.ts';
import { isKept, isOnBoardAt, lastOpAt } from '../session/transcript/lines.ts';
import type { Executed, ExecutedScript } from '../session/positions.ts';
import { hidesRefusal } from '../session/transcript/transcript.ts';
import type { ToldOutcome } from '../session/told.ts';
import type { ScriptLine } from '../session/transcript/transcript.ts';

/** An operation from the inside. */
export interface Tale extends Executed {
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

const NO_PAST: ExecutedScript = { script: EMPTY, boots: [], length: 0, position: 0 };

/** Why there are no steps to show. */
export type NoTale =
  | { readonly is: 'nothing' }
  /** `done` of the operations of a workload lie before the position. */
  | { readonly is: 'inside'; readonly line: ScriptLine; readonly done: number }
  /** It told none, or they are no longer kept. */
  | { readonly is: 'quiet' | 'gone'; readonly line: ScriptLine };

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
  playing = $state(false);
  speed = $state.raw<StepSpeed>(1);
  /** The reader came in by a button: the list of steps is to take the focus. */
  entering = $state(false);
  /** Moves when the reader goes to a step: then the maps go there as well. */
  went = $state(0);
  /** All that are kept, the newest first, whether they are still part of the script or not. */
  #kept = $state.raw<readonly Tale[]>([]);
  /** The newest that told steps and is not among them. */
  #letGo = $state.raw<Executed | undefined>();
  /** `position` is where the machine stood then; undefined: after all there was. */
  #chosen = $state.raw<{ readonly id: number; readonly position: number | undefined }>();
  /** Step of an operation; elsewhere the reader is after the last one. */
  #place = $state.raw<{ readonly id: number; readonly step: number }>();
  /** The step that the picture comes from, and since when; not reactive, painters ask for it. */
  #came: { readonly id: number; readonly from: number; readonly since: number } | undefined;
  #stop: (() => void) | undefined;
  #serial = 0;
  #past = $state.raw<ExecutedScript>(NO_PAST);
  readonly #clock: StepClock;

  constructor(clock: StepClock = pageClock) {
    this.#clock = clock;
  }

  /** Whether it is still part of the script, and was executed on the board that runs now. */
  #isHere(one: Executed): boolean {
    const { script, boots, position } = this.#past;
    return isOnBoardAt(boots, position, one.lineId) && isKept(script.items, one);
  }
  /** Operations of the board that the machine stands on, newest first; those beyond the position too. */
  readonly tales = $derived.by(() => this.#kept.filter((tale) => this.#isHere(tale)));
  /** The same, by the position in the journal after them. */
  readonly talesAt = $derived.by(
    (): ReadonlyMap<number, Tale> => new Map(this.tales.map((tale) => [tale.at, tale])),
  );
  /** Older ones were let go. */
  readonly forgotten = $derived.by(() => this.#letGo !== undefined && this.#isHere(this.#letGo));

  /** Whether nothing lies beyond the position. */
  get #atEnd(): boolean {
    return this.#past.position >= this.#past.length;
  }
  /** The operation after which the machine stands; at the end, the last that told its steps. */
  readonly #standing = $derived.by((): Tale | undefined => {
    const { position } = this.#past;
    if (this.#atEnd) return this.tales[0];
    const line = lastOpAt(this.#past, position);
    return this.tales.find(({ lineId, at }) => lineId === line?.id && at <= position);
  });
  /** The operation that is looked at: the one that was chosen here, else where the machine stands. */
  readonly tale = $derived.by((): Tale | undefined => {
    const chosen = this.#chosen;
    const holds =
      chosen?.position === undefined ? this.#atEnd : chosen.position === this.#past.position;
    const found = holds ? this.tales.find(({ id }) => id === chosen?.id) : undefined;
    return found ?? this.#standing;
  });
  /** Where there is no tale: why. */
  get noTale(): NoTale {
    const { position } = this.#past;
    const line = lastOpAt(this.#past, position);
    if (line === undefined) return { is: 'nothing' };
    if (line.at > position) return { is: 'inside', line, done: position - (line.at - line.steps) };
    const gone = this.forgotten && line.at <= (this.#letGo?.at ?? 0);
    return { is: gone ? 'gone' : 'quiet', line };
  }
  get last(): number {
    return (this.tale?.events.length ?? 0) - 1;
  }
  /** Index of the step where the reader is; the last one until they go elsewhere. */
  get at(): number {
    const place = this.#place;
    return place !== undefined && place.id === this.tale?.id ? place.step : this.last;
  }

  /** Take in what was executed, oldest first, and follow the session that it was executed in. */
  take(told: readonly ToldOutcome[], past: ExecutedScript): void {
    const before = this.tale?.id;
    this.#past = past;
    const fresh: Tale[] = [];
    for (const one of told) {
      const { line, outcome } = one;
      const { events, dropped } = outcome;
      const executed = { lineId: line.id, at: line.at };
      if (events.length > 0) fresh.push(this.#taleOf(one));
      else if (dropped.events > 0) this.#letGo = executed;
    }
    this.#keep([...fresh.reverse(), ...this.#kept]);
    if (this.tale?.id !== before) this.#rest();
  }

  #taleOf({ line, outcome }: ToldOutcome): Tale {
    const { op, ops, events } = outcome;
    const dropped = outcome.dropped.events;
    const gap = dropped > 0 ? Math.max(0, events.length - LAST_EVENTS) : events.length;
    const refused = !outcome.result.ok || hidesRefusal(outcome);
    this.#serial += 1;
    const { id: lineId, at } = line;
    const id = this.#serial;
    return { id, lineId, at, op, ops, line: cut(line.text), refused, events, dropped, gap };
  }

  /** What was forgotten in the script gives its room to others. */
  #keep(all: readonly Tale[]): void {
    const tales = all.filter((tale) => isKept(this.#past.script.items, tale));
    let events = 0;
    const end = tales.findIndex((tale, index) => {
      events += tale.events.length;
      return index === STEP_TALES || (index > 0 && events > STEP_EVENTS);
    });
    if (end >= 0) this.#letGo = tales[end];
    this.#kept = end < 0 ? tales : tales.slice(0, end);
  }

  /** What happened in an operation of this board, if it is kept. */
  of(op: number | undefined): Tale | undefined {
    if (op === undefined) return undefined;
    return this.tales.find((tale) => op >= tale.op && op < tale.op + Math.max(1, tale.ops));
  }

  /** Look at another operation; undefined = follow the machine. */
  choose(id: number | undefined): void {
    const position = this.#atEnd ? undefined : this.#past.position;
    this.#chosen = id === undefined || id === this.#standing?.id ? undefined : { id, position };
    this.#rest();
  }

  /** After the last step, as it is when an operation has just been executed. */
  #rest(): void {
    this.pause();
    this.#place = undefined;
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
    const { at, last, tale } = this;
    if (tale === undefined) return;
    this.#came = { id: tale.id, from: at, since: this.#clock.now() };
    this.#place = { id: tale.id, step: Math.max(0, Math.min(last, step)) };
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
    const id = this.tale?.id;
    this.#stop = this.#clock.after(STEP_SHOWN_MS / this.speed, () => {
      // The machine went elsewhere meanwhile.
      if (this.tale?.id !== id) return this.pause();
      this.#move(this.at + 1);
      if (this.at < this.last) this.#next();
      else this.pause();
    });
  }

  /** How far the picture is on its way from the step before to this one: 1 = there. */
  progress(still: boolean): { readonly from: number; readonly done: number } {
    const came = this.#came;
    if (came?.id !== this.tale?.id || came === undefined || still)
      return { from: this.at, done: 1 };
    const moving = (STEP_SHOWN_MS / this.speed) * 0.8;
    const done = Math.min(1, (this.#clock.now() - came.since) / moving);
    return { from: came.from, done };
  }
}
