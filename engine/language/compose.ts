/** A form's fields → the line a person would have typed; parse() then judges it like any other. */
import { quoteC, quoteWord } from '../words/quoting.ts';
import type { CallSpec, Form, ParamSpec } from '../words/spec.ts';
import { writeLine } from '../words/write.ts';

export interface Fields {
  /** By parameter name. Empty is left out, but a required text stays: an empty name is a name. */
  readonly args: Readonly<Record<string, string>>;
  /** The name to give to the result. */
  readonly into?: string;
  /** The words of echo or the options of board, as typed. */
  readonly rest?: string;
}

/** A field holds one line's worth, whatever was pasted into it. */
const oneLine = (field: string): string => field.replace(/[\r\n]+/g, ' ').trim();

const isText = (param: ParamSpec): boolean =>
  param.kind.name === 'text' || param.kind.name === 'path';

/** Texts and paths get their quotes, everything else stands as typed. */
function fieldText(param: ParamSpec, field: string, form: Form): string | undefined {
  if (field === '' && (param.optional || !isText(param))) return undefined;
  if (!isText(param)) return oneLine(field) || undefined;
  return form === 'call' ? quoteC(field) : quoteWord(field);
}

export function compose(spec: CallSpec, { args, into = '', rest = '' }: Fields): string {
  const words = oneLine(rest);
  return writeLine(spec, {
    rest: words === '' ? [] : [words],
    into: oneLine(into) || undefined,
    textOf: (param) => fieldText(param, args[param.name] ?? '', spec.forms[0]),
  });
}
