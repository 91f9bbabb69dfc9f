/** What a painter must paint again: the chunks that moved since it painted last, if all else stayed. */
import { CHUNK } from '../../engine/contract/view.ts';

/** What is seen of a plate, in CSS pixels. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
  /** Pixels of the plate above what is seen. */
  readonly scroll: number;
}

export const sameViewport = (a: Viewport, b: Viewport): boolean =>
  a.width === b.width && a.height === b.height && a.scroll === b.scroll;

/** Whether two scenes agree in these fields, which are compared as the same objects. */
export const sameIn =
  <Scene>(fields: readonly (keyof Scene)[]) =>
  (a: Scene, b: Scene): boolean =>
    fields.every((field) => a[field] === b[field]);

/** Chunks whose generation is another one; one array of generations a column. */
export function movedChunks(
  before: readonly Uint32Array[],
  now: readonly Uint32Array[],
): ReadonlySet<number> {
  const moved = new Set<number>();
  now.forEach((generations, column) =>
    generations.forEach((generation, chunk) => {
      if (before[column]?.[chunk] !== generation) moved.add(chunk);
    }),
  );
  return moved;
}

/** Whether one of the moved chunks holds a row of `from` to `to`, both included. */
export function touchesRows(moved: ReadonlySet<number>, from: number, to: number): boolean {
  if (moved.size === 0) return false;
  for (let chunk = Math.floor(from / CHUNK); chunk <= Math.floor(to / CHUNK); chunk += 1)
    if (moved.has(chunk)) return true;
  return false;
}
