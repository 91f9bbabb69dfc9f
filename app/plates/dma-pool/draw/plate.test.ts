import { describe, expect, it, test } from 'vitest';
import { POOL_END } from '../../../../engine/contract/view.ts';
import type { Frame } from '../../../frame/frame.ts';
import { TypedMachine, poolScene, typedPools } from '../test/pool-scene.ts';
import { record, testPalette } from '../../../render/test/recording.ts';
import type { Recording } from '../../../render/test/recording.ts';
import { factsOf } from './facts.ts';
import { poolFigures, servingPage } from './pages.ts';
import { PoolPainter } from './painter.ts';
import { placeOfBlock, slotAround } from './place.ts';
import { hitRects, paintPoolRings } from './rings.ts';
import type { PoolScene } from './scene.ts';
import { createPoolSpace, hitPool, pageRect, seenPages, slotSpan } from './space.ts';
import { boundariesOf } from './strip.ts';

const palette = testPalette();
const VIEW = { width: 900, height: 420, scroll: 0 };
const QTD = 'p = dma_pool_create("ehci_qtd", 96, 32, 4096)';
const takes = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `x${i} = dma_pool_alloc(p)`);

const paint = (frame: Frame, width = 900): Recording & { readonly scene: PoolScene } => {
  const scene = poolScene(frame, width);
  const recording = record();
  new PoolPainter().paint(recording.ctx, scene, { ...VIEW, width });
  return { ...recording, scene };
};

describe('a page to scale', () => {
  const { scene, texts, rects } = paint(
    typedPools(QTD, ...takes(8), 'dma_pool_free(p, x1)', 'dma_pool_free(p, x6)').frame(),
  );
  it('blocks in use are lands of the owner, ticks between them', () => {
    const { top, height } = scene.space.strip;
    const lands = rects(palette.owners[2]!.fill).map(([x, y, w, h]) => [x, y, w, h]);
    const land = (from: number, to: number): number[] => {
      const left = slotSpan(scene.space, from)[0];
      return [left, top, slotSpan(scene.space, to)[1] - left, height];
    };
    expect(lands).toEqual([land(0, 0), land(2, 5), land(7, 7)]);
  });
  it('says the address, what is free and the order of the tail', () => {
    for (const text of ['25E00000', '36 of 42 free', '1', '2', '3', '34 in order to 41'])
      expect(texts()).toContain(text);
  });
  it('bytes of no block are lined', () => {
    const end = slotSpan(scene.space, 41)[1];
    expect(rects('unused')).toHaveLength(1);
    expect(scene.space.x1 - end).toBeGreaterThan(5);
  });
});

describe('what the carving drops and what runs past', () => {
  it('the last block, hatched, with its reason', () => {
    const { texts, rects } = paint(
      typedPools('p = dma_pool_create("td", 64, 64, 0)', 'dma_pool_alloc(p)').frame(),
    );
    expect(texts()).toContain('lost 63');
    expect(rects('unusable')).toHaveLength(1);
  });
  it('a block before every boundary', () => {
    const lines = ['p = dma_pool_create("td", 64, 64, 1024)', 'dma_pool_alloc(p)'];
    const { scene, rects } = paint(typedPools(...lines).frame());
    expect(boundariesOf(scene.space)).toEqual([1024, 2048, 3072]);
    expect(rects('unusable')).toHaveLength(4);
  });
  it('the last block past the page, in red', () => {
    const lines = ['p = dma_pool_create("over", 1536, 8, 8192)', 'dma_pool_alloc(p)'];
    const { scene, texts, rects } = paint(typedPools(...lines).frame());
    expect(texts()).toContain('past by 512');
    expect(rects('clash')[0]![0]).toBe(scene.space.x1);
  });
  it('nothing in red on a sound page', () => {
    const { rects } = paint(typedPools(QTD, ...takes(3)).frame());
    expect(rects(palette.red)).toEqual([]);
  });
  it('boundaries too near are not drawn', () => {
    const lines = ['p = dma_pool_create("tiny", 8, 8, 8)', 'dma_pool_alloc(p)'];
    expect(boundariesOf(poolScene(typedPools(...lines).frame()).space)).toEqual([]);
  });
});

describe('what is wrong with a list', () => {
  const base = ['p = dma_pool_create("t", 128, 32, 0)', ...takes(3)];
  it('a double free, and the blocks after it', () => {
    const lines = [...base, 'dma_pool_free(p, x0)', 'dma_pool_free(p, x0)'];
    const { texts, rects } = paint(typedPools(...lines).frame());
    expect(texts()).toContain('loop');
    expect(texts()).toContain('28 unreachable');
    expect(rects(palette.red).length).toBeGreaterThan(0);
  });
  it('a link that was written over', () => {
    const lines = [...base, 'dma_pool_free(p, x1)', 'poke(x1, 0x58)'];
    expect(paint(typedPools(...lines).frame()).texts()).toContain('broken');
  });
  it('a list that begins where no block does', () => {
    const lines = [...base, 'dma_pool_free(p, x1)', 'poke(x1, 0x58)', 'y = dma_pool_alloc(p)'];
    expect(paint(typedPools(...lines).frame()).texts()).toContain('head broken');
  });
  it('on a narrow strip the more urgent sentence stays', () => {
    const lines = [...base, 'dma_pool_free(p, x0)', 'dma_pool_free(p, x0)'];
    const { texts } = paint(typedPools(...lines).frame(), 160);
    expect(texts()).toContain('loop');
    expect(texts()).not.toContain('lost 31');
  });
});

describe('the stack of 6.4', () => {
  const frame = new TypedMachine(
    'board ssd202 cma=8M dma_pool=6.4',
    'p = dma_pool_create("t", 512, 32, 0)',
    ...takes(10),
    ...[2, 9, 6].map((i) => `dma_pool_free(p, x${i})`),
  ).frame();
  it('has one order over all pages', () => {
    const { texts } = paint(frame);
    for (const text of ['1', '2', '3', '4'])
      expect(texts().filter((t) => t === text)).toHaveLength(1);
    expect(texts()).toContain('6 in order to 7');
  });
  it('serves from the page of the block on top', () => {
    const { pool, pages, view } = poolScene(frame);
    const page = servingPage(view, pages, pool)!;
    expect(view.columns.poolPageIndex[page]).toBe(0);
    expect(placeOfBlock(view, pages, view.columns.poolHead[pool.row]!)).toEqual({
      pool: 1,
      page: 0,
      slot: 6,
    });
  });
});

describe('many pages', () => {
  const some = typedPools(QTD, ...takes(20 * 42 - 5)).frame();
  const lots = new TypedMachine(
    'board generic dma_pool=4.x',
    'p = dma_pool_create("mpt3sas", 2048, 32, 0)',
    ...Array.from({ length: 400 }, () => 'dma_pool_alloc(p)'),
  ).frame();
  it.each([
    [1, 'strips'],
    [6, 'strips'],
    [7, 'lines'],
    [32, 'lines'],
    [33, 'cells'],
    [12_064, 'cells'],
  ])('%i are %s', (pages, detail) => {
    const { pool } = poolScene(some);
    expect(createPoolSpace({ pool, pages, width: 900, scale: 1 }).detail).toBe(detail);
  });
  it('are lines below the strip of the page that serves', () => {
    const { texts, scene } = paint(some);
    expect(scene.open).toBe(0);
    expect(texts().filter((text) => text === 'full')).toHaveLength(19);
    expect(texts()).toContain('5 of 42 free');
  });
  it('are cells, and only those that are seen are painted', () => {
    const scene = poolScene(lots);
    const { ctx, rects } = record();
    const painted = new PoolPainter().paint(ctx, scene, { ...VIEW, height: 160 });
    expect(painted).toEqual({ what: 'whole', strips: 1, rows: 4 * 64 });
    // The open page's strip, and the cells.
    expect(rects(palette.owners[2]!.fill).length).toBeLessThanOrEqual(4 * 64 + 2);
  });
  it('every page is hit where it stands', () => {
    for (const scene of [poolScene(some), poolScene(lots)]) {
      const { space, open } = scene;
      for (let at = 0; at < space.pages; at += 7) {
        const { x, y, width, height } = pageRect(space, at);
        const scroll = Math.max(0, y - 300);
        const hit = hitPool(space, open, x + width / 2, y + height / 2 - scroll, scroll);
        expect(hit?.at).toBe(at);
      }
    }
  });
  it('a block of the open page is hit in its strip', () => {
    const { space } = poolScene(lots);
    const [left] = slotSpan(space, 0);
    expect(hitPool(space, 17, left + 2, space.strip.top + 5, 900)).toEqual({ at: 17, slot: 0 });
    expect(hitPool(space, 17, 2, space.strip.top + 5, 0)).toBeUndefined();
  });
  it('what is seen moves with the scroll', () => {
    const { space } = poolScene(lots);
    const [first, last] = seenPages(space, 2 * space.pitch, 200);
    expect(first).toBe(space.perRow);
    expect(last).toBeGreaterThan(first);
    expect(last).toBeLessThan(space.pages);
  });
});

describe('repainting', () => {
  const machine = typedPools(QTD, ...takes(3), 'q = dma_pool_create("other", 64, 64, 0)');
  const painter = new PoolPainter();
  const { ctx } = record();
  const scene = poolScene(machine.frame());

  it('whole, then nothing while nothing moved', () => {
    expect(painter.paint(ctx, scene, VIEW)).toEqual({ what: 'whole', strips: 1, rows: 0 });
    expect(painter.paint(ctx, scene, VIEW).what).toBe('nothing');
  });
  it('whole after another size, scroll, theme, page or lost canvas', () => {
    const stages = [
      [scene, { ...VIEW, scroll: 5 }],
      [{ ...scene, palette: { ...palette } }, VIEW],
      [{ ...scene, open: -1 }, VIEW],
      [{ ...scene, view: { ...scene.view, epoch: -1 } }, VIEW],
    ] as const;
    for (const [stage, viewport] of stages)
      expect(painter.paint(ctx, stage, viewport).what).toBe('whole');
    painter.invalidate();
    expect(painter.paint(ctx, stages[3][0], VIEW).what).toBe('whole');
  });
  it('again when a block of it is freed', () => {
    painter.paint(ctx, scene, VIEW);
    machine.run('dma_pool_free(p, x1)');
    const view = { ...machine.frame(), epoch: scene.view.epoch };
    expect(painter.paint(ctx, { ...scene, view }, VIEW).what).toBe('whole');
  });
});

describe('facts of a place', () => {
  const machine = typedPools(QTD, ...takes(4), 'dma_pool_free(p, x2)', 'dma_pool_free(p, x0)');
  const frame = machine.frame();
  const { pages, pool } = poolScene(frame);
  const at = (slot: number): ReturnType<typeof factsOf> =>
    factsOf(frame, pages, { pool: pool.id, page: 0, slot });
  it('a block in use', () => {
    expect(at(1)).toMatchObject({ serving: true, next: false, order: undefined, link: undefined });
    expect(at(1)!.slot).toMatchObject({ kind: 'used', offset: 96 });
  });
  it('the next one, and the one after it', () => {
    expect(at(0)).toMatchObject({ next: true, order: 1 });
    expect(at(2)).toMatchObject({ next: false, order: 2 });
    expect(at(41)).toMatchObject({ order: 40, link: POOL_END });
    expect(at(0)!.link).toBe(at(2)!.slot!.row);
  });
  it('a page', () =>
    expect(at(-1)).toMatchObject({ slot: undefined, page: { used: 2, at: 0 }, pages: 1 }));
  it('nothing', () => {
    expect(at(42)).toBeUndefined();
    expect(factsOf(frame, pages, { pool: 9, page: 0, slot: 0 })).toBeUndefined();
    expect(factsOf(frame, pages, { pool: pool.id, page: 1, slot: 0 })).toBeUndefined();
  });
  it('in figures', () =>
    expect(poolFigures(frame, pages, pool)).toEqual({
      pages: 1,
      active: 2,
      used: 2,
      free: 40,
      lost: 0,
      held: 4096,
      asked: 192,
    }));
});

test.each([
  [-1, -1],
  [0, 0],
  [95, 0],
  [96, 1],
  [4031, 41],
  [4032, -1],
  [9999, -1],
])('offset %i lies in block %i', (offset, slot) => {
  const { pool } = poolScene(typedPools(QTD, ...takes(1)).frame());
  expect(slotAround(pool, offset)).toBe(slot);
});

test('rings stand where the places stand', () => {
  const { space } = poolScene(typedPools(QTD, ...takes(1)).frame());
  const [rect] = hitRects(space, 0, { at: 0, slot: 3 }, 0);
  expect([rect!.x, rect!.x + rect!.width]).toEqual(slotSpan(space, 3));
  const { ctx, rects } = record();
  const rings = { chosen: { at: 0, slot: 3 }, pointer: undefined, keyboard: { at: 0, slot: -1 } };
  paintPoolRings(ctx, space, palette, rings, { open: 0, scroll: 0 });
  expect(rects(palette.selected).length).toBe(4);
  expect(rects(palette.focus).length).toBe(4);
});
