/** The page map for another surface: all of it where that is not too tall, else what is seen of it. */
import { PlatePainter } from '../../../render/plate.ts';
import { TALLEST_STILL } from '../../../render/picture/still.ts';
import type { Still } from '../../../render/picture/still.ts';
import type { PageMap } from './page-map.svelte.ts';

export function stillOf(map: PageMap): Still | undefined {
  const { palette, scale, room: width } = map.look;
  if (palette === undefined || width === 0) return undefined;
  const all = map.ruler + map.space.height + 6;
  const [height, scroll] = all <= TALLEST_STILL ? [all, 0] : [map.height, map.scroll];
  const viewport = { width, height, scroll };
  const paint: Still['paint'] = (ctx, brushes, ratio, colours) => {
    const scene = map.scene(brushes, ratio, colours);
    if (scene === undefined) return;
    new PlatePainter(map.later).paint(ctx, scene, viewport);
    map.rings(ctx, viewport, { pointer: undefined, keyboard: undefined }, colours);
  };
  return { width, height, palette, scale, paint };
}
