/** Where the maps' numbers stand over the bar: each above its place, beside each other where places are one. */
import type { Layout } from '../../../engine/contract/view.ts';
import type { AnyPlate } from '../contract.ts';
import { digitOf } from '../on-page.ts';

/** Numbers that keys reach. */
const MOST = 8;

export interface MapPlace {
  readonly digit: number;
  /** Where its memory begins; undefined: it has no place of its own, and stands beside the first. */
  readonly address: number | undefined;
}

/** Every map that the board has, with its place in memory: a region's, or that of what a plate manages. */
export function mapPlaces(plates: readonly AnyPlate[], layout: Layout): readonly MapPlace[] {
  return plates
    .flatMap((plate) => {
      const first = digitOf(plates, plate, layout);
      const places = plate.places(layout);
      return Array.from({ length: plate.maps(layout) }, (_, map) => ({
        digit: first + map,
        address: places[map] ?? places[0],
      }));
    })
    .filter(({ digit }) => digit <= MOST);
}

export interface PlacedDigit {
  readonly digit: number;
  /** Left edge, in pixels. */
  readonly x: number;
}

/** None overlaps another and none lies outside; `size`: pixels of one. They stand in the order of their places. */
export function placeDigits(
  maps: readonly MapPlace[],
  x: (address: number) => number,
  width: number,
  size: number,
): readonly PlacedDigit[] {
  const first = maps.find(({ address }) => address !== undefined)?.address;
  const wished = maps.map(({ digit, address = first }) => ({
    digit,
    x: address === undefined ? 0 : x(address),
  }));
  const sorted = wished.toSorted((a, b) => a.x - b.x || a.digit - b.digit);
  const placed: PlacedDigit[] = [];
  let from = 0;
  for (const one of sorted) {
    from = Math.max(from, one.x - size / 2);
    placed.push({ digit: one.digit, x: from });
    from += size;
  }
  let end = width;
  return placed
    .toReversed()
    .map((one) => {
      end = Math.min(end, one.x + size);
      const moved = { digit: one.digit, x: Math.max(0, end - size) };
      end = moved.x;
      return moved;
    })
    .toReversed();
}
