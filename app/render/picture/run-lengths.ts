/** An image as rectangles of one colour each: runs of a line, longer where the lines below repeat them. */

/** In pixels of the image; `colour` as it lies there, 0xAABBGGRR. */
export interface ColourRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  height: number;
  readonly colour: number;
}
type Pixels = Pick<ImageData, 'width' | 'data'>;

/** Runs of one line, from left to right. */
function runsOf(pixels: Uint32Array, y: number): ColourRect[] {
  const runs: ColourRect[] = [];
  let from = 0;
  for (let x = 1; x <= pixels.length; x += 1) {
    if (x < pixels.length && pixels[x] === pixels[from]) continue;
    runs.push({ x: from, y, width: x - from, height: 1, colour: pixels[from]! });
    from = x;
  }
  return runs;
}

/** A run below one that is as long and lies where it lies lengthens that; the others begin here. */
function joined(above: readonly ColourRect[], line: readonly ColourRect[]): ColourRect[] {
  let at = 0;
  return line.map((run) => {
    while (at < above.length && above[at]!.x < run.x) at += 1;
    const over = above[at];
    if (over?.x !== run.x || over.width !== run.width || over.colour !== run.colour) return run;
    over.height += 1;
    return over;
  });
}

/** The first `height` lines, `width` pixels of each; undefined: it would be more than `most`. */
export function colourRects(
  image: Pixels,
  width: number,
  height: number,
  most: number,
): readonly ColourRect[] | undefined {
  const pixels = new Uint32Array(image.data.buffer, image.data.byteOffset, image.data.length / 4);
  const all: ColourRect[] = [];
  let above: ColourRect[] = [];
  for (let y = 0; y < height; y += 1) {
    const from = y * image.width;
    above = joined(above, runsOf(pixels.subarray(from, from + width), y));
    for (const rect of above) if (rect.y === y) all.push(rect);
    if (all.length > most) return undefined;
  }
  return all;
}

/** Of an opaque pixel. */
export const cssColour = (pixel: number): string => {
  const [red, green, blue] = [pixel & 0xff, (pixel >> 8) & 0xff, (pixel >> 16) & 0xff];
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
};
