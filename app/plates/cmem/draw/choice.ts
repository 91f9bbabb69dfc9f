/**
 * How the last request found its buffer: a trace beside the racks, from the first pool that was
 * looked at to the one that served, with a flag at each. A ring is a pool too small, a crossed ring
 * one that would have fitted and was empty, a filled ring the one that was taken.
 */
import { paintCross } from '../../../render/layers/runs.ts';
import { fontOf } from '../../../render/scene.ts';
import type { Ctx } from '../../../render/scene.ts';
import type { CmemScene } from './scene.ts';
import type { PoolVerdict } from './scene.ts';
import { slotRect } from './space.ts';
import type { Rack } from './space.ts';

const RADIUS = 4.5;

export const traceX = (scene: Pick<CmemScene, 'space'>): number =>
  Math.round(scene.space.x0 - (scene.space.roomy ? 10 : 4.5) * scene.space.scale);

export const paintChoice = (ctx: Ctx, scene: CmemScene): void => {
  const { choice, space, palette } = scene;
  if (choice === undefined) return;
  const looked = space.racks.filter((rack) => choice.verdicts.has(rack.pool.index));
  const first = looked[0];
  const last = looked.at(-1);
  if (first === undefined || last === undefined) return;
  const x = traceX(scene);
  const middle = (rack: Rack): number => rack.top + rack.height / 2;
  ctx.fillStyle = palette.line3;
  ctx.fillRect(x - 0.5, middle(first), 1, middle(last) - middle(first));
  for (const rack of looked) {
    const { index } = rack.pool;
    const verdict = choice.taken?.pool === index ? 'best' : choice.verdicts.get(index)!;
    const taken = choice.taken?.pool === index;
    paintFlag(ctx, scene, x, middle(rack), taken ? 'taken' : verdict);
  }
  paintPromoted(ctx, scene);
};

export const paintFlag = (
  ctx: Ctx,
  scene: Pick<CmemScene, 'palette'>,
  x: number,
  y: number,
  flag: PoolVerdict | 'taken',
): void => {
  const { palette } = scene;
  const isEmpty = flag === 'empty';
  const isTaken = flag === 'taken';
  ctx.beginPath();
  ctx.arc(x, y, isTaken ? RADIUS + 0.5 : RADIUS - (flag === 'too small' ? 1.5 : 0), 0, Math.PI * 2);
  ctx.fillStyle = isTaken ? palette.ink : palette.paper;
  ctx.fill();
  ctx.strokeStyle = isEmpty ? palette.red : isTaken ? palette.ink : palette.line3;
  ctx.lineWidth = isEmpty || isTaken ? 1.5 : 1.2;
  ctx.stroke();
  if (!isEmpty) return;
  paintCross(ctx, x, y, 2.2);
};

/** A note beside the buffer that had to serve because a smaller pool was empty. */
const paintPromoted = (ctx: Ctx, scene: CmemScene): void => {
  const { choice, space, palette, words } = scene;
  if (choice?.taken === undefined || !choice.promoted) return;
  const { taken } = choice;
  const rack = space.racks.find((one) => one.pool.index === taken.pool);
  if (rack === undefined) return;
  const text = words.promoted(choice.asked, choice.wasted);
  ctx.font = fontOf(scene, 'fact');
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  const wide = ctx.measureText(text).width;
  const y = rack.top + rack.height / 2 + 0.5;
  const tall = 15 * space.scale;
  const free = rack.left - space.x0;
  const box = slotRect(space, rack, taken.id);
  // Beside the rack, else in the buffer after its owner's name.
  const beside = wide + 12 <= free;
  const inside = box.x + 52 * space.scale;
  if (!beside && inside + wide + 8 > box.x + box.width * 0.8) return;
  const x = beside ? rack.left - wide - 8 : inside;
  ctx.fillStyle = palette.paper;
  ctx.fillRect(x - 4, y - tall / 2, wide + 8, tall);
  ctx.fillStyle = palette.red;
  ctx.fillText(text, x, y);
};
