/** The first place at which two values of plain data differ. */
export interface Difference {
  /** `result.value.pfn`; empty: the values themselves. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

/** Characters of a value that are shown; the rest tells a reader nothing more. */
const SHOWN = 200;

const shown = (value: unknown): string => {
  const text = value === undefined ? 'undefined' : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
};
const isThing = (value: unknown): value is object => typeof value === 'object' && value !== null;

type Elements = ArrayLike<number>;
const isColumn = (value: unknown): value is Elements =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);

/** Columns with the same elements: by far the most of what is compared. */
function sameElements(expected: unknown, got: unknown): boolean {
  if (!isColumn(expected) || !isColumn(got) || expected.length !== got.length) return false;
  for (let at = 0; at < expected.length; at += 1) if (expected[at] !== got[at]) return false;
  return true;
}

/** undefined: they are alike. Fields are looked at in the order of the expected value's. */
export function firstDifference(
  expected: unknown,
  got: unknown,
  path = '',
): Difference | undefined {
  if (Object.is(expected, got)) return undefined;
  if (sameElements(expected, got)) return undefined;
  if (!isThing(expected) || !isThing(got) || Array.isArray(expected) !== Array.isArray(got))
    return { path, expected: shown(expected), got: shown(got) };
  const [left, right] = [expected, got] as Readonly<Record<string, unknown>>[];
  const names = new Set([...Object.keys(left!), ...Object.keys(right!)]);
  for (const name of names) {
    const inner = path === '' ? name : `${path}.${name}`;
    const found = firstDifference(left![name], right![name], inner);
    if (found) return found;
  }
  return undefined;
}
