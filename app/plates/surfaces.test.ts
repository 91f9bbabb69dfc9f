import { expect, it } from 'vitest';
import { Scheduler } from '../render/scheduler.ts';
import { surfacesOf } from './surfaces.ts';

/** Frames that are asked for, drawn when the test says so. */
const frames: (() => void)[] = [];
const scheduler = new Scheduler((run) => frames.push(run));
const draw = (): void => frames.splice(0).forEach((frame) => frame());

function mapped() {
  const painted: string[] = [];
  let moves = 0;
  const surfaces = surfacesOf(scheduler, {
    paint: (canvas) => painted.push(`land on ${canvas.id}`),
    paintOverlay: (canvas) => {
      painted.push(`rings on ${canvas.id}`);
      return moves-- > 0;
    },
  });
  return { ...surfaces, painted, move: (count: number) => (moves = count) };
}
const canvas = (id: string) => ({ id }) as HTMLCanvasElement;

it('a canvas is painted once it is there, and when it is asked for', () => {
  const { land, rings, painted } = mapped();
  land.request();
  draw();
  land.attach(canvas('one'));
  rings.attach(canvas('two'));
  draw();
  draw();
  expect(painted).toEqual(['land on one', 'rings on two']);
  land.request();
  land.request();
  draw();
  expect(painted.slice(2)).toEqual(['land on one']);
});
it('rings are painted again as long as they move', () => {
  const { rings, painted, move } = mapped();
  rings.attach(canvas('two'));
  move(2);
  for (let frame = 0; frame < 9; frame += 1) draw();
  expect(painted).toEqual(['rings on two', 'rings on two', 'rings on two']);
});
it('a canvas that went is painted no more, and the next one is', () => {
  const { land, painted } = mapped();
  const leave = land.attach(canvas('one'));
  leave();
  draw();
  land.request();
  draw();
  expect(painted).toEqual([]);
  land.attach(canvas('two'));
  draw();
  expect(painted).toEqual(['land on two']);
});
