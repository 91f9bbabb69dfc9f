/** Keeps the address true: it says what is compared, and where, as long as the comparison is open. */
import type { Beside } from '../keep/address/beside.svelte.ts';
import type { Keeping } from '../keep/keeping.svelte.ts';
import type { SideName } from './comparison.svelte.ts';
import { writePlace } from './place.ts';
import type { ComparePlace } from './place.ts';
import { sentPick } from './sent.ts';
import type { Pick, Sources } from './sources.ts';

/** A place with whatever stands on the sides. */
export type Shown = Omit<ComparePlace, SideName> & Readonly<Record<SideName, Pick>>;

/** Answers how to tell where the comparison is now; what is told later counts. */
export function teller(
  { address }: Keeping,
  beside: Beside,
  { materialOf }: Sources,
): { readonly tell: (shown: Shown) => void; readonly end: () => void } {
  let last = 0;
  async function told(shown: Shown, serial: number): Promise<void> {
    const [left, right] = await Promise.all([
      sentPick(shown.left, materialOf),
      sentPick(shown.right, materialOf),
    ]);
    if (serial !== last) return;
    const isFirst = beside.flags.length === 0;
    if (!left || !right) beside.say([]);
    else if ('refused' in left) beside.say([], left.refused);
    else if ('refused' in right) beside.say([], right.refused);
    else beside.say(writePlace({ ...shown, left, right }));
    if (isFirst) await address.write();
    else address.changed();
  }
  return {
    tell: (shown) => void told(shown, (last += 1)),
    end: () => void (last += 1),
  };
}
