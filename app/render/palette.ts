/**
 * Colours of the maps. They come from the CSS tokens, so that a theme is one attribute of the page;
 * state bytes become pixels through look-ups, so that a new theme or a hover never rebuilds
 * geometry. Pixels are 0xAABBGGRR, as a little-endian Uint32 view of ImageData wants them.
 */
import { PageState } from '../../engine/contract/view.ts';
import { mix, toPixel } from './colour.ts';

/** Owner colour classes: 0 = unnamed, 1–8. */
export const OWNER_CLASSES = 9;

/** What a page counts as where pages are too small to be drawn one by one. */
export const PixelClass = { free: 0, lost: 1, lent: 2, pinned: 3, slack: 4, owner: 5 } as const;
export const PIXEL_CLASSES = PixelClass.owner + OWNER_CLASSES;

/** Steps of a density: the share of a pixel's pages that are taken. */
export const SHARES = 8;

export interface OwnerColour {
  readonly fill: string;
  readonly edge: string;
  readonly fill32: number;
  readonly edge32: number;
}

export interface Palette {
  readonly paper: string;
  readonly free: string;
  readonly freeline: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly line: string;
  readonly line2: string;
  readonly line3: string;
  readonly unusable: string;
  readonly waste: string;
  readonly halo: string;
  readonly selected: string;
  readonly focus: string;
  /** Refusals and hazards alone. */
  readonly red: string;
  readonly redSoft: string;
  readonly tick: string;
  readonly ownerInk: string;
  readonly owners: readonly OwnerColour[];
  readonly sans: string;
  readonly mono: string;
  readonly paper32: number;
  readonly hatch32: number;
  readonly lent32: number;
  readonly pinned32: number;
  /** State byte → pixel. */
  readonly state32: Uint32Array;
  /** State byte → PixelClass. */
  readonly classOf: Uint8Array;
  /** [(class · 2 + lost ground) · (SHARES + 1) + share] → pixel. */
  readonly density32: Uint32Array;
}

export type TokenReader = (name: string) => string;

/** Pinned is a mark and not an owner: it wins over what lies beneath it. */
export const pixelClass = (state: number): number => {
  if (state & PageState.PINNED) return PixelClass.pinned;
  if (state & PageState.ALLOCATED) {
    if (state & PageState.SLACK) return PixelClass.slack;
    return PixelClass.owner + Math.min(OWNER_CLASSES - 1, state & PageState.COLOUR);
  }
  return state & PageState.LENT ? PixelClass.lent : PixelClass.free;
};

const classTable = (): Uint8Array => {
  const table = new Uint8Array(256);
  for (let state = 0; state < 256; state += 1) table[state] = pixelClass(state);
  return table;
};

const densityTable = (
  grounds: readonly [string, string],
  classes: readonly string[],
): Uint32Array => {
  const table = new Uint32Array(PIXEL_CLASSES * 2 * (SHARES + 1));
  for (const [k, colour] of classes.entries()) {
    for (const [g, ground] of grounds.entries()) {
      for (let share = 0; share <= SHARES; share += 1) {
        // The first page taken must already be seen: a third of the way, then evenly up.
        const weight = share === 0 ? 0 : 0.35 + (0.65 * share) / SHARES;
        table[(k * 2 + g) * (SHARES + 1) + share] = toPixel(mix(ground, colour, weight));
      }
    }
  }
  return table;
};

const ownerColours = (token: TokenReader): OwnerColour[] =>
  Array.from({ length: OWNER_CLASSES }, (_, i) => {
    const fill = token(`--o${i}`);
    const edge = token(`--o${i}e`);
    return { fill, edge, fill32: toPixel(fill), edge32: toPixel(edge) };
  });

export const readPalette = (token: TokenReader): Palette => {
  const owners = ownerColours(token);
  const paper = token('--paper');
  const free = token('--free');
  const ink2 = token('--ink2');
  const unusable = token('--unus');
  const lost = mix(free, unusable, 0.55);
  const lent = mix(free, token('--ink3'), 0.45);
  const classes = [
    free,
    lost,
    lent,
    token('--ink'),
    token('--waste'),
    ...owners.map((o) => o.fill),
  ];
  const classOf = classTable();
  const state32 = new Uint32Array(256);
  for (let state = 0; state < 256; state += 1) {
    state32[state] = toPixel(classes[classOf[state]!] ?? free);
  }
  return {
    paper,
    free,
    freeline: token('--freeline'),
    ink: token('--ink'),
    ink2,
    ink3: token('--ink3'),
    line: token('--line'),
    line2: token('--line2'),
    line3: token('--line3'),
    unusable,
    waste: token('--waste'),
    halo: token('--halo'),
    selected: token('--sel'),
    focus: token('--focus'),
    red: token('--red'),
    redSoft: token('--redsoft'),
    tick: token('--tick'),
    ownerInk: token('--oink'),
    owners,
    sans: token('--sans'),
    mono: token('--mono'),
    paper32: toPixel(paper),
    hatch32: toPixel(unusable),
    lent32: toPixel(lent),
    pinned32: toPixel(token('--ink')),
    state32,
    classOf,
    density32: densityTable([free, lost], classes),
  };
};

/** Tokens as the page resolves them for an element. */
export const tokensOf = (element: Element): TokenReader => {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(name).trim();
};
