/** The contract of what is fuzzed: inputs are texts, drawn from a seed and cut smaller when they fail. */

/** Something that must not be. `kind` says which: shrinking keeps to findings of one kind. */
export interface Finding {
  readonly kind: string;
  /** For a person: what was expected, what came. */
  readonly says: string;
}

/** What one input was worth. An exception out of `attempt` is a finding too. */
export interface Attempt {
  /** Commands executed, rows read, …: what a case consists of. */
  readonly commands: number;
  /** Restored machines that were compared. */
  readonly restores?: number;
  readonly finding?: Finding | undefined;
  /** Looks for more once the clock has stopped: what a reader took is written and read again. */
  readonly check?: () => Finding | undefined;
}

export interface Target {
  readonly name: string;
  /** What is thrown at what, in one line. */
  readonly about: string;
  /** Milliseconds of processor time that one input may take; more is a finding. */
  readonly mostMs: number;
  /** Bytes by which one input may make the heap grow; more is a finding. Undefined: that is not watched. */
  readonly mostBytes?: number;
  /** The input of one case: the same seed gives the same text. */
  readonly draw: (seed: number) => string;
  readonly attempt: (input: string) => Attempt;
  /** What is left out when a failing input is made smaller. */
  readonly pieces: 'lines' | 'characters';
  /** How a person repeats a finding whose input is in this file. */
  readonly repeat: (file: string) => string;
}
