/**
 * The plate of one block, painted whole or only where chunks of the cmem columns moved: a rack
 * depends on the chunks of its own rows, the heap on all chunks that are not wholly a rack's.
 */
import { CHUNK } from '../../../../engine/contract/view.ts';
import type { MachineView } from '../../../../engine/contract/view.ts';
import { movedChunks, sameIn, sameViewport, touchesRows } from '../../../render/dirty.ts';
import type { Viewport } from '../../../render/dirty.ts';
import type { Ctx } from '../../../render/scene.ts';
import { paintChoice } from './choice.ts';
import { paintHeap } from './heap.ts';
import { buffersOf } from './pools.ts';
import type { CmemScene } from './scene.ts';
import { paintRack } from './slots.ts';
import type { Rack } from './space.ts';

/** Columns that a plate shows. */
const SHOWN = [
  'cmemKind',
  'cmemPhys',
  'cmemSize',
  'cmemAsked',
  'cmemState',
  'cmemPool',
  'cmemId',
  'cmemOwner',
  'cmemUsers',
] as const;

/** What a paint did: for benchmarks and tests. */
export interface CmemPainted {
  readonly what: 'whole' | 'lanes' | 'nothing';
  /** Racks painted, and whether the heap was. */
  readonly racks: number;
  readonly heap: boolean;
}

interface Last {
  readonly scene: CmemScene;
  readonly epoch: number;
  readonly viewport: Viewport;
  readonly generations: readonly Uint32Array[];
}

export class CmemPainter {
  #last: Last | undefined;

  /** Forget what is on the canvas: its backing store was replaced. */
  invalidate(): void {
    this.#last = undefined;
  }

  paint(ctx: Ctx, scene: CmemScene, viewport: Viewport): CmemPainted {
    const last = this.#last;
    const generations = SHOWN.map((name) => scene.view.generations[name].slice());
    this.#last = { scene, epoch: scene.view.epoch, viewport, generations };
    const stands =
      last?.epoch === scene.view.epoch &&
      sameStage(last.scene, scene) &&
      sameViewport(last.viewport, viewport);
    const moved = stands ? movedChunks(last.generations, generations) : undefined;
    if (moved?.size === 0) return { what: 'nothing', racks: 0, heap: false };
    if (moved === undefined) {
      ctx.fillStyle = scene.palette.paper;
      ctx.fillRect(0, 0, viewport.width, viewport.height);
    }
    ctx.save();
    ctx.translate(0, -viewport.scroll);
    const racks = scene.space.racks.filter(
      (rack) => isSeen(rack, viewport) && (moved === undefined || rackMoved(rack, moved)),
    );
    for (const rack of racks) {
      if (moved !== undefined) clearRack(ctx, scene, rack);
      paintRack(ctx, scene, rack);
    }
    const heap = scene.space.heap !== undefined && (moved === undefined || heapMoved(scene, moved));
    if (heap) {
      if (moved !== undefined) clearHeap(ctx, scene);
      paintHeap(ctx, scene);
    }
    paintChoice(ctx, scene);
    ctx.restore();
    return { what: moved === undefined ? 'whole' : 'lanes', racks: racks.length, heap };
  }
}

const isSeen = (rack: Rack, { scroll, height }: Viewport): boolean =>
  rack.top + rack.height + 4 >= scroll && rack.top - 10 <= scroll + height;

const sameStage = sameIn<CmemScene>([
  'cmem',
  'block',
  'space',
  'palette',
  'brushes',
  'words',
  'choice',
  'ratio',
]);

const rackMoved = ({ pool }: Rack, moved: ReadonlySet<number>): boolean =>
  touchesRows(moved, pool.firstRow, pool.firstRow + Math.max(1, buffersOf(pool)) - 1);

/** Whether any moved chunk has rows that are no rack's. */
const heapMoved = (scene: CmemScene, moved: ReadonlySet<number>): boolean => {
  const rows = poolRows(scene.cmem);
  const all = (scene.view as MachineView).layout.cmemRows;
  return [...moved].some((chunk) => {
    const from = chunk * CHUNK;
    const to = Math.min(all, from + CHUNK);
    const inRacks = rows.reduce(
      (sum, [first, end]) => sum + Math.max(0, Math.min(to, end) - Math.max(from, first)),
      0,
    );
    return inRacks < to - from;
  });
};

/** Rows of the pools of every block, half open. */
const poolRows = (cmem: CmemScene['cmem']): readonly (readonly [number, number])[] =>
  cmem.blocks.flatMap((block) =>
    block.pools.map((pool) => [pool.firstRow, pool.firstRow + buffersOf(pool)] as const),
  );

const clearRack = (ctx: Ctx, scene: CmemScene, rack: Rack): void => {
  const above = Math.min(7, scene.space.pitch - rack.height);
  ctx.fillStyle = scene.palette.paper;
  ctx.fillRect(0, rack.top - above, scene.space.width, rack.height + above + 2);
};

const clearHeap = (ctx: Ctx, scene: CmemScene): void => {
  const { heap, width } = scene.space;
  if (heap === undefined) return;
  ctx.fillStyle = scene.palette.paper;
  ctx.fillRect(0, heap.top - 6, width, heap.height + heap.chain + 6);
};
