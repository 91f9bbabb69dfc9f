/** All maps that offer themselves to a picture, from the top of the page to its bottom. */
import { offers } from './still.ts';
import type { Still } from './still.ts';

export interface PlacedStill {
  readonly still: Still;
  readonly element: Element;
}

export async function placedStills(): Promise<readonly PlacedStill[]> {
  const placed = [...offers]
    .sort((a, b) =>
      a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1,
    )
    .map(async ({ element, still }) => ({ element, still: await still() }));
  const all = await Promise.all(placed);
  return all.flatMap(({ element, still }) => (still ? [{ element, still }] : []));
}
