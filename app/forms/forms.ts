/**
 * From a filled-in form to the line one would type. Fields, their order and their quoting come from
 * the language's own table of calls, so a new command has a form without a word here.
 */
import { compose } from '../../engine/language/index.ts';
import type { CallSpec, ParamSpec } from '../../engine/language/index.ts';
import type { Message } from '../../engine/contract/command.ts';

/** What stands in the fields, as typed; a missing or blank entry is an argument not given. */
export interface FormDraft {
  /** Name to give to the result. */
  readonly into: string;
  readonly values: Readonly<Record<string, string>>;
  /** Free words of `echo`. */
  readonly words: string;
  /** `ok`, an error name, or nothing: the demand in front of the command. */
  readonly expect: string;
}
export const BLANK: FormDraft = { into: '', values: {}, words: '', expect: '' };

/** Several page ranges are a list; nobody types its brackets into a field of their own. */
const listed = (param: ParamSpec, text: string): string =>
  param.kind.name === 'pages' && text.includes(',') && !text.trim().startsWith('[')
    ? `[${text.trim()}]`
    : text;

/** The line this form types. */
export function formLine(spec: CallSpec, draft: FormDraft): string {
  const values = Object.fromEntries(
    spec.params.map((param) => [param.name, listed(param, draft.values[param.name] ?? '')]),
  );
  const line = compose(spec, { args: values, into: draft.into, rest: draft.words });
  return draft.expect === '' ? line : `expect ${draft.expect} ${line}`;
}

/** What is wrong with one field as it stands; nothing is said about an empty one before it is sent. */
export function fieldProblem(param: ParamSpec, value: string): Message | undefined {
  const text = value.trim();
  if (text === '' || param.place === 'switch') return undefined;
  const as = param.kind.name === 'text' ? 'string' : 'bare';
  const raw = { text, as, from: 0, to: text.length } as const;
  const items = text.replace(/^\[|\]$/g, '').split(',');
  const read = param.kind.read(
    param.kind.name === 'pages' && items.length > 1
      ? { ...raw, items: items.map((item) => ({ ...raw, text: item.trim() })) }
      : raw,
  );
  return 'problem' in read ? read.problem : undefined;
}

/** Required parameters that are still empty. An empty text is a text: the kernel has an answer to it. */
export const missing = (spec: CallSpec, draft: FormDraft): readonly ParamSpec[] =>
  spec.params.filter(
    (param) =>
      !param.optional &&
      param.kind.name !== 'text' &&
      (draft.values[param.name] ?? '').trim() === '',
  );
