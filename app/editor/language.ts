/** The language as CodeMirror knows it: the one parser, the colours of the style sheet, its comments and brackets. */
import { LRLanguage, LanguageSupport, syntaxHighlighting } from '@codemirror/language';
import { highlighterOf, parser } from '../../engine/language/index.ts';

const carveout = LRLanguage.define({
  name: 'carveout',
  parser,
  languageData: {
    commentTokens: { line: '#' },
    closeBrackets: { brackets: ['(', '[', '"'] },
    // A path and a handle are words to a double click; their slashes and dots are not.
    wordChars: '_',
  },
});

export const language = (): LanguageSupport =>
  new LanguageSupport(carveout, [syntaxHighlighting(highlighterOf('tok-'))]);
