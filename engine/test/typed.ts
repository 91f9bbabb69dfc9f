import { ALL_SYSTEMS } from '../machine/all-systems.ts';
import type { Outcome } from '../contract/command.ts';
import { createMachine } from '../index.ts';
import { lineText, parse, printOutcome } from '../language/index.ts';

/** A machine that is typed at, checked after every line. */
export function typed(...lines: string[]) {
  const machine = createMachine(ALL_SYSTEMS);
  const run = (line: string): Outcome => {
    const { statements, errors } = parse(line);
    if (errors.length > 0) throw new Error(`${line}: ${JSON.stringify(errors[0])}`);
    let last: Outcome | undefined;
    for (const { command } of statements) last = machine.exec(command);
    machine.check();
    if (!last) throw new Error(`${line}: nothing to run`);
    return last;
  };
  for (const line of lines) run(line);
  /** What the console shows under a line, one string a line. */
  const show = (line: string): string[] => {
    const { statements } = parse(line);
    const { command } = statements[0]!;
    return printOutcome(command, run(line)).map((at) => lineText(at, 'en'));
  };
  const errno = (line: string): string => {
    const { result } = run(line);
    return result.ok ? 'ok' : (result.refusal.errno ?? result.refusal.why.id);
  };
  const pfn = (line: string): number => {
    const { result } = run(line);
    if (!result.ok || result.value.is !== 'pages') throw new Error(JSON.stringify(result));
    return result.value.pfn;
  };
  const names = (): string[] => machine.state().blocks.map((block) => block.name);
  return { machine, run, show, errno, pfn, names };
}
