/** A command → its canonical text: `parse(formatCommand(c))` gives `c` back. */
import type { Command, Expectation } from '../contract/command.ts';
import { findCall } from './calls/index.ts';
import { quoteC } from '../words/quoting.ts';
import { writeLine } from '../words/write.ts';

/** What stands between `expect` and its command; addresses are shown in hex. */
const expectationText = (what: Expectation): string => {
  switch (what.is) {
    case 'ok':
      return 'ok';
    case 'errno':
      return what.errno;
    case 'value':
      return what.value >= 0x1000 ? `0x${what.value.toString(16)}` : String(what.value);
    case 'text':
      return quoteC(what.text);
  }
};

/** Throws for a kind that no call of the table makes. */
export function formatCommand(command: Command): string {
  if (command.kind === 'expect')
    return `expect ${expectationText(command.what)} ${formatCommand(command.command)}`;
  const spec = findCall(command.kind);
  if (!spec) throw new Error(`no call ${command.kind} in the table`);
  const { args, rest = [], into } = spec.unbuild(command);
  return writeLine(spec, {
    rest,
    into,
    textOf(param) {
      const value = args[param.name];
      if (value === undefined) return undefined;
      const text = param.kind.write(value, spec.forms[0]);
      return text === param.default ? undefined : text;
    },
  });
}
