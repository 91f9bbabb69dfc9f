/**
 * A failing input made smaller: pieces are left out, half of them first, then ever fewer, for as long
 * as it still fails (Zeller's ddmin without its complements' order).
 */
import { MAX_SHRINK_ATTEMPTS } from './limits.ts';

export type Pieces = 'lines' | 'characters';

const cut = (input: string, pieces: Pieces): string[] =>
  pieces === 'lines' ? input.split('\n') : [...input];

/** The smallest input found that still fails. `fails` is asked a bounded number of times. */
export function shrink(input: string, pieces: Pieces, fails: (input: string) => boolean): string {
  const glue = pieces === 'lines' ? '\n' : '';
  let parts = cut(input, pieces);
  let left = MAX_SHRINK_ATTEMPTS;
  for (let size = Math.ceil(parts.length / 2); size >= 1;) {
    let found = false;
    // From the end: what comes last depends on what came first.
    for (let end = parts.length; end > 0 && left > 0; end -= size) {
      const without = [...parts.slice(0, Math.max(0, end - size)), ...parts.slice(end)];
      left -= 1;
      if (!fails(without.join(glue))) continue;
      parts = without;
      found = true;
    }
    if (left <= 0) break;
    // Single pieces are tried again until none can go.
    if (size > 1) size = Math.ceil(size / 2);
    else if (!found) break;
  }
  return parts.join(glue);
}
