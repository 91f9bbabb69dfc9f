/**
 * What the editor's buttons do. `EditorDeck` is all that the editor knows of it; SessionDeck does it
 * with a session that can only go forward: going back is booting again and running up to there.
 */
import { untrack } from 'svelte';
import { DEFAULT_BOARD } from '../../engine/index.ts';
import { Draft } from './draft.svelte.ts';
import { bootsFirst, nextStatement, padded } from './script-lines.ts';
import type { LineRuns } from './script-lines.ts';
import { session } from './session.svelte.ts';
import type { Session } from './session.svelte.ts';

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
export type DeckSession = Pick<Session, 'run' | 'running' | 'script'>;

export class SessionDeck implements EditorDeck {
  readonly draft: Draft;
  readonly #session: DeckSession;
  /** Id of the last line of the session's script that was looked at. */
  #seen = 0;

  constructor(draft: Draft, runner: DeckSession) {
    this.draft = draft;
    this.#session = runner;
  }

  get ran(): LineRuns {
    return this.draft.runs;
  }
  get current(): number | undefined {
    return this.draft.current;
  }
  get running(): boolean {
    return this.#session.running !== undefined;
  }
  get canStep(): boolean {
    return this.draft.text !== '' && this.draft.next !== undefined;
  }
  get canStepBack(): boolean {
    return this.draft.previous !== undefined;
  }

  /** Take the session's script as the text. */
  adopt(): void {
    const { items, dropped } = this.#session.script;
    this.draft.adopt(items, dropped);
    this.#seen = items.at(-1)?.id ?? this.#seen;
  }

  /** Look at what the session executed since the last look. */
  follow(): void {
    const { items } = this.#session.script;
    let from = items.length;
    while (from > 0 && (items[from - 1]?.id ?? 0) > this.#seen) from -= 1;
    if (from === items.length) return;
    this.#seen = items.at(-1)?.id ?? this.#seen;
    untrack(() => this.draft.take(items.slice(from)));
  }

  run(): void {
    this.#fromStart(this.draft.lines.length);
  }

  runTo(line: number): void {
    const { current, dirty, outside } = this.draft;
    // Going on from where the text stands gives the same state as starting over.
    if (!dirty && outside === 0 && current !== undefined && current <= line)
      this.#send(current + 1, line);
    else this.#fromStart(line);
  }

  step(): void {
    const { next, current } = this.draft;
    if (next === undefined) return;
    if (current === undefined) this.#fromStart(next);
    else this.#send(current + 1, next);
  }

  stepBack(): void {
    const { previous } = this.draft;
    if (previous !== undefined) this.#fromStart(previous);
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
