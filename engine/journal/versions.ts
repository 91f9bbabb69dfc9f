/**
 * Formats grow by versions. What was ever written stays readable: every version has its own reader,
 * and one step that turns what it read into what the next version's reader would have given. Whether
 * the table is whole is checked where it is made, that is, when the module is loaded.
 */
export interface Steps<In> {
  /** Version → its reader. */
  readonly read: Readonly<Record<number, (input: In) => unknown>>;
  /** Version → the step to the one after it. */
  readonly upgrade: Readonly<Record<number, (older: never) => unknown>>;
}

/** Reads any version from 1 to `newest`; the result is the newest's. Throws if a step is missing or too much. */
export function versions<In, Out>(
  name: string,
  newest: number,
  { read, upgrade }: Steps<In>,
): (version: number, input: In) => Out {
  assertWhole(`${name}: readers`, read, newest);
  assertWhole(`${name}: upgraders`, upgrade, newest - 1);
  return (version, input) => {
    let value = read[version]!(input);
    for (let at = version; at < newest; at += 1)
      value = (upgrade[at] as (older: unknown) => unknown)(value);
    return value as Out;
  };
}

function assertWhole(what: string, table: Readonly<Record<number, unknown>>, last: number): void {
  const found = Object.keys(table).map(Number);
  for (let version = 1; version <= last; version += 1)
    if (!found.includes(version)) throw new Error(`${what}: version ${version} is missing`);
  if (found.length > Math.max(0, last)) throw new Error(`${what}: there are more than ${last}`);
}
