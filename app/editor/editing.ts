/** What the editor may know of the language: one parser for colours and brackets, one for errors. */
export { continues, help, highlighterOf, parse, parser, say } from '../../engine/language/index.ts';
export type { CompletionContext } from '../../engine/language/index.ts';
