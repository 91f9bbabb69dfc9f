/** What the legend lists: what is on every plate, and the rings. */
import type { Frame } from '../../frame/frame.ts';
import type { t } from '../../words/i18n.svelte.ts';
import type { AnyPlate, LegendItem } from '../contract.ts';
import { paintRing } from './swatch.ts';

const RINGS = ['chosen', 'pointer', 'keyboard'] as const;

/** Items of all plates in their order; what two of them mean is said once. Nothing: no rings either. */
export function legendOf(
  plates: readonly AnyPlate[],
  frame: Frame,
  say: typeof t,
): readonly LegendItem[] {
  const meant = new Set<string>();
  const list: LegendItem[] = [];
  for (const item of plates.flatMap(({ legend }) => legend?.items(frame, say) ?? [])) {
    if (item.means !== undefined && meant.has(item.means)) continue;
    if (item.means !== undefined) meant.add(item.means);
    list.push(item);
  }
  if (list.length === 0) return list;
  return [
    ...list,
    ...RINGS.map((is): LegendItem => ({
      key: is,
      text: say(`legend.${is}`),
      mono: false,
      means: undefined,
      paint: paintRing(is),
    })),
  ];
}
