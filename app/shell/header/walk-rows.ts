/**
 * Keys of a list of buttons: up and down go from row to row, Home and End to the ends; what is typed on
 * a row goes to the field that narrows the list.
 */

/**
 * The row of `count` that a key leads to, undefined = none. `place` is where the focus is: a row, or
 * half way between two for a field, where Home and End belong to the text.
 */
export function nextRow(key: string, place: number, count: number): number | undefined {
  const last = count - 1;
  const inField = !Number.isInteger(place);
  if (key === 'ArrowDown') return Math.min(last, Math.floor(place) + 1);
  if (key === 'ArrowUp') return Math.max(0, Math.ceil(place) - 1);
  if (key === 'Home' && !inField) return 0;
  if (key === 'End' && !inField) return last;
  return undefined;
}

/** Whether a key writes something that a word may begin with. */
export const typesOn = (key: string): boolean => key.length === 1 && key !== ' ';

/** For `{@attach}`: the buttons of class `row` inside an element, and its search field. */
export function walkRows(node: HTMLElement): () => void {
  const onkeydown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.shiftKey && !typesOn(event.key)) return;
    const target = event.target as HTMLElement;
    if (typesOn(event.key) && target.matches('button.row')) {
      // It is no shortcut of the page here.
      event.stopPropagation();
      node.querySelector<HTMLElement>('input[type="search"]')?.focus();
      return;
    }
    const rows = [...node.querySelectorAll<HTMLElement>('button.row')];
    const isBefore = (row: HTMLElement): boolean =>
      (target.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
    const before = rows.filter(isBefore).length;
    const to = nextRow(event.key, rows[before] === target ? before : before - 0.5, rows.length);
    if (to === undefined) return;
    event.preventDefault();
    rows[to]?.focus();
  };
  node.addEventListener('keydown', onkeydown);
  return () => node.removeEventListener('keydown', onkeydown);
}
