import { describe, expect, it } from 'vitest';
import { Scheduler } from './scheduler.ts';

/** A display that draws when told to. */
const display = (): { scheduler: Scheduler; asked: () => number; draw: () => void } => {
  let waiting: (() => void)[] = [];
  let asked = 0;
  const scheduler = new Scheduler((run) => {
    asked += 1;
    waiting.push(run);
    return asked;
  });
  const draw = (): void => {
    const now = waiting;
    waiting = [];
    for (const run of now) run();
  };
  return { scheduler, asked: () => asked, draw };
};

describe('scheduler', () => {
  it('asks for one frame however often it is wanted', () => {
    const { scheduler, asked, draw } = display();
    let painted = 0;
    const step = scheduler.add('paint', () => (painted += 1));
    step.request();
    step.request();
    scheduler.requestFrame();
    expect(asked()).toBe(1);
    draw();
    expect(painted).toBe(1);
  });

  it('draws nothing while nobody asks', () => {
    const { scheduler, asked, draw } = display();
    scheduler.add('paint', () => {}).request();
    draw();
    draw();
    expect(asked()).toBe(1);
    expect(scheduler.drawn).toBe(1);
  });

  it('runs only the steps that were wanted', () => {
    const { scheduler, draw } = display();
    const ran: string[] = [];
    scheduler.add('paint', () => ran.push('a'));
    scheduler.add('paint', () => ran.push('b')).request();
    draw();
    expect(ran).toEqual(['b']);
  });

  it('takes state before it paints, whichever was asked first', () => {
    const { scheduler, draw } = display();
    const ran: string[] = [];
    const paint = scheduler.add('paint', () => ran.push('paint'));
    const take = scheduler.add('take', () => {
      ran.push('take');
      paint.request();
    });
    paint.request();
    take.request();
    draw();
    expect(ran).toEqual(['take', 'paint']);
  });

  it('paints in the next frame what is asked for while painting', () => {
    const { scheduler, draw } = display();
    let painted = 0;
    const step = scheduler.add('paint', () => {
      painted += 1;
      if (painted === 1) step.request();
    });
    step.request();
    draw();
    expect(painted).toBe(1);
    draw();
    expect(painted).toBe(2);
  });

  it('forgets a step that was removed, also within the frame', () => {
    const { scheduler, asked, draw } = display();
    let painted = 0;
    const step = scheduler.add('paint', () => (painted += 1));
    step.request();
    step.remove();
    draw();
    step.request();
    expect(painted).toBe(0);
    expect(asked()).toBe(1);
  });
});
