/** Stretches of the address space, and where they lie on the window of the ribbon. */
import type { BoardProfile, MemoryBank } from '../../engine/contract/profile.ts';
import type { Layout } from '../../engine/contract/view.ts';
import { joinBanks } from '../render/geometry/fold.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}
export interface Placed extends Span {
  readonly x: number;
  readonly width: number;
}

/** Part of a span that lies in the window, placed on `width` pixels; at least `least` wide. */
export const place = (window: Span, width: number, span: Span, least = 0): Placed | undefined => {
  const from = Math.max(span.from, window.from);
  const to = Math.min(span.to, window.to);
  if (to <= from) return undefined;
  const scale = width / (window.to - window.from);
  const wide = Math.max(least, (to - from) * scale);
  const x = Math.min(width - wide, (from - window.from) * scale);
  return { from, to, x, width: wide };
};

/** What Linux has: all of the RAM, unless `mem=` ends it within the first bank. */
export const linuxBanks = ({ banks, cmem }: BoardProfile): readonly MemoryBank[] =>
  banks.map((bank, i) =>
    i === 0 && cmem !== undefined ? { ...bank, size: Math.min(bank.size, cmem.mem) } : bank,
  );

/** Linux's part is named where a board may keep memory from it. */
export const namesLinux = ({ cmem }: BoardProfile): boolean => cmem !== undefined;

/** What of a span Linux has. */
export const sharedWithLinux = (layout: Layout, span: Span): readonly Span[] =>
  joinBanks(linuxBanks(layout.board)).flatMap(([low, high]) => {
    const from = Math.max(low, span.from);
    const to = Math.min(high, span.to);
    return to > from ? [{ from, to }] : [];
  });
