/** What a session tells whoever shows more of an outcome than its lines: the plates, the steps. */
import type { Command, Outcome } from '../../engine/contract/command.ts';
import type { ExecutedScript } from './positions.ts';
import type { ScriptLine } from './transcript/transcript.ts';

/** An outcome and the line that led to it. */
export interface ToldOutcome {
  readonly line: ScriptLine;
  readonly outcome: Outcome;
}
/** The same with the command. */
export interface ToldCommand extends ToldOutcome {
  readonly command: Command;
}

export interface Listener {
  /** What was executed, oldest first. */
  take(news: readonly ToldCommand[], past: ExecutedScript): void;
  /** Lines of the session went, or its machine stands elsewhere. */
  follow(past: ExecutedScript): void;
}
