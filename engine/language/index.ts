/** The only door of the language. */
export { parse } from './parse.ts';
export { parseInSteps } from './parse-steps.ts';
export type { Parsed, Statement, SyntaxError_ } from './parse.ts';
export { boardLineOf, bootOf, bootOfCommand } from './boots.ts';
export type { BoardLine } from './boots.ts';
export { continues, lineEnd } from './continuation.ts';
export { formatCommand } from './format.ts';
export { highlight, highlighterOf } from './grammar/highlight.ts';
export type { Span, Style } from './grammar/highlight.ts';
export { parser } from './grammar/parser.ts';
export { complete } from './complete.ts';
export type {
  Completion,
  CompletionContext,
  CompletionKind,
  CompletionOption,
} from './complete.ts';
export { help } from './help.ts';
export type { Help } from './help.ts';
export { callGroups, calls, findCall } from './calls/index.ts';
export { compose } from './compose.ts';
export type { Fields } from './compose.ts';
export { signature } from '../words/spec.ts';
export type { CallSpec, Form, KindName, ParamSpec, Place } from '../words/spec.ts';
export type { UnitName } from '../words/number.ts';
export { lineText, outLines, printOutcome, printTranscript } from './print.ts';
export type { TranscriptEntry, TranscriptLine } from './print.ts';
export { fill, isMessageId, say } from './messages/index.ts';
export type { Lang, MessageId } from './messages/index.ts';
