import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Viewport } from '../render/dirty.ts';
import type { Look } from '../render/look.ts';
import type { Palette } from '../render/palette.ts';
import { TALLEST_STILL } from '../render/picture/still.ts';
import { PlateMap } from './plate-map.svelte.ts';
import type { MapStage, RingedPlaces } from './plate-map.svelte.ts';
import { PlateView } from './plate-view.svelte.ts';

const { createBrushes } = vi.hoisted(() => ({ createBrushes: vi.fn(() => ({})) }));
vi.mock(import('../render/patterns.ts'), async (original) => ({
  ...(await original()),
  createBrushes: createBrushes as never,
}));

/** Places are rows of ten pixels; row 99 is nowhere. */
class Rows extends PlateView<number> {
  sectionOf = (): number => 0;
}
interface Painted {
  readonly scene: unknown;
  readonly viewport: Viewport;
}
class RowMap extends PlateMap<
  number,
  { readonly view: Rows; readonly maxHeight: number },
  unknown
> {
  space = { height: 1_000 };
  nothing = false;
  moving = false;
  readonly rings: [scroll: number, places: RingedPlaces<number>][] = [];
  hit = (): undefined => undefined;
  bounds(row: number): { readonly top: number; readonly end: number } | undefined {
    return row === 99 ? undefined : { top: row * 10, end: row * 10 + 10 };
  }
  scene = (palette: Palette, brushes: unknown, ratio: number): unknown =>
    this.nothing ? undefined : { palette, brushes, ratio };
  paintRings({ scroll }: MapStage, places: RingedPlaces<number>): boolean {
    this.rings.push([scroll, places]);
    return this.moving;
  }
}

const palette = { paper: 'white' } as Palette;
const look = (changed: Partial<Look> = {}): Look => ({
  ...{ palette, scale: 1, ratio: 2, room: 300 },
  ...changed,
});
const cleared: number[][] = [];
const context = {
  setTransform: () => undefined,
  clearRect: (...rect: number[]) => void cleared.push(rect),
};
const canvasOf = () =>
  ({ style: {}, width: 0, height: 0, getContext: () => context }) as unknown as HTMLCanvasElement;

/** A canvas that gives no context. */
const bare = () => ({ ...canvasOf(), getContext: () => undefined }) as unknown as HTMLCanvasElement;

let view: Rows;
let map: RowMap;
let painted: Painted[];
let invalidated: number;
beforeEach(() => {
  createBrushes.mockClear();
  cleared.length = 0;
  painted = [];
  invalidated = 0;
  view = new Rows();
  map = new RowMap(
    () => ({ view, maxHeight: 200 }),
    () => ({
      invalidate: () => void (invalidated += 1),
      paint: (_ctx, scene, viewport) => painted.push({ scene, viewport }),
    }),
  );
});

it('nobody is on it at first', () => expect([map.focused, map.keyed]).toEqual([false, false]));

describe('scrolling', () => {
  it.each([
    [-5, 0],
    [0, 0],
    [300, 300],
    [800, 800],
    [801, 800],
  ])('to %d comes to %d', (to, at) => {
    map.scrollTo(to);
    expect(map.scroll).toBe(at);
  });
  it('is of no use where all is seen: the map is no higher than its land', () => {
    map.space = { height: 150 };
    expect(map.height).toBe(150);
    map.scrollTo(10);
    expect(map.scroll).toBe(0);
  });
  // 300 to 500 is seen.
  it.each([
    [30, 300],
    [49, 300],
    [29, 290],
    [50, 310],
    [0, 0],
    [98, 790],
    [99, 300],
  ])('brings row %d into view at %d, no further than it must', (row, at) => {
    map.scroll = 300;
    map.reveal(row);
    expect(map.scroll).toBe(at);
  });
});

it.each([
  [true, true, true],
  [true, false, false],
  [false, true, false],
])('the cursor shows: focused %j and keyed %j is %j', (focused, keyed, shows) => {
  map.focused = focused;
  map.keyed = keyed;
  expect(map.keyboard).toBe(shows);
});

describe('painting', () => {
  it.each([undefined, look({ room: 0 })])('waits for room: %j', (none) => {
    map.look = none;
    const canvas = canvasOf();
    map.paint(canvas);
    map.moving = true;
    expect(map.paintOverlay(canvas)).toBe(false);
    expect([painted, map.rings, map.still()]).toEqual([[], [], undefined]);
    expect(canvas.width).toBe(0);
  });
  it('paints what is seen, and all of it anew where the canvas is another', () => {
    map.look = look();
    map.scroll = 40;
    const canvas = canvasOf();
    map.paint(canvas);
    map.paint(canvas);
    const viewport = { width: 300, height: 200, ratio: 2, scroll: 40 };
    expect(painted).toEqual(Array(2).fill({ scene: { palette, brushes: {}, ratio: 2 }, viewport }));
    expect([canvas.width, canvas.height, invalidated]).toEqual([600, 400, 1]);
  });
  it('paints nothing without a context or a scene', () => {
    map.look = look();
    map.paint(bare());
    map.moving = true;
    expect(map.paintOverlay(bare())).toBe(false);
    map.nothing = true;
    map.paint(canvasOf());
    expect(painted).toEqual([]);
  });
  it('makes brushes once a palette and a ratio', () => {
    const made = [
      look(),
      look({ room: 200 }),
      look({ ratio: 1 }),
      look({ ratio: 1, palette: { ...palette } }),
    ];
    const counts = made.map((one) => {
      map.look = one;
      map.paint(canvasOf());
      return createBrushes.mock.calls.length;
    });
    expect(counts).toEqual([1, 1, 2, 3]);
  });
});

describe('rings', () => {
  beforeEach(() => {
    map.look = look();
    map.scroll = 40;
    view.select(1);
    view.pointer = 2;
    view.cursor = 3;
  });
  it('are around what is chosen, pointed at, and under the keyboard while that is used', () => {
    const canvas = canvasOf();
    expect(map.paintOverlay(canvas)).toBe(false);
    expect([canvas.width, canvas.height]).toEqual([600, 400]);
    map.focused = map.keyed = map.moving = true;
    expect(map.paintOverlay(canvasOf())).toBe(true);
    expect(map.rings).toEqual([
      [40, { chosen: 1, pointer: 2, keyboard: undefined }],
      [40, { chosen: 1, pointer: 2, keyboard: 3 }],
    ]);
    expect(cleared).toEqual(Array(2).fill([0, 0, 300, 200]));
  });
  it('in a picture are around what is chosen alone', () => {
    map.still()!.paint({} as never, {} as never, 1, palette);
    expect(map.rings).toEqual([[0, { chosen: 1, pointer: undefined, keyboard: undefined }]]);
  });
});

describe('a picture', () => {
  it.each([
    [TALLEST_STILL, TALLEST_STILL, 0],
    [TALLEST_STILL + 1, 200, 40],
  ])('of a land of %d pixels is %d high, from %d on', (land, height, scroll) => {
    map.look = look({ scale: 1.5 });
    map.space = { height: land };
    map.scroll = 40;
    const { paint, ...still } = map.still()!;
    expect(still).toEqual({ width: 300, height, palette, scale: 1.5 });
    const brushes = { lent: 'dots' };
    paint({} as never, brushes as never, 3, { ...palette, paper: 'paper' });
    expect(painted).toEqual([
      {
        scene: { palette: { ...palette, paper: 'paper' }, brushes, ratio: 3 },
        viewport: { width: 300, height, scroll },
      },
    ]);
    expect(map.rings.map(([at]) => at)).toEqual([scroll]);
  });
  it('of nothing has rings alone, and the map on the page stays as it is', () => {
    map.look = look();
    map.nothing = true;
    map.still()!.paint({} as never, {} as never, 1, palette);
    expect([painted, map.rings.length, invalidated]).toEqual([[], 1, 0]);
  });
});
