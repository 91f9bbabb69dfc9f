/**
 * What one operation leaves: kernel text, events, simulated sleep. The models speak to a
 * Sink; the machine hands them a Recorder and turns it into the Outcome. Bounded by limits.ts.
 */
import type { Event, LogLine } from '../contract/command.ts';
import { LAST_EVENTS, MAX_EVENTS, MAX_LOG_LINES } from '../contract/limits.ts';
import { pushAll } from '../contract/long-lists.ts';
import { fromByteString } from '../memory/bytes/cstring.ts';
import { written, type LateText, type Written } from '../memory/bytes/late-text.ts';
import type { OpId } from '../contract/units.ts';

export interface Sink {
  /** One line of printk text, without level and newline. */
  printk(text: string): void;
  /** One line of ftrace text, from the event's name on. */
  ftrace(text: string): void;
  event(event: Event): void;
  /** One line of either, to be put together when somebody reads it. */
  late(channel: LogLine['channel'], text: LateText): void;
  /** msleep(): simulated time passes. */
  sleep(ms: number): void;
  /** False: nobody will read what happens now; models need not write it. */
  readonly listening: boolean;
  /** False: nobody will read the events. */
  readonly recording: boolean;
}

/** A line of the log before somebody reads it. */
export interface KeptLine extends Omit<LogLine, 'text'> {
  readonly text: Written;
}

export class Recorder implements Sink {
  readonly kept: KeptLine[] = [];
  /** The first ones; finish() adds the last ones. */
  readonly events: Event[] = [];
  #lastEvents: Event[] = [];
  droppedLog = 0;
  droppedEvents = 0;
  sleptMs = 0;
  /** What the process wrote to its standard error. */
  stderrText = '';
  op: OpId = 0;
  listening = true;
  readonly recording: boolean;
  readonly #forward: (line: KeptLine) => void;

  /**
   * `forward` sees every line, also those beyond the limit (the ring buffer of dmesg). Not `recording`:
   * nobody but `forward` will know.
   */
  constructor(forward: (line: KeptLine) => void, recording = true) {
    this.#forward = forward;
    this.recording = recording;
  }

  /** Models write byte strings (names are any bytes); the log holds text. */
  printk(text: string): void {
    this.#line('printk', fromByteString(text));
  }
  ftrace(text: string): void {
    this.#line('ftrace', fromByteString(text));
  }
  late(channel: LogLine['channel'], text: LateText): void {
    this.#line(channel, text);
  }
  /** Bytes of a user's process, newlines included: no business of the kernel's log. */
  stderr(bytes: string): void {
    this.stderrText += fromByteString(bytes);
  }
  event(event: Event): void {
    if (!this.recording) return;
    if (this.events.length < MAX_EVENTS - LAST_EVENTS) this.events.push(event);
    else if (this.#lastEvents.push(event) === 2 * LAST_EVENTS) this.#dropEvents();
  }
  sleep(ms: number): void {
    this.sleptMs += ms;
  }

  #line(channel: LogLine['channel'], text: KeptLine['text']): void {
    const line = { op: this.op, channel, text };
    this.#forward(line);
    if (!this.recording) return;
    this.kept.push(line);
    // The newest lines are the ones to keep; cutting in halves keeps a line's cost constant.
    if (this.kept.length === 2 * MAX_LOG_LINES) this.#dropOldest();
  }

  #dropOldest(): void {
    const surplus = this.kept.length - MAX_LOG_LINES;
    if (surplus <= 0) return;
    this.kept.splice(0, surplus);
    this.droppedLog += surplus;
  }

  #dropEvents(): void {
    const surplus = Math.max(0, this.#lastEvents.length - LAST_EVENTS);
    this.droppedEvents += surplus;
    this.#lastEvents = this.#lastEvents.slice(surplus);
  }

  get log(): LogLine[] {
    return this.kept.map(({ op, channel, text }) => ({ op, channel, text: written(text) }));
  }
  /** The newest MAX_LOG_LINES lines and the last events, once nothing more comes. */
  finish(): this {
    this.#dropOldest();
    this.#dropEvents();
    pushAll(this.events, this.#lastEvents);
    this.#lastEvents = [];
    return this;
  }
}
