/**
 * What was executed, once: console, kernel log, script and boots come of it and end together, and every
 * question of position is asked here. Positions count steps: a command is one, a workload as many as it
 * has operations, a boot that was refused none; 0 is before the first.
 */
import { append, EMPTY } from '../page/capped.ts';
import type { Capped } from '../page/capped.ts';
import { KERNEL_LOG_LINES, SCRIPT_LINES, TRANSCRIPT_LINES } from '../page/limits.ts';
import type {
  ConsoleContent,
  ConsoleLine,
  KernelLine,
  ScriptLine,
} from './transcript/transcript.ts';
import { boardAt, isOfBoardAt, lineOfStep } from './positions.ts';
import type { Boot, ExecutedScript } from './positions.ts';
import type { Printed } from './transcript/printing.ts';

type Placed = { readonly at: number };

const until = <T extends Placed>({ items, dropped }: Capped<T>, position: number): Capped<T> => ({
  items: items.filter(({ at }) => at <= position),
  dropped,
});

export class SessionRecord implements ExecutedScript {
  transcript = $state.raw<Capped<ConsoleLine>>(EMPTY);
  log = $state.raw<Capped<KernelLine>>(EMPTY);
  script = $state.raw<Capped<ScriptLine>>(EMPTY);
  boots = $state.raw<readonly Boot[]>([]);
  length = $state(0);
  position = $state(0);
  #lastId = 0;

  /** A number that no line has yet. */
  nextId(): number {
    return (this.#lastId += 1);
  }
  /** The last number that was given. */
  get lastId(): number {
    return this.#lastId;
  }

  /** What booted the board that runs now; undefined: nothing did, it is the default board. */
  get board(): Boot | undefined {
    return boardAt(this.boots, this.position);
  }
  /** Whether a line of console or log was said by the board that runs now. */
  isCurrent(id: number): boolean {
    return isOfBoardAt(this.boots, this.position, id);
  }
  /** The line in whose middle the machine stands, between two of its steps. */
  get halved(): ScriptLine | undefined {
    const line = lineOfStep(this.script.items, this.position);
    return line && line.at > this.position ? line : undefined;
  }

  /** What was executed at the end of all there is. */
  add({ transcript, log, script, boots, lastId }: Printed, bounded: Bounded): void {
    this.#lastId = lastId;
    if (boots.length > 0) this.boots = [...this.boots, ...boots];
    const lines = append(this.transcript, transcript, TRANSCRIPT_LINES);
    this.transcript = { ...lines, items: bounded(lines.items) };
    this.log = append(this.log, log, KERNEL_LOG_LINES);
    this.script = append(this.script, script, SCRIPT_LINES);
  }
  /** Lines that belong to no command, at the position where the machine stands. */
  say(contents: readonly ConsoleContent[]): void {
    const at = this.position;
    const lines = contents.map((content): ConsoleLine => ({
      id: this.nextId(),
      op: undefined,
      first: false,
      at,
      content,
    }));
    this.transcript = append(this.transcript, lines, TRANSCRIPT_LINES);
  }

  /** The machine stands elsewhere. */
  moveTo(position: number, length: number): void {
    this.position = position;
    this.length = length;
  }

  /**
   * What lies beyond the position is gone, and so are lines of the script after the first `lines`: those
   * that took no step may go or stay. `half` is the line in whose middle the position lies, as long as
   * it is now; it is the last of these lines.
   */
  cut(lines: number, half?: ScriptLine): void {
    const { position } = this;
    this.transcript = until(this.transcript, position);
    this.log = until(this.log, position);
    const { items, dropped } = this.script;
    this.script = {
      items: half ? [...items.slice(0, lines - 1), half] : items.slice(0, lines),
      dropped,
    };
    this.boots = this.boots.filter(({ at }) => at <= position);
    this.length = position;
  }
  /** Nothing was executed, not even comments before the first step. */
  empty(): void {
    this.transcript = this.log = this.script = EMPTY;
    this.boots = [];
    this.length = this.position;
  }
  /** The console alone is emptied. */
  clear(): void {
    this.transcript = EMPTY;
  }
}

/** The lines of a console, the oldest folds emptied where there is too much in them. */
type Bounded = (lines: readonly ConsoleLine[]) => readonly ConsoleLine[];
