/** The language, and what the page makes of its lines: all that comes after the first paint in one piece. */
export { formatCommand, parse } from '../../engine/language/index.ts';
export { printed } from './transcript/printing.ts';
export { sharedOf } from './transcript/same.ts';
export { bounded } from './transcript/folds.ts';
export { helpFor } from './transcript/help-words.ts';
export { gently, readGently } from './transcript/reading.ts';
export { errorLines, narrating } from './transcript/transcript.ts';
