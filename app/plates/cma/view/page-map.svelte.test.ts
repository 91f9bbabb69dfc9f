import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { HoleIndex } from '../../../render/geometry/holes.ts';
import { buildFrame } from '../../../render/test/frames.ts';
import { MapView } from '../../map-view.svelte.ts';
import { Look } from './look.svelte.ts';
import { PageMap } from './page-map.svelte.ts';

/** A map of 8,192 pages that settles as its component settles it; it reads the view from `seen`. */
function mapIn(room: number): { map: PageMap; view: MapView; look: Look; end: () => void } {
  const frame = buildFrame({ regions: [{ ranges: [[0x4e000, 8_192]] }] });
  const [region] = frame.layout.regions;
  const view = new MapView();
  view.follow(frame.layout);
  const look = new Look();
  look.room = room;
  const holes = new HoleIndex();
  const words = {} as never;
  const map = new PageMap(look, {
    frame,
    tick: 0,
    region: region!,
    holes,
    view,
    words,
    maxHeight: 200,
    focused: false,
  });
  const end = $effect.root(() => {
    $effect.pre(() => map.settle());
    $effect(() => {
      view.zoom = map.zoom;
    });
  });
  flushSync();
  return { map, view, look, end };
}

describe('where the reader is when the geometry changes', () => {
  it('at the top a reader stays there, however often the room changes', () => {
    const { map, view, look, end } = mapIn(1_100);
    view.zoomTo(0);
    flushSync();
    map.scrollTo(0);
    const orders = [300, 1_100, 200, 2_000].map((room) => {
      look.room = room;
      flushSync();
      expect(view.scroll).toBe(0);
      expect(map.space.height).toBeGreaterThan(map.window);
      return map.space.order;
    });
    expect(new Set(orders).size).toBeGreaterThan(1);
    end();
  });

  it('further down the middle is kept in place, or as near as the map lets it', () => {
    const { map, view, look, end } = mapIn(300);
    view.zoomBy(3);
    flushSync();
    map.scrollTo(1_000);
    look.room = 1_100;
    flushSync();
    expect(view.scroll).toBeGreaterThan(0);
    end();
  });

  it('a zoom keeps the middle in place from the top as well', () => {
    const { view, end } = mapIn(790);
    view.zoomBy(2);
    flushSync();
    expect(view.scroll).toBeGreaterThan(0);
    end();
  });
});
