/**
 * What the editor's buttons do. `EditorDeck` is all that the editor knows of it; SessionDeck does it
 * with a session: the text becomes what was executed. What was executed as it stands is kept, everything
 * from the first line that differs is executed, and a text that has no step in common with what was
 * executed begins another experiment.
 */
import { untrack } from 'svelte';
import { DEFAULT_BOARD } from '../../engine/index.ts';
import type { Origin } from '../session/session-link.ts';
import { EMPTY } from '../page/capped.ts';
import type { Draft } from './draft.svelte.ts';
import {
  bootsFirst,
  lastRun,
  nextStatement,
  padded,
  previousStatement,
} from '../session/transcript/script-lines.ts';
import type { LineRuns } from '../session/transcript/script-lines.ts';
import { lastLineAt } from '../session/transcript/lines.ts';
import type { Session } from '../session/session.svelte.ts';
import type { ScriptLine } from '../session/transcript/transcript.ts';

export interface EditorDeck {
  /** By line: what was executed. */
  readonly ran: LineRuns;
  /** The line that was executed last. */
  readonly current: number | undefined;
  readonly running: boolean;
  readonly canStep: boolean;
  readonly canStepBack: boolean;
  /** All of the text, from the first line that differs from what was executed. */
  run(): void;
  /** The same up to and with this line. */
  runTo(line: number): void;
  /** The next statement. */
  step(): void;
  /** The state before the statement that was executed last. */
  stepBack?(): void;
}

/** What of the session the deck uses; tests bring their own. */
export type DeckSession = Pick<
  Session,
  'run' | 'become' | 'running' | 'script' | 'position' | 'length' | 'seek'
> & { readonly record: Pick<Session['record'], 'board'> };

/** Another experiment in place of the present one, which is kept. */
export type BeginAnew = (text: string, origin: Origin) => Promise<void>;

export class SessionDeck implements EditorDeck {
  readonly draft: Draft;
  readonly #session: DeckSession;
  /** The session's script as it was looked at last. */
  #seen: DeckSession['script'] = EMPTY;

  readonly #beginAnew: BeginAnew;

  constructor(draft: Draft, runner: DeckSession, beginAnew: BeginAnew) {
    this.draft = draft;
    this.#session = runner;
    this.#beginAnew = beginAnew;
  }

  /** Id of the session's line after which the machine stands; Infinity: after all of them. */
  get #lastId(): number {
    const { position, length, script } = this.#session;
    if (position >= length) return Infinity;
    return script.items[lastLineAt(script.items, position)]?.id ?? 0;
  }
  get ran(): LineRuns {
    const last = this.#lastId;
    const { runs } = this.draft;
    return last === Infinity ? runs : new Map([...runs].filter(([, { id }]) => id <= last));
  }
  get current(): number | undefined {
    const last = this.#lastId;
    return last === Infinity ? this.draft.current : lastRun(this.draft.runs, last);
  }
  /** The statement that a step would execute. */
  get next(): number | undefined {
    return nextStatement(this.draft.lines, this.current ?? 0);
  }
  get running(): boolean {
    return this.#session.running !== undefined;
  }
  get canStep(): boolean {
    return this.draft.text !== '' && this.next !== undefined;
  }
  get canStepBack(): boolean {
    return this.#previous !== undefined;
  }
  get #previous(): number | undefined {
    const { current } = this;
    return current === undefined ? undefined : previousStatement(this.draft.lines, current);
  }

  /** Take the session's script as the text. */
  adopt(): void {
    const { script } = this.#session;
    this.draft.adopt(script.items, script.dropped);
    this.#seen = script;
  }

  /** Look at what the session executed, or let go, since the last look. */
  follow(): void {
    const { script } = this.#session;
    const { items, dropped } = script;
    const seen = this.#seen;
    const shift = dropped - seen.dropped;
    const known = Math.max(0, seen.items.length - shift);
    let same = Math.min(items.length, known);
    // A line that was cut short is another object.
    while (same > 0 && items[same - 1] !== seen.items[same - 1 + shift]) same -= 1;
    this.#seen = script;
    let news = items.slice(same);
    untrack(() => {
      if (same < known) {
        // Its text has gone with it: it comes anew, whoever had it executed.
        if (this.draft.whole) news = news.map((item) => ({ ...item, by: undefined }));
        this.draft.forget(items[same - 1]?.id ?? 0);
      }
      if (news.length > 0) this.draft.take(news);
    });
  }

  run(): void {
    this.#become(this.draft.lines.length, false);
  }

  runTo(line: number): void {
    const { current } = this;
    const isOurs = this.#isOurs;
    // Where the text was executed as it stands, going there is enough.
    const done = previousStatement(this.draft.lines, line + 1);
    if (done !== undefined && isOurs && this.#goBehind(done)) return;
    if (isOurs && current !== undefined && current <= line) this.#send(current + 1, line);
    else this.#become(line, true);
  }

  step(): void {
    const { next, current } = this;
    if (next === undefined || (current !== next && this.#goBehind(next))) return;
    if (this.#isOurs && current !== undefined) this.#send(current + 1, next);
    else this.#become(next, true);
  }

  stepBack(): void {
    const [current, previous] = [this.current, this.#previous];
    const done = current === undefined ? undefined : this.#executed(current);
    // What took no step is passed over: a boot that was refused left the machine where it was.
    const step = done && this.#stepUpTo(done);
    if (step) void this.#session.seek(step.at - step.steps);
    else if (previous !== undefined) this.#become(previous, true);
  }

  /** Whether all that was executed are lines of this text, as they stand. */
  get #isOurs(): boolean {
    return !this.draft.dirty && this.draft.outside === 0;
  }
  /** What the session executed for a line that still says the same. */
  #executed(line: number): ScriptLine | undefined {
    const run = this.draft.dirty ? undefined : this.draft.runs.get(line);
    return run && this.#session.script.items.findLast(({ id }) => id === run.id);
  }
  /** The last line up to this one that took a step. */
  #stepUpTo(line: ScriptLine): ScriptLine | undefined {
    return this.#session.script.items.findLast(({ id, steps }) => id <= line.id && steps > 0);
  }
  /** False: the line was not executed, or is not what was executed. */
  #goBehind(line: number): boolean {
    const done = this.#executed(line);
    if (done) void this.#session.seek(done.at);
    return done !== undefined;
  }

  /** Make the text up to a line what was executed, or all that was executed up to there. */
  #become(line: number, upTo: boolean): void {
    const { lines } = this.draft;
    if (nextStatement(lines, 0) === undefined) return;
    const text = padded(lines, 1, line);
    const boot = bootsFirst(lines) ? undefined : this.#boot;
    const source = boot === undefined ? text : `${boot}\n${text}`;
    const origin: Origin = { by: 'editor', lead: boot === undefined ? 0 : 1 };
    const kept = (ran: readonly ScriptLine[]): void => {
      this.draft.begin();
      this.draft.take(ran);
      this.#seen = this.#session.script;
    };
    const apart = (): void => {
      this.draft.begin();
      void this.#beginAnew(source, origin);
    };
    void this.#session.become(source, { upTo, kept, apart }, origin);
  }
  /** What boots the board that a text without one means: the one that runs. */
  get #boot(): string | undefined {
    const { record, script } = this.#session;
    const isNew = script.items.length === 0;
    return record.board?.text ?? (isNew ? `board ${DEFAULT_BOARD.id}` : undefined);
  }

  #send(from: number, to: number): void {
    const first = nextStatement(this.draft.lines, from - 1);
    if (first === undefined || first > to) return;
    void this.#session.run(padded(this.draft.lines, from, to), 'editor');
  }
}
