/** What views may know of the language and the boards: tables to make forms and lists from. */
export { BOARD_OPTIONS } from '../../engine/index.ts';
export { calls, parse, signature } from '../../engine/language/index.ts';
export type { CallSpec, ParamSpec } from '../../engine/language/index.ts';
