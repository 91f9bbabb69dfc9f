/** "Did you mean": the nearest name by edit distance, or none if none is near. */

/** Names longer than this are nobody's slip of the finger. */
const MAX_LENGTH = 64;

/** Optimal string alignment distance (insert, delete, replace, swap neighbours), two rows at a time. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** Edits within which a name is near: at most a third of the letters, one at least. */
const reach = (found: string): number => Math.max(1, Math.floor(found.length / 3));

/** Edit distance without regard to case; undefined where it is more than `most`. */
function distanceWithin(most: number, found: string, name: string): number | undefined {
  if (Math.abs(name.length - found.length) > most) return undefined;
  const distance = editDistance(found.toLowerCase(), name.toLowerCase());
  return distance <= most ? distance : undefined;
}

/** The first of the nearest names, at most a third of the letters away. */
export function nearest(found: string, names: readonly string[]): string | undefined {
  if (found.length > MAX_LENGTH) return undefined;
  let best: string | undefined;
  let most = reach(found);
  for (const name of names) {
    const distance = distanceWithin(most, found, name);
    if (distance === undefined) continue;
    most = distance - 1;
    best = name;
    if (most < 0) break;
  }
  return best;
}

/** Words shorter than this are in too many names to say anything. */
const TELLING = 3;
/** Inside another word only a longer one says anything. */
const TELLING_INSIDE = 4;

/** `CMEM_allocPool` → cmem, alloc, pool. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .filter((word) => word.length >= TELLING);

/** How many words two names share; `malloc` has the word `alloc`. */
function sharedWords(found: string, name: string): number {
  const lower = found.toLowerCase();
  const own = wordsOf(found);
  const telling = (word: string): boolean =>
    own.includes(word) ||
    (word.length >= TELLING_INSIDE && lower.includes(word)) ||
    own.some((one) => one.length >= TELLING_INSIDE && word.includes(one));
  return wordsOf(name).filter(telling).length;
}

/**
 * Up to `most` names that may have been meant, the likeliest first: those an edit or two away or
 * begun with what was found; where there are none, those that share words with it.
 */
export function nearestNames(
  found: string,
  names: readonly string[],
  most: number,
): readonly string[] {
  if (found.length > MAX_LENGTH) return [];
  const ranked = (rank: (name: string) => number | undefined): readonly string[] =>
    names
      .flatMap((name) => {
        const at = rank(name);
        return at === undefined ? [] : [{ name, at }];
      })
      .sort((a, b) => a.at - b.at)
      .slice(0, most)
      .map(({ name }) => name);

  const limit = reach(found);
  const slips = ranked((name) => {
    const begun = found.length >= TELLING && name.toLowerCase().startsWith(found.toLowerCase());
    return distanceWithin(limit, found, name) ?? (begun ? limit + 1 : undefined);
  });
  if (slips.length > 0) return slips;
  return ranked((name) => {
    const shared = sharedWords(found, name);
    return shared === 0 ? undefined : wordsOf(name).length - 2 * shared;
  });
}
