import { describe, expect, it } from 'vitest';
import { LIST_REST_MS, TURN_MS } from '../page/limits.ts';
import { Turns } from './turns.ts';

/** A clock that stands still until it is told to go on; `tasks` counts what it called. */
class HeldClock {
  time = 1_000;
  tasks = 0;
  #timers: { at: number; act: () => void }[] = [];
  now(): number {
    return this.time;
  }
  after(ms: number, act: () => void): () => void {
    const timer = { at: this.time + ms, act };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((one) => one !== timer));
  }
  /** To the next timer; false: there is none. */
  next(): boolean {
    const [first] = this.#timers.sort((a, b) => a.at - b.at);
    if (first === undefined) return false;
    this.#timers = this.#timers.filter((one) => one !== first);
    this.time = Math.max(this.time, first.at);
    this.tasks += 1;
    first.act();
    return true;
  }
}

/** Followers whose turns take so long, and the order in which they had one. */
function turnsOf(...costs: number[]) {
  const clock = new HeldClock();
  const turns = new Turns(clock);
  const took: { who: number; task: number; at: number }[] = [];
  const all = costs.map((cost, who) =>
    turns.add(() => {
      took.push({ who, task: clock.tasks, at: clock.time });
      clock.time += cost;
    }),
  );
  return { clock, took, all };
}

describe('turns', () => {
  it('what is quick is done in one task', () => {
    const { clock, took, all } = turnsOf(0, 0, 0);
    for (const one of all) one.want(false);
    while (clock.next());
    expect(took.map(({ task }) => task)).toEqual([1, 1, 1]);
  });

  it('after a long turn the next one has a task of its own', () => {
    const { clock, took, all } = turnsOf(TURN_MS, TURN_MS, 0);
    for (const one of all) one.want(false);
    while (clock.next());
    expect(took.map(({ who, task }) => [who, task])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
  });

  it('nobody has a turn twice while another waits', () => {
    const { clock, took, all } = turnsOf(TURN_MS, TURN_MS);
    for (const one of all) one.want(false);
    clock.next();
    all[0]?.want(false);
    while (clock.next());
    expect(took.map(({ who }) => who)).toEqual([0, 1, 0]);
  });

  it('wanted however often, it is done once', () => {
    const { clock, took, all } = turnsOf(0);
    for (let i = 0; i < 5; i += 1) all[0]?.want(false);
    while (clock.next());
    expect(took).toHaveLength(1);
  });

  it('at rest it is done at once, and then not before its rest is over', () => {
    const { clock, took, all } = turnsOf(0);
    all[0]?.want(true);
    clock.next();
    all[0]?.want(true);
    clock.next();
    expect(took.map(({ at }) => at)).toEqual([1_000, 1_000 + LIST_REST_MS]);
  });

  it('what rests is done at once when there is no more reason to rest', () => {
    const { clock, took, all } = turnsOf(0);
    all[0]?.want(true);
    clock.next();
    all[0]?.want(true);
    all[0]?.want(false);
    clock.next();
    expect(took.map(({ at }) => at)).toEqual([1_000, 1_000]);
  });

  it('who is gone has no turn', () => {
    const { clock, took, all } = turnsOf(0, 0);
    for (const one of all) one.want(false);
    all[0]?.remove();
    all[0]?.want(false);
    while (clock.next());
    expect(took.map(({ who }) => who)).toEqual([1]);
  });
});
