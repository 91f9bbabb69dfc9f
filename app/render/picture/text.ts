/** Lines of text in a picture: broken where they are too long, and painted one below the other. */
import type { Palette } from '../palette.ts';
import type { Ctx } from '../scene.ts';

/** What a text is set in. */
export interface Face {
  readonly px: number;
  readonly weight: 400 | 600;
  readonly family: 'sans' | 'mono';
  readonly ink: 'ink' | 'ink2' | 'ink3';
}
/** Distance of two lines, in sizes of the text. */
const LEADING = 1.6;

export const lineHeight = (face: Face): number => Math.ceil(face.px * LEADING);

export function setFace(ctx: Ctx, palette: Palette, face: Face): void {
  ctx.font = `${face.weight} ${face.px}px ${palette[face.family]}`;
  ctx.fillStyle = palette[face.ink];
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
}

/** Pieces in lines, as many in each as there is room for; a piece is never cut. */
export function linesOf(
  pieces: readonly string[],
  room: number,
  width: (text: string) => number,
): readonly string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const longer = `${lines.at(-1) ?? ''}${piece}`;
    if (lines.length > 0 && width(longer.trimEnd()) <= room) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}

/** Between words, and around characters that are written without spaces. */
export const wordsOf = (text: string): readonly string[] =>
  text.match(/[\u2e80-\uffee]\s*|[^\s\u2e80-\uffee]+\s*/gu) ?? [];
/** Anywhere: for what is no language. */
export const charactersOf = (text: string): readonly string[] => [...text];
