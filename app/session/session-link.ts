/** What a session asks of the link, and how a text is to be run. */
import type { LinkClient } from '../link/client/client.ts';
import type { RunBy, ScriptLine, ScriptPart } from './transcript/transcript.ts';

/** What of the link the session uses; tests bring their own. */
export type SessionLink = Pick<
  LinkClient,
  | 'open'
  | 'run'
  | 'restart'
  | 'frame'
  | 'onFrame'
  | 'onStatus'
  | 'onRestart'
  | 'paths'
  | 'handles'
  | 'bytes'
  | 'ask'
  | 'seek'
  | 'cut'
  | 'length'
  | 'position'
  | 'isolated'
  | 'failure'
  | 'state'
>;

/** Where a text comes from. */
export interface Origin {
  readonly by?: RunBy | undefined;
  /** Lines that stand before the first line of what somebody wrote, such as a board. */
  readonly lead?: number;
}

/** A text that is to be all that was executed; see Session.become. */
export interface Whole {
  /** What was executed after the text's end may stay: the machine goes there. */
  readonly upTo: boolean;
  /** The first lines of the text are those that were executed already, and stay; the rest comes now. */
  readonly kept: (lines: readonly ScriptLine[]) => void;
  /** No step of it was executed: it is another experiment. Nothing is done. */
  readonly apart: () => void;
}

/** What is about to be executed at a place where something else was executed before. */
export interface Turning {
  /** Lines of the script that stay in any case; undefined: those of the steps before the position. */
  readonly lines: number | undefined;
  /** The first line that is executed; undefined: none is. */
  readonly first: ScriptPart | undefined;
  /** The text, as somebody typed it; undefined: it stands elsewhere. */
  readonly typed: string | undefined;
}

/** Who looks after what a run would push aside. */
export interface Aside {
  /** Something is about to be executed. */
  begins(): void;
  /**
   * Something is to be executed before the end: answers how many lines of the script stay, once what
   * lies beyond them is taken care of; undefined: it is not executed.
   */
  goesOn(turning: Turning): number | undefined;
}

/** How a text is executed. */
export interface RunHow extends Origin {
  readonly whole?: Whole | undefined;
  /** Where no worker stays alive, wait for one. */
  readonly patient: boolean;
  /** Somebody said no to going on. */
  readonly declined: () => void;
  /** Characters that are taken. */
  readonly most: number;
}
