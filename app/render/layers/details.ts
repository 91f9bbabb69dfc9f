/** Pages wide enough to carry their own address, their place in the block and the bytes in use. */
import { hex, PAGE_SIZE } from '../../../engine/contract/units.ts';
import { pfnOfPage, wasteOf } from '../../frame/frame.ts';
import type { Piece, Run } from '../geometry/runs.ts';
import { fontOf } from '../scene.ts';
import type { Ctx, Scene, Sight } from '../scene.ts';
import { columnX, rowTop } from '../geometry/space.ts';
import { DETAILS_FROM } from './labels.ts';

export const paintDetails = (ctx: Ctx, scene: Scene, sight: Sight): void => {
  if (scene.space.cell < DETAILS_FROM) return;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  for (const run of sight.runs) {
    for (const piece of run.pieces) {
      for (let i = 0; i < piece.count; i += 1) paintPage(ctx, scene, run, piece, i);
    }
  }
};

const paintPage = (ctx: Ctx, scene: Scene, run: Run, piece: Piece, i: number): void => {
  const { space, palette } = scene;
  const pfn = pfnOfPage(scene.region, piece.page + i);
  if (pfn === undefined) return;
  const x = columnX(space, piece.col + i);
  const y = rowTop(space, piece.row) + space.rowHeight - 8 * space.scale;
  const room = columnX(space, piece.col + i + 1) - x - 12;
  const owned = run.kind === 'owned' || run.kind === 'slack';
  const texts = [
    [`0x${hex(pfn)}`, pageFact(scene, run, pfn)].filter((part) => part !== '').join('  '),
    `0x${hex(pfn)}`,
  ];
  ctx.font = fontOf(scene, 'axis');
  const text = texts.find((candidate) => ctx.measureText(candidate).width <= room);
  if (text === undefined) return;
  const width = ctx.measureText(text).width;
  ctx.fillStyle = owned ? (palette.owners[run.colour] ?? palette.owners[0]!).fill : palette.paper;
  ctx.fillRect(x + 4, y - 11 * space.scale, width + 5, 14 * space.scale);
  ctx.fillStyle = owned ? palette.ownerInk : palette.ink2;
  ctx.fillText(text, x + 6, y);
};

/** "3/97", and for a page that is not filled the bytes in use and wasted. */
const pageFact = (scene: Scene, run: Run, pfn: number): string => {
  if (run.kind !== 'owned' || run.slot < 0) return '';
  const { blockPfn, blockPages } = scene.view.columns;
  const index = pfn - blockPfn[run.slot]!;
  const pages = blockPages[run.slot]!;
  const asked = pages * PAGE_SIZE - wasteOf(scene.view, run.slot);
  const used = Math.min(PAGE_SIZE, Math.max(0, asked - index * PAGE_SIZE));
  const part = `${index + 1}/${pages}`;
  return used === PAGE_SIZE
    ? part
    : `${part}  ${scene.words.bytesAndWaste(used, PAGE_SIZE - used)}`;
};
