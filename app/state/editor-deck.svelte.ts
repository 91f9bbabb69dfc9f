/**
 * What the editor's buttons do. `EditorDeck` is all that the editor knows of it; SessionDeck does it
 * with a session: what was executed as it stands is gone to, everything else is executed.
 */
import { untrack } from 'svelte';
import { DEFAULT_BOARD } from '../../engine/index.ts';
import { EMPTY } from './capped.ts';
import { Draft } from './draft.svelte.ts';
import { lineAt } from './events.ts';
import { bootsFirst, lastRun, nextStatement, padded, previousStatement } from './script-lines.ts';
import type { LineRuns } from './script-lines.ts';
import { session } from './session.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { ScriptLine } from './transcript.ts';

export interface EditorDeck {
  /** By line: what was executed. */
  readonly ran: LineRuns;
  /** The line that was executed last. */
  readonly current: number | undefined;
  readonly running: boolean;
  readonly canStep: boolean;
  readonly canStepBack: boolean;
  /** The whole text from the start. */
  run(): void;
  /** From the start up to and with this line. */
  runTo(line: number): void;
  /** The next statement. */
  step(): void;
  /** The state before the statement that was executed last. */
  stepBack?(): void;
}

/** What of the session the deck uses; tests bring their own. */
export type DeckSession = Pick<
  Session,
  'run' | 'running' | 'script' | 'position' | 'length' | 'seek'
>;

export class SessionDeck implements EditorDeck {
  readonly draft: Draft;
  readonly #session: DeckSession;
  /** The session's script as it was looked at last. */
  #seen: DeckSession['script'] = EMPTY;

  constructor(draft: Draft, runner: DeckSession) {
    this.draft = draft;
    this.#session = runner;
  }

  /** Id of the session's line behind which the machine stands; Infinity: behind all of them. */
  get #lastId(): number {
    const { position, length, script } = this.#session;
    if (position >= length) return Infinity;
    return script.items[lineAt(script.items, position)]?.id ?? 0;
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
    this.#fromStart(this.draft.lines.length);
  }

  runTo(line: number): void {
    const { dirty, outside } = this.draft;
    const { current } = this;
    // Where the text was executed as it stands, going there is enough.
    const done = previousStatement(this.draft.lines, line + 1);
    if (done !== undefined && outside === 0 && this.#goBehind(done)) return;
    if (!dirty && outside === 0 && current !== undefined && current <= line)
      this.#send(current + 1, line);
    else this.#fromStart(line);
  }

  step(): void {
    const { next, current } = this;
    if (next === undefined || (current !== next && this.#goBehind(next))) return;
    if (current === undefined) this.#fromStart(next);
    else this.#send(current + 1, next);
  }

  stepBack(): void {
    const [current, previous] = [this.current, this.#previous];
    const done = current === undefined ? undefined : this.#executed(current);
    if (done) void this.#session.seek(done.at - done.steps);
    else if (previous !== undefined) this.#fromStart(previous);
  }

  /** What the session executed for a line that still says the same. */
  #executed(line: number): ScriptLine | undefined {
    const run = this.draft.dirty ? undefined : this.draft.runs.get(line);
    return run && this.#session.script.items.findLast(({ id }) => id === run.id);
  }
  /** False: the line was not executed, or is not what was executed. */
  #goBehind(line: number): boolean {
    const done = this.#executed(line);
    if (done) void this.#session.seek(done.at);
    return done !== undefined;
  }

  #fromStart(line: number): void {
    if (nextStatement(this.draft.lines, 0) === undefined) return;
    // What others executed until now is behind; the run makes all of it void.
    this.follow();
    this.draft.begin();
    if (!bootsFirst(this.draft.lines)) void this.#session.run(this.#boot(), 'boot');
    this.#send(1, line);
  }

  #send(from: number, to: number): void {
    const first = nextStatement(this.draft.lines, from - 1);
    if (first === undefined || first > to) return;
    void this.#session.run(padded(this.draft.lines, from, to), 'editor');
  }

  /** The line that booted the board which runs now. */
  #boot(): string {
    const { items } = this.#session.script;
    const line = items.findLast((item) => !item.comment && /^board\s/.test(item.text));
    return line?.text ?? `board ${DEFAULT_BOARD.id}`;
  }
}

export const deck = new SessionDeck(new Draft(), session);

/** From the first time on that an editor is shown; the text then outlives it. */
let following = false;
export function startFollowing(): void {
  if (following) return;
  following = true;
  deck.adopt();
  $effect.root(() => {
    $effect(() => deck.follow());
  });
}
