/** Rows whose pages are too narrow to be drawn one by one: pixels through the palette. */
import { densityRows, pixelRow } from '../geometry/lod.ts';
import type { RowInput } from '../geometry/lod.ts';
import type { Ctx, Scene, Sight } from '../scene.ts';
import { rowSpan, rowTop } from '../geometry/space.ts';

/** One backing store a plate: an ImageData as large as the rows that are seen at once. */
export class TintBuffer {
  #image: ImageData | undefined;
  #pixels = new Uint32Array(0);

  /** At least this large; contents are whatever was there. */
  take(ctx: Ctx, width: number, height: number): [ImageData, Uint32Array] {
    if (this.#image === undefined || this.#image.width !== width || this.#image.height < height) {
      this.#image = ctx.createImageData(width, height);
      this.#pixels = new Uint32Array(this.#image.data.buffer);
    }
    return [this.#image, this.#pixels];
  }
}

/** Row number `row` painted into device pixels [0, height) of the buffer from line `at` on. */
const paintRow = (
  pixels: Uint32Array,
  input: RowInput,
  scene: Scene,
  row: number,
  at: number,
  height: number,
): void => {
  const { width } = input;
  const line = (y: number): Uint32Array => pixels.subarray((at + y) * width, (at + y + 1) * width);
  if (scene.space.detail === 'density') {
    const lines = pixels.subarray(at * width, (at + height) * width);
    densityRows(lines, height, input, scene.palette, row * height);
    return;
  }
  // The hatch repeats every four lines: four are computed, the others are copies.
  for (let y = 0; y < height; y += 1) {
    if (y < 4) pixelRow(line(y), input, scene.palette, y);
    else pixels.copyWithin((at + y) * width, (at + y - 4) * width, (at + y - 3) * width);
  }
};

/**
 * Paint rows through one putImageData. `originY` is where content y 0 lies on the canvas, in CSS
 * pixels: putImageData ignores the context's transform.
 */
export const paintTints = (
  ctx: Ctx,
  scene: Scene,
  sight: Sight,
  buffer: TintBuffer,
  originY: number,
): void => {
  const { space, ratio, palette } = scene;
  const device = (css: number): number => Math.round(css * ratio);
  const top = device(rowTop(space, sight.first) + originY);
  const bottom = device(rowTop(space, sight.last) + space.pitch + originY);
  const left = device(space.left);
  const width = device(space.left + space.width) - left;
  const [image, pixels] = buffer.take(ctx, width, bottom - top);
  pixels.fill(palette.paper32, 0, width * (bottom - top));
  for (let row = sight.first; row <= sight.last; row += 1) {
    const span = rowSpan(space, row);
    if (span === undefined) continue;
    const y = rowTop(space, row) + originY;
    const at = device(y) - top;
    const height = Math.max(1, device(y + space.rowHeight) - top - at);
    const { page, owner } = scene.view.columns;
    const input = { page, owner, span, rowPages: space.rowPages, align: scene.align, width };
    paintRow(pixels, input, scene, row, at, height);
  }
  ctx.putImageData(image, left, top, 0, 0, width, bottom - top);
};
