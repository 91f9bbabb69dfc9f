/**
 * What a system says: its calls, its words in both languages, and how its values are printed. It knows
 * nothing of the models; the language loops over the list of texts and names no system.
 */
import type { Command, Errno, Message, Outcome, Protocols, SystemId } from '../contract/command.ts';
import type { Templates } from './area.ts';
import type { TranscriptLine } from './lines.ts';
import type { CallSpec } from './spec.ts';

/** Calls that help and forms show together. Groups stand in the order of `place`, which no other has. */
export interface CallGroup {
  readonly place: number;
  readonly calls: readonly CallSpec[];
}

/** The text of a system. */
export interface SystemText<S extends SystemId = SystemId> {
  readonly id: S;
  readonly calls: readonly CallGroup[];
  /** Sentences by their ids, the same ids in both languages. */
  readonly words: { readonly en: Templates; readonly zh: Templates };
  /** The lines under a command that gave one of its values. */
  readonly print: {
    readonly [V in Protocols[S]['value']['is']]: (
      value: Extract<Protocols[S]['value'], { readonly is: V }>,
      command: Command,
    ) => readonly TranscriptLine[];
  };
  /** Lines about what a call did besides, by its events; undefined: none. */
  readonly told: ((events: Outcome['events']) => readonly TranscriptLine[]) | undefined;
  /**
   * What the shell prints on its standard error when one of the system's own commands is refused with
   * this errno; undefined: nothing.
   */
  readonly shellError:
    ((command: Command, errno: Errno, why: Message) => string | undefined) | undefined;
}

/** Any system's text, for loops: a value is printed by the text that has its name. */
export interface AnyText extends Omit<SystemText, 'id' | 'print'> {
  readonly id: SystemId;
  readonly print: object;
}
