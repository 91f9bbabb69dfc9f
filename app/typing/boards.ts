/** The boards one can boot, for the head: there from the start, without the language. */
export { BOARDS } from '../../engine/index.ts';
