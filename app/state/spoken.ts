/** The language, and what the page makes of its lines: all that comes behind the first paint in one piece. */
export { formatCommand, parse, printOutcome } from '../../engine/language/index.ts';
export { readGently } from './reading.ts';
export { errorLines, narrated, saysFailure, wentWrong } from './transcript.ts';
