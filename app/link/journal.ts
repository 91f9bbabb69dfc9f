/**
 * The journal: the commands executed since the board was booted, that boot included, as they must
 * be repeated to come to the same state. It is kept on the page, so it outlives any worker.
 */
import type { Command, Outcome } from '../../engine/command.ts';
import { MAX_JOURNAL_OPS } from '../../engine/limits.ts';
import { EVENT_CHARS } from './limits.ts';

/** The command itself, without the `expect` before it. */
const bare = (command: Command): Command =>
  command.kind === 'expect' ? bare(command.command) : command;

/** Operations a command takes if nobody stops it. */
export function weight(command: Command): number {
  const asked = bare(command);
  return asked.kind === 'workload' ? asked.ops : 1;
}

export const totalWeight = (commands: readonly Command[]): number =>
  commands.reduce((sum, command) => sum + weight(command), 0);

/** Of its weight, what a command with this outcome has done: less only for a workload that was stopped. */
export const opsDone = (command: Command, { result }: Outcome): number =>
  result.ok && result.value.is === 'workload' ? result.value.ops : weight(command);

/** The command with its workload cut to `ops` operations. */
function shortened(command: Command, ops: number): Command {
  if (command.kind === 'expect') return { ...command, command: shortened(command.command, ops) };
  return command.kind === 'workload' ? { ...command, ops } : command;
}

/** Rough size of an outcome in characters: its texts and its events. */
export function outcomeChars(outcome: Outcome): number {
  const { result, log, events } = outcome;
  let chars = events.length * EVENT_CHARS;
  for (const line of log) chars += line.text.length;
  if (result.ok && result.value.is === 'text') chars += result.value.text.length;
  return chars;
}

/** The outcome without texts and events; what went is counted where the outcome counts it. */
export function trimmed(outcome: Outcome): Outcome {
  const { result, log, events, dropped } = outcome;
  const isText = result.ok && result.value.is === 'text';
  return {
    ...outcome,
    result: isText ? { ok: true, value: { is: 'text', text: '' } } : result,
    log: [],
    events: [],
    dropped: { events: dropped.events + events.length, log: dropped.log + log.length },
  };
}

export class Journal {
  readonly #commands: Command[] = [];
  #ops = 0;

  get commands(): readonly Command[] {
    return this.#commands;
  }

  /** Operations of all commands together. */
  get ops(): number {
    return this.#ops;
  }

  /** Whether there is room for commands not yet executed, if every boot among them succeeds. */
  fits(commands: readonly Command[]): boolean {
    let ops = this.#ops;
    for (const command of commands) {
      ops = bare(command).kind === 'board' ? 1 : ops + weight(command);
      if (ops > MAX_JOURNAL_OPS) return false;
    }
    return true;
  }

  /**
   * What was executed. A boot begins a new journal, as it begins the numbers of operations anew;
   * a workload that was stopped is kept with the operations really done, if any.
   */
  add(command: Command, outcome: Outcome): void {
    if (bare(command).kind === 'board' && outcome.result.ok) this.#clear();
    const ops = opsDone(command, outcome);
    if (ops === weight(command)) this.push(command);
    else if (ops > 0) this.push(shortened(command, ops));
  }

  /** What was executed with an outcome that is not known: it will be when it is repeated. */
  push(command: Command): void {
    this.#commands.push(command);
    this.#ops += weight(command);
  }

  #clear(): void {
    this.#commands.length = 0;
    this.#ops = 0;
  }
}
