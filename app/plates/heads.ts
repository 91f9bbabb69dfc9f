/** What the page says above a map: the heads of its plate that stand between it and the map before it. */

export interface HeadSaid {
  readonly name: string;
  readonly figures: readonly string[];
}

const textOf = (element: Element | null | undefined): string =>
  element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

const precedes = (a: Element, b: Element): boolean =>
  (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** The title without its number. */
function titleOf(heading: Element): string {
  const copy = heading.cloneNode(true) as Element;
  copy.querySelector('kbd')?.remove();
  return textOf(copy);
}
const figuresOf = (heading: Element): readonly string[] =>
  [...(heading.parentElement?.querySelectorAll('dl > div') ?? [])].map((figure) =>
    [...figure.children].map(textOf).join(' '),
  );

/** `maps`: of the page, from top to bottom. */
export function headOf(map: Element, maps: readonly Element[]): HeadSaid {
  const plate = map.closest('[data-plate]');
  const before = maps.findLast((other) => precedes(other, map));
  const headings = [...(plate?.querySelectorAll('h2') ?? [])].filter(
    (heading) => precedes(heading, map) && (!before || precedes(before, heading)),
  );
  return {
    name: headings.map(titleOf).join(' · '),
    figures: headings.flatMap(figuresOf),
  };
}
