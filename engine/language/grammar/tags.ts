/** What each node of carveout.grammar is to a highlighter: the editor's and the console's alike. */
import { styleTags, tags as t } from '@lezer/highlight';

export const styling = styleTags({
  Comment: t.lineComment,
  ExpectKeyword: t.controlKeyword,
  'Expectation/Name': t.constant(t.name),
  Verb: t.keyword,
  CallName: t.function(t.variableName),
  HandleName: t.definition(t.variableName),
  Name: t.variableName,
  'ArgumentKey OptionKey': t.propertyName,
  Number: t.number,
  'String UnclosedString': t.string,
  'Word OptionValue UnclosedWord': t.literal,
  Path: t.url,
  'Redirect "=" "-" "@"': t.operator,
  '( ) [ ]': t.bracket,
  '"," ";"': t.separator,
  '⚠': t.invalid,
});
