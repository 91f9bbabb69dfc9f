/** What the ribbon draws, in pixels: the folded axis above, the strip of the window below. */
import { leastOf, mostOf } from '../../../engine/contract/long-lists.ts';
import type { BoardProfile, MemoryBank } from '../../../engine/contract/profile.ts';
import { MiB } from '../../../engine/contract/units.ts';
import type { Layout } from '../../../engine/contract/view.ts';
import { createFold, joinBanks, snapWindow, windowAround } from '../../render/geometry/fold.ts';
import type { FoldScale } from '../../render/geometry/fold.ts';
import type { AnyPlate } from '../contract.ts';
import type { AddressWindow } from '../map-view.svelte.ts';
import { linuxBanks, place } from '../spans.ts';
import { spansOf } from '../strip.ts';
import type { PlacedRegion } from '../strip.ts';
import type { Placed, Span } from '../spans.ts';

export const NARROW = 560;

export interface PlacedPart extends Placed {
  readonly what: string;
}

/** `size`: of the whole bank, seen or not. */
export interface PlacedBank extends Placed {
  readonly size: number;
}
/** The RAM, and what plates manage of it or beside it. */
export const memoryOf = (plates: readonly AnyPlate[], layout: Layout): readonly MemoryBank[] => [
  ...layout.board.banks,
  ...plates.flatMap(({ ribbon }) => ribbon?.banks(layout) ?? []),
];

/** `banks`: all that is memory. */
export const foldOf = (banks: readonly MemoryBank[], width: number): FoldScale =>
  createFold(banks, width, width < NARROW ? 62 : 84);

/** What the window steps by: about a thousandth of the memory, at least 64 KiB. */
export const windowStep = (banks: readonly MemoryBank[]): number => {
  const total = banks.reduce((sum, bank) => sum + bank.size, 0);
  return Math.max(65_536, 2 ** Math.floor(Math.log2(Math.max(1, total / 1024))));
};

/** The window shown while none was chosen: all regions in the bank of the one that is looked at. */
export const autoWindow = (
  layout: Layout,
  banks: readonly MemoryBank[],
  region: number,
): AddressWindow => {
  const home = layout.regions[region];
  const spans = home === undefined ? [] : spansOf(home);
  const start = spans[0]?.from ?? banks[0]?.base ?? 0;
  const bank = joinBanks(banks).find(([from, to]) => start >= from && start < to);
  if (bank === undefined) return { from: start, to: start + MiB };
  if (spans.length === 0) return { from: bank[0], to: bank[1] };
  // With what a plate manages beside it all of the memory is looked at: both stand on one scale.
  const managed = banks.slice(layout.board.banks.length);
  if (managed.some(({ base }) => base >= bank[0] && base < bank[1]))
    return { from: bank[0], to: bank[1] };
  const near = layout.regions
    .flatMap((one) => spansOf(one))
    .filter((span) => span.from >= bank[0] && span.to <= bank[1]);
  const from = leastOf(near.map((span) => span.from));
  const to = mostOf(near.map((span) => span.to));
  return windowAround(banks, from, to);
};

export const placeParts = (board: BoardProfile, window: Span, width: number): PlacedPart[] =>
  board.reserved.flatMap((part) => {
    const placed = place(window, width, { from: part.base, to: part.base + part.size }, 1);
    return placed === undefined ? [] : [{ ...placed, what: part.what }];
  });

/** A stretch of the strip's width that something is written on. */
export interface Taken {
  readonly x: number;
  readonly width: number;
}
/** How much of a region's name is written: all of it, only its size, only its digit. */
export const LABELS = ['full', 'short', 'badge'] as const;
export type LabelText = (typeof LABELS)[number];
export interface PlacedLabel extends Taken {
  readonly region: number;
  readonly text: LabelText;
}

const GAP = 6;
export const meet = (a: Taken, b: Taken): boolean =>
  a.x < b.x + b.width + GAP && b.x < a.x + a.width + GAP;

/** Where a label of this width may stand: before its region, after it, or in it. */
const seats = (one: Placed, wide: number): readonly Taken[] => [
  { x: one.x - GAP - wide, width: wide },
  { x: one.x + one.width + GAP, width: wide },
  ...(one.width >= wide + GAP ? [{ x: one.x + (one.width - wide) / 2, width: wide }] : []),
];

/**
 * A label for each region, none over another one, over a region that is not its own, or over what
 * is `taken`. Digits have their places first, so that no region goes without; then each name that
 * finds room takes the place of its digit. `widthOf` = pixels of a region's label.
 */
export const placeLabels = (
  regions: readonly PlacedRegion[],
  width: number,
  taken: readonly Taken[],
  widthOf: (one: PlacedRegion, text: LabelText) => number,
): readonly PlacedLabel[] => {
  const firsts = regions.filter((one, i) => {
    return regions.findIndex((other) => other.region.index === one.region.index) === i;
  });
  const others = (one: PlacedRegion): readonly Taken[] =>
    regions.filter((other) => other.region.index !== one.region.index);
  const labels = new Map<number, PlacedLabel>();
  const seat = (one: PlacedRegion, text: LabelText, walls: readonly Taken[]): Taken | undefined => {
    const region = one.region.index;
    const written = [...labels.values()].filter((label) => label.region !== region);
    const blocked = [...others(one), ...written, ...walls];
    return seats(one, widthOf(one, text)).find(
      (at) => at.x >= 0 && at.x + at.width <= width && !blocked.some((other) => meet(at, other)),
    );
  };
  for (const one of firsts) {
    const wide = widthOf(one, 'badge');
    const middle = Math.min(width - wide, Math.max(0, one.x + (one.width - wide) / 2));
    const inside = one.width >= wide - 4 ? { x: middle, width: wide } : undefined;
    const at = inside ?? seat(one, 'badge', taken) ?? seat(one, 'badge', []);
    labels.set(one.region.index, {
      ...(at ?? { x: middle, width: wide }),
      region: one.region.index,
      text: 'badge',
    });
  }
  for (const one of firsts) {
    for (const text of LABELS.slice(0, 2)) {
      const at = seat(one, text, taken);
      if (at === undefined) continue;
      labels.set(one.region.index, { ...at, region: one.region.index, text });
      break;
    }
  }
  return [...labels.values()];
};

/** Linux' own memory in the window. */
export const placeBanks = (layout: Layout, window: Span, width: number): PlacedBank[] =>
  joinBanks(linuxBanks(layout.board)).flatMap(([from, to]) => {
    const placed = place(window, width, { from, to });
    return placed === undefined ? [] : [{ ...placed, size: to - from }];
  });

/** Round addresses on the axis that have room between them. */
export const ticksOf = (window: Span, width: number, room: number): readonly number[] => {
  const bytes = window.to - window.from;
  if (bytes <= 0 || width <= 0) return [];
  let step = 4096;
  while ((step / bytes) * width < room) step *= 2;
  const ticks: number[] = [];
  for (let at = Math.ceil(window.from / step) * step; at <= window.to; at += step) ticks.push(at);
  return ticks;
};

/** A window of the same size elsewhere: on a step, inside the bank that holds its middle. */
export const slideWindow = (
  banks: readonly MemoryBank[],
  from: number,
  size: number,
): AddressWindow => {
  const step = windowStep(banks);
  const joined = joinBanks(banks);
  const middle = from + size / 2;
  const [low, high] = joined.find(([, to]) => middle < to) ?? joined.at(-1) ?? [from, from + size];
  const room = Math.min(size, high - low);
  const snapped = Math.round(from / step) * step;
  const start = Math.min(high - room, Math.max(low, snapped));
  return { from: start, to: start + room };
};

export type Grip = 'start' | 'end' | 'all';

const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -16,
  PageUp: 16,
};

/** The window after a key on one of its grips; `undefined` if the key does nothing. */
export const moveWindow = (
  banks: readonly MemoryBank[],
  window: AddressWindow,
  grip: Grip,
  key: string,
): AddressWindow | undefined => {
  const step = windowStep(banks);
  const bank = joinBanks(banks).find(([from, to]) => window.from >= from && window.from < to);
  if (bank === undefined) return undefined;
  const size = window.to - window.from;
  const by = (KEY_STEPS[key] ?? 0) * step;
  const isHome = key === 'Home';
  if (by === 0 && !isHome && key !== 'End') return undefined;
  const clamp = (value: number, low: number, high: number): number =>
    Math.min(high, Math.max(low, value));
  if (grip === 'all') {
    const edge = isHome ? bank[0] : bank[1] - size;
    const from = by === 0 ? edge : clamp(window.from + by, bank[0], bank[1] - size);
    return { from, to: from + size };
  }
  if (grip === 'start') {
    const to = by === 0 ? (isHome ? bank[0] : window.to - step) : window.from + by;
    return snapWindow(banks, { from: clamp(to, bank[0], window.to - step), to: window.to }, step);
  }
  const to = by === 0 ? (isHome ? window.from + step : bank[1]) : window.to + by;
  return snapWindow(banks, { from: window.from, to: clamp(to, window.from + step, bank[1]) }, step);
};
