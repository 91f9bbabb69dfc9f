/** What replaying a trace of any format gives back, and the reading of JSON Lines. */

/** Nanoseconds from any origin; handed in because the engine has no clock. */
export type ClockNs = () => number;

/** What the trace says and what the model answered. */
export interface Difference {
  /** Line of the trace, from 1. */
  readonly line: number;
  readonly expected: string;
  readonly got: string;
}
/** What came of one file. */
export interface ReplayReport {
  /** The name of the format that was recognised. */
  readonly format: string;
  /** Operations replayed: every line but the header. */
  readonly ops: number;
  /** Operations with an answer, text or digest that differs. */
  readonly differences: number;
  readonly first: Difference | undefined;
  /** Time of the timed operations, divided by their number. */
  readonly nsPerOp: number;
}

/** The file is not a trace that can be replayed: broken JSON, no header, unknown format. */
export class TraceError extends Error {}

/** A line whose fields have not been checked yet. */
export type Json = Readonly<Record<string, unknown>>;
/**
 * The objects of a trace with their line numbers; blank lines are skipped. Throws a TraceError at
 * the first line that is no object.
 */
export function parseLines(text: string): readonly { readonly line: number; readonly op: Json }[] {
  const ops: { line: number; op: Json }[] = [];
  text.split('\n').forEach((source, at) => {
    if (source.trim() === '') return;
    let op: unknown;
    try {
      op = JSON.parse(source);
    } catch {
      throw new TraceError(`line ${at + 1} is not JSON`);
    }
    if (typeof op !== 'object' || op === null || Array.isArray(op))
      throw new TraceError(`line ${at + 1} is not an object`);
    ops.push({ line: at + 1, op: op as Json });
  });
  return ops;
}

/** Counts operations that differ and keeps the first difference. */
export class Differences {
  count = 0;
  first: Difference | undefined;
  #lastLine = 0;

  /** Both sides are compared as JSON; `what` names the field. */
  expect(line: number, what: string, expected: unknown, got: unknown): void {
    const want = JSON.stringify(expected) ?? 'nothing';
    const have = JSON.stringify(got) ?? 'nothing';
    if (want !== have) this.add(line, `${what} ${want}`, `${what} ${have}`);
  }
  /** An operation counts once, however many of its fields differ. */
  add(line: number, expected: string, got: string): void {
    if (line !== this.#lastLine) this.count += 1;
    this.#lastLine = line;
    this.first ??= { line, expected, got };
  }
}
