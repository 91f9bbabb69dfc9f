/** What the legends of plates have in common: names beside a colour, and swatches. */
import type { t } from '../words/i18n.svelte.ts';
import { paintCoast } from '../render/layers/runs.ts';
import { OWNER_CLASSES } from '../render/palette.ts';
import type { Ctx } from '../render/scene.ts';
import type { SwatchStage } from '../render/swatch.ts';

export interface OwnerEntry {
  readonly colour: number;
  readonly names: readonly string[];
  /** Names beyond those listed. */
  readonly more: number;
}

/** Names written for one colour; the others are counted. */
export const NAMES = 2;

/** Names of one colour: as they are while they are few, else families with their digits starred. */
class Names {
  readonly #names = new Set<string>();
  readonly #families = new Set<string>();
  add(name: string): void {
    if (this.#names.size <= NAMES) this.#names.add(name);
    this.#families.add(name.replace(/[0-9]+/g, '*'));
  }
  get any(): boolean {
    return this.#names.size > 0;
  }
  entry(colour: number): OwnerEntry {
    if (this.#names.size <= NAMES) return { colour, names: [...this.#names], more: 0 };
    const families = [...this.#families];
    return { colour, names: families.slice(0, NAMES), more: Math.max(0, families.length - NAMES) };
  }
}

/** Names by the colour that they are shown in. */
export class OwnerNames {
  readonly #byColour = Array.from({ length: OWNER_CLASSES }, () => new Names());
  add(colour: number, name: string): void {
    this.#byColour[colour]?.add(name);
  }
  entries(): readonly OwnerEntry[] {
    return this.#byColour.flatMap((names, colour) => (names.any ? [names.entry(colour)] : []));
  }
}

export const ownerText = (
  say: typeof t,
  { names, more }: Pick<OwnerEntry, 'names' | 'more'>,
): string => {
  const text = names.map((name) => (name === '' ? say('map.unnamed') : name)).join(', ');
  return more > 0 ? say('legend.more', text, more) : text;
};

export const paintOwner =
  (colour: number) =>
  ({ ctx, palette, box }: SwatchStage): void => {
    const owner = palette.owners[colour] ?? palette.owners[0]!;
    paintGround(ctx, box, owner.fill);
    paintCoast(ctx, box, owner.edge, false, false);
  };

/** Fill a swatch, one over the other. */
export const paintGround = (
  ctx: Ctx,
  { x, y, width, height }: SwatchStage['box'],
  ...fills: readonly (string | CanvasPattern)[]
): void => {
  for (const fill of fills) {
    ctx.fillStyle = fill;
    ctx.fillRect(x, y, width, height);
  }
};

export const paintFree = ({ ctx, palette, box }: SwatchStage): void => {
  paintGround(ctx, box, palette.free);
  paintCoast(ctx, box, palette.freeline, false, false);
};
/** What nobody can have. */
export const paintLost = ({ ctx, palette, brushes, box }: SwatchStage): void => {
  paintGround(ctx, box, brushes.unusable);
  paintCoast(ctx, box, palette.line3, false, false);
};
/** Bytes that nobody asked for, within what somebody holds. */
export const paintWaste =
  (brush: 'unused' | 'waste') =>
  ({ ctx, palette, brushes, box }: SwatchStage): void => {
    paintGround(ctx, box, palette.free, brushes[brush]);
    paintCoast(ctx, box, palette.line3, false, false);
  };
