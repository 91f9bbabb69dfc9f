/** Outcomes as lines of console, kernel log and script. Pure; fetched with the language. */
import type { Command, Outcome } from '../../../engine/contract/command.ts';
import { boardLineOf, formatCommand, printOutcome } from '../../../engine/language/index.ts';
import type { Statement } from '../../../engine/language/index.ts';
import { pushAll } from '../../../engine/contract/long-lists.ts';
import { mostSteps, shortened } from '../../../engine/journal/time/steps.ts';
import { opsDone } from '../../link/journal.ts';
import { folded } from './folds.ts';
import type { ToldCommand } from '../told.ts';
import { saysFailure, wentWrong } from './transcript.ts';
import type {
  ConsoleContent,
  ConsoleLine,
  KernelLine,
  RunBy,
  ScriptLine,
  ScriptPart,
} from './transcript.ts';
import type { Boot } from '../positions.ts';

/** Where printing begins. */
export interface Place {
  /** Position after what was executed before. */
  readonly at: number;
  /** The last number that a line has. */
  readonly lastId: number;
  readonly by: RunBy | undefined;
  /** Lines that stand before the text's first line. */
  readonly lead: number;
}

export interface Printed {
  readonly transcript: readonly ConsoleLine[];
  readonly log: readonly KernelLine[];
  readonly script: readonly ScriptLine[];
  readonly boots: readonly Boot[];
  readonly news: readonly ToldCommand[];
  /** The last number that was given to a line. */
  readonly lastId: number;
  /** Index of the part that comes next. */
  readonly next: number;
}

/** A command as it was executed: of a workload that was stopped, what was done of it. */
const doneText = (text: string, command: Command, steps: number): string =>
  steps < mostSteps(command) && steps > 0 ? formatCommand(shortened(command, steps)) : text;

/** A workload that was stopped before its first operation. */
const isNothing = ({ result }: Outcome): boolean =>
  result.ok && result.value.is === 'workload' && result.value.ops === 0;

class Printer {
  readonly transcript: ConsoleLine[] = [];
  readonly log: KernelLine[] = [];
  readonly script: ScriptLine[] = [];
  readonly boots: Boot[] = [];
  readonly news: ToldCommand[] = [];
  readonly #by: RunBy | undefined;
  readonly #lead: number;
  #at: number;
  lastId: number;

  constructor({ at, lastId, by, lead }: Place) {
    this.#by = by;
    this.#lead = lead;
    this.#at = at;
    this.lastId = lastId;
  }

  comment(text: string): void {
    const none = { op: undefined, steps: 0, failed: false, line: undefined };
    this.script.push({
      id: this.#id(),
      at: this.#at,
      text,
      comment: true,
      by: this.#by,
      ...none,
    });
  }

  statement({ text, command, line: place }: Statement, outcome: Outcome): void {
    const { result } = outcome;
    const steps = opsDone(command, outcome);
    const at = (this.#at += steps);
    const boot = result.ok && result.value.is === 'board' ? boardLineOf(command) : undefined;
    const firstId = this.lastId + 1;
    if (boot) this.#boot(boot.board);
    const op = outcome.ops > 0 ? outcome.op : undefined;
    const answers = printOutcome(command, outcome);
    pushAll(this.transcript, [
      this.#line({ kind: 'in', text }, op),
      ...folded(answers).map((answer) => this.#line(answer, op)),
    ]);
    this.#kernel(outcome);
    if (isNothing(outcome)) return;
    const line: ScriptLine = {
      id: this.#id(),
      op,
      at,
      steps,
      text: doneText(text, command, steps),
      comment: false,
      failed: wentWrong(outcome),
      answer: answers[0],
      line: place > this.#lead ? place - this.#lead : undefined,
      by: this.#by,
      ...(boot && { boots: true }),
    };
    this.script.push(line);
    if (boot) this.boots.push({ firstId, lineId: line.id, at, text: formatCommand(boot) });
    this.news.push({ line, command, outcome });
  }

  #boot(text: string): void {
    const none = { op: undefined, first: false, failed: false };
    this.log.push({ id: this.#id(), at: this.#at, channel: 'boot', text, ...none });
  }
  #line(content: ConsoleContent, op: number | undefined): ConsoleLine {
    const first = content.kind === 'in' && op !== undefined;
    return { id: this.#id(), op, first, at: this.#at, content };
  }
  #kernel({ log }: Outcome): void {
    for (const [index, one] of log.entries()) {
      const first = index === 0 || one.op !== log[index - 1]?.op;
      const failed = saysFailure(one.text);
      this.log.push({ ...one, id: this.#id(), at: this.#at, first, failed });
    }
  }
  #id(): number {
    return (this.lastId += 1);
  }
}

/** The parts of a text from part `from` on, as far as there are outcomes for them, as lines. */
export function printed(
  parts: readonly ScriptPart[],
  from: number,
  outcomes: readonly Outcome[],
  place: Place,
): Printed {
  const printer = new Printer(place);
  let next = from;
  let used = 0;
  for (; next < parts.length; next += 1) {
    const part = parts[next]!;
    const outcome = outcomes[used];
    if ('comment' in part) printer.comment(part.comment);
    else if (outcome === undefined) break;
    else {
      printer.statement(part.statement, outcome);
      used += 1;
    }
  }
  const { transcript, log, script, boots, news, lastId } = printer;
  return { transcript, log, script, boots, news, lastId, next };
}
