/**
 * The lines of a session's script as pieces of text. They are put together once: a script grows at its end
 * and is cut there, so a piece stands as long as its last line does.
 */
import type { InSteps, Piece } from '../../engine/journal/index.ts';
import { PIECE_CHARS } from '../../engine/contract/limits.ts';
import type { ScriptLine } from '../session/transcript/transcript.ts';

interface Stretch {
  readonly piece: Piece;
  readonly first: ScriptLine;
  readonly last: ScriptLine;
  /** Index of the line after it. */
  readonly end: number;
}

export class ScriptPieces {
  #stretches: Stretch[] = [];
  #from = 0;
  #items: readonly ScriptLine[] = [];
  /** Of the lines that were followed last. */
  #pieces: readonly Piece[] = [];

  /** The pieces of the lines from `from` on. Work in steps; every step makes one piece. */
  *follow(items: readonly ScriptLine[], from: number): InSteps<readonly Piece[]> {
    if (items === this.#items && from === this.#from) return this.#pieces;
    const stretches = this.#kept(items, from);
    for (let at = stretches.at(-1)?.end ?? from; at < items.length;) {
      const stretch = stretchAt(items, at);
      stretches.push(stretch);
      at = stretch.end;
      yield;
    }
    this.#stretches = stretches;
    [this.#items, this.#from] = [items, from];
    return (this.#pieces = stretches.map(({ piece }) => piece));
  }

  /** Those that stand. The last of all is not among them: there may have been room in it. */
  #kept(items: readonly ScriptLine[], from: number): Stretch[] {
    const [first] = this.#stretches;
    if (from !== this.#from || first?.first !== items[from]) return [];
    let count = this.#stretches.length - 1;
    while (
      count > 0 &&
      items[this.#stretches[count - 1]!.end - 1] !== this.#stretches[count - 1]!.last
    )
      count -= 1;
    return this.#stretches.slice(0, Math.max(0, count));
  }
}

/** As many lines as a piece has room for, and one at least. */
function stretchAt(items: readonly ScriptLine[], from: number): Stretch {
  let end = from;
  let chars = 0;
  const lines: string[] = [];
  for (; end < items.length; end += 1) {
    const line = `${items[end]!.text}\n`;
    if (lines.length > 0 && chars + line.length > PIECE_CHARS) break;
    lines.push(line);
    chars += line.length;
  }
  return { piece: { text: lines.join('') }, first: items[from]!, last: items[end - 1]!, end };
}
