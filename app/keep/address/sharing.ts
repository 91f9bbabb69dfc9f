/** What is handed to others beside the link itself. */
import { plainName } from '../../../engine/journal/index.ts';

/** The nearest title that a link may carry. */
export const nameFor = (typed: string): string => plainName(typed);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;' };
const attribute = (text: string): string =>
  text.replace(/[&"<]/g, (char) => ENTITIES[char] ?? char);

/** Lines of HTML that show an address in a frame. */
export const embedLines = (href: string, title: string): string =>
  `<iframe src="${attribute(href)}" width="600" height="600" loading="lazy" ` +
  `title="${attribute(title === '' ? 'Carveout' : title)}"></iframe>`;
