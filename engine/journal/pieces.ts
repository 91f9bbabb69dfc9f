/**
 * Long texts in pieces. Whoever keeps a growing text writes the pieces that changed and no others; whoever
 * reads or writes a long one does it piece by piece and lets others work in between.
 */
import { PIECE_CHARS } from '../contract/limits.ts';
import type { Branch, Experiment } from './experiment.ts';

/** A stretch of a text, never empty and never changed: the same object is the same stretch. */
export interface Piece {
  readonly text: string;
}

export interface BranchInPieces extends Omit<Branch, 'text'> {
  /** Its own lines, one piece after the other. */
  readonly pieces: readonly Piece[];
}
export interface ExperimentInPieces extends Omit<Experiment, 'branches'> {
  readonly branches: readonly BranchInPieces[];
}

/** A place is inside one character when a high surrogate is before it and a low one after it. */
const splitsPair = (text: string, at: number): boolean =>
  /[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '');

/**
 * The end of the piece that starts at `from`: after the last line that ends within PIECE_CHARS. A longer
 * line is cut, though never inside a character.
 */
export function pieceEnd(text: string, from: number): number {
  const most = from + PIECE_CHARS;
  if (most >= text.length) return text.length;
  const newline = text.slice(from, most).lastIndexOf('\n');
  if (newline >= 0) return from + newline + 1;
  return splitsPair(text, most) ? most - 1 : most;
}

/** A text in pieces of at most PIECE_CHARS characters. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0; from < text.length;) {
    const end = pieceEnd(text, from);
    pieces.push({ text: text.slice(from, end) });
    from = end;
  }
  return pieces;
}

/** The text that pieces make. Engines put it together when it is first looked into. */
export function textOf(pieces: readonly Piece[]): string {
  let text = '';
  for (const piece of pieces) text += piece.text;
  return text;
}

export const charsOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { text }) => sum + text.length, 0);

export const inPieces = (experiment: Experiment): ExperimentInPieces => ({
  ...experiment,
  branches: experiment.branches.map(({ name, from, text }) => ({
    name,
    from,
    pieces: piecesOf(text),
  })),
});

/** The pieces at the beginning of a text that hold its first `chars` characters, as whole lines. */
export function topOf(pieces: readonly Piece[], chars: number): string {
  let text = '';
  for (const piece of pieces) {
    if (text.length > chars && text.endsWith('\n')) break;
    text += piece.text;
  }
  return text;
}

/** Work in steps: each is small, and the last has the answer. */
export type InSteps<T> = Generator<void, T>;

/** All steps at once. */
export function atOnce<T>(work: InSteps<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
