/** The only door of the message catalogue. */
export { fill, isMessageId, say } from './say.ts';
export type { Lang, MessageId } from './say.ts';
export { translation } from '../../words/area.ts';
export type { Placeholders, Templates } from '../../words/area.ts';
export { binaryBytes, grouped, hexadecimal, seconds } from './format.ts';
