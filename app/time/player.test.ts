import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Player, playerClock, SPEEDS, STEPS_PER_SECOND } from './player.svelte.ts';
import type { PlayerClock, Speed } from './player.svelte.ts';
import { FakeDeck } from '../test/deck.svelte.ts';

const FRAME = 1000 / 60;

/** Time that passes when it is told to: timers and frames in the order in which they are due. */
class FakeClock implements PlayerClock {
  time = 0;
  hide: () => void = () => {};
  #due: { readonly at: number; readonly run: () => void }[] = [];
  readonly now = (): number => this.time;
  readonly after = (ms: number, run: () => void): (() => void) => this.#add(this.time + ms, run);
  readonly frame = (run: () => void): (() => void) =>
    this.#add((Math.floor(this.time / FRAME + 1e-9) + 1) * FRAME, run);
  readonly onHidden = (run: () => void): void => {
    this.hide = run;
  };
  get waiting(): number {
    return this.#due.length;
  }
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.#due.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.#due = this.#due.filter((one) => one !== next);
      this.time = next.at;
      next.run();
    }
    this.time = end;
  }
  #add(at: number, run: () => void): () => void {
    const entry = { at, run };
    this.#due.push(entry);
    return () => (this.#due = this.#due.filter((one) => one !== entry));
  }
}

let clock: FakeClock;
let player: Player;
const put = (deck: FakeDeck, speed: Speed = 1): FakeDeck => {
  player.follow(deck);
  player.speed = speed;
  return deck;
};
beforeEach(() => {
  clock = new FakeClock();
  player = new Player(clock);
});

describe('playing', () => {
  it.each(SPEEDS.filter((speed) => speed !== 'max'))('at %d× takes as long as it says', (speed) => {
    const deck = put(new FakeDeck(1_000_000), speed);
    player.play();
    clock.pass(10_000);
    const due = 10 * STEPS_PER_SECOND * speed;
    expect(deck.position).toBeGreaterThanOrEqual(due - Math.ceil(speed * STEPS_PER_SECOND * 0.034));
    expect(deck.position).toBeLessThanOrEqual(due);
  });

  it('passes every step at reading speed', () => {
    const deck = put(new FakeDeck(6));
    player.play();
    clock.pass(5_000);
    expect(deck.asked).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('stops at the end and leaves nothing to wait for', () => {
    put(new FakeDeck(3), 4);
    player.play();
    clock.pass(60_000);
    expect(player.playing).toBe(false);
    expect(clock.waiting).toBe(0);
  });

  it('begins anew from the end', () => {
    const deck = put(new FakeDeck(3), 4);
    deck.position = 3;
    player.play();
    expect(deck.position).toBe(0);
    clock.pass(60_000);
    expect(deck.asked).toEqual([0, 1, 2, 3]);
  });

  it('as fast as it goes asks once a frame, and shows every step of what is short', () => {
    const deck = put(new FakeDeck(100), 'max');
    player.play();
    clock.pass(50.5 * FRAME);
    expect(deck.asked).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
  });

  it('as fast as it goes ends in 20 s, however long the journal', () => {
    const deck = put(new FakeDeck(1_000_000), 'max');
    player.play();
    clock.pass(20_100);
    expect(deck.position).toBe(1_000_000);
    expect(player.playing).toBe(false);
  });

  it.each(['max', 256, 4] as const)('at %s never begins a seek on top of one', (speed) => {
    const deck = put(new FakeDeck(5_000, false), speed);
    player.play();
    clock.pass(2_000);
    expect(deck.asked).toHaveLength(1);
    deck.settle();
    clock.pass(300);
    expect(deck.asked).toHaveLength(2);
  });

  it('catches up when seeks are slow', () => {
    const deck = put(new FakeDeck(5_000, false), 16);
    player.play();
    for (let i = 0; i < 20; i += 1) {
      clock.pass(250);
      deck.settle();
    }
    expect(deck.position).toBeGreaterThan(4.5 * 16 * STEPS_PER_SECOND);
  });

  it('goes on from where somebody else went', () => {
    const deck = put(new FakeDeck(1_000));
    player.play();
    clock.pass(600);
    deck.position = 500;
    clock.pass(1_000);
    expect(deck.position).toBeGreaterThan(500);
    expect(deck.position).toBeLessThan(506);
    player.jump(100);
    clock.pass(1_010);
    expect(deck.position).toBe(104);
  });

  it('changes its pace at once', () => {
    const deck = put(new FakeDeck(1_000), 0.25);
    player.play();
    clock.pass(1_000);
    player.speed = 256;
    clock.pass(500);
    expect(deck.position).toBeGreaterThan(450);
  });

  it('pauses when nobody can see the page, and when another deck comes', () => {
    put(new FakeDeck(1_000));
    player.play();
    clock.hide();
    expect(player.playing).toBe(false);
    expect(clock.waiting).toBe(0);
    player.play();
    put(new FakeDeck(10));
    expect(player.playing).toBe(false);
  });

  it('does nothing where nothing was executed', () => {
    put(new FakeDeck(0));
    player.toggle();
    expect(player.playing).toBe(false);
  });
});

describe('stepping', () => {
  it('pauses, and stays between the ends', () => {
    const deck = put(new FakeDeck(2));
    player.play();
    player.step(1);
    expect(player.playing).toBe(false);
    player.step(1);
    player.step(1);
    expect(deck.position).toBe(2);
    player.step(-5);
    expect(deck.position).toBe(0);
    expect(deck.asked).toEqual([1, 2, 0]);
  });

  it('counts from where the deck is going', () => {
    const deck = put(new FakeDeck(10, false));
    player.step(1);
    player.step(1);
    player.step(1);
    expect(deck.asked).toEqual([1, 2, 3]);
    expect(player.at).toBe(3);
    deck.settle();
    expect(player.at).toBe(3);
  });

  it('goes to whole positions only', () => {
    const deck = put(new FakeDeck(10));
    player.jump(3.4);
    player.jump(NaN);
    player.jump(99);
    expect(deck.asked).toEqual([3, 10]);
  });
});

describe('between two steps', () => {
  /** Waits as they were asked for: ms of a timer, or a frame. */
  const waits = (): (number | 'frame')[] => {
    const asked: (number | 'frame')[] = [];
    const { after, frame } = clock;
    Object.assign(clock, {
      after: (ms: number, run: () => void) => (asked.push(ms), after(ms, run)),
      frame: (run: () => void) => (asked.push('frame'), frame(run)),
    });
    player = new Player(clock);
    return asked;
  };
  it('at reading speed it waits for the moment at which the next is due', () => {
    const asked = waits();
    const deck = put(new FakeDeck(4));
    player.play();
    clock.pass(100);
    player.speed = 2;
    clock.pass(10_000);
    expect(deck.asked).toEqual([1, 2, 3, 4]);
    expect(asked).toEqual([250, 125, 125, 125, 125, 125]);
  });
  it('at a speed that no timer keeps, or while the deck is under way, it waits for frames', () => {
    const asked = waits();
    put(new FakeDeck(1_000), 16);
    player.play();
    clock.pass(40);
    expect(new Set(asked)).toEqual(new Set(['frame']));
    asked.length = 0;
    const slow = put(new FakeDeck(9, false), 1);
    player.play();
    clock.pass(250);
    expect(asked).toEqual([250, 'frame']);
    clock.pass(100);
    expect(asked.slice(1)).toEqual(Array(asked.length - 1).fill('frame'));
    slow.settle();
    clock.pass(FRAME);
    expect(asked.at(-1)).toBeTypeOf('number');
  });
});

describe('a player', () => {
  it('is paused by the key that played it, and says how fast it is', () => {
    const deck = put(new FakeDeck(9), 4);
    expect([player.playing, player.speed]).toEqual([false, 4]);
    player.toggle();
    expect(player.playing).toBe(true);
    player.toggle();
    expect([player.playing, clock.waiting]).toEqual([false, 0]);
    expect(deck.asked).toEqual([]);
  });
  it('goes on from where it stands, and not twice', () => {
    const deck = put(new FakeDeck(9));
    player.jump(5);
    player.play();
    player.play();
    expect(clock.waiting).toBe(1);
    clock.pass(250);
    expect(deck.asked).toEqual([5, 6]);
  });
  it('that is paused waits for nothing, wherever it goes', () => {
    put(new FakeDeck(9));
    player.jump(3);
    player.speed = 4;
    player.step(1);
    expect(clock.waiting).toBe(0);
  });
  it('of a deck that is under way is where that deck was, until it is told to go', () => {
    const deck = new FakeDeck(9, false);
    deck.position = 3;
    deck.seeking = true;
    player.follow(deck);
    expect(player.at).toBe(3);
    player.jump(7);
    expect(player.at).toBe(7);
    // What lay beyond is gone.
    deck.length = 5;
    expect(player.at).toBe(5);
  });
});

describe('a player without a deck', () => {
  it('stands at nothing and does nothing', () => {
    expect(player.playing).toBe(false);
    player.play();
    player.step(1);
    player.jump(5);
    expect([player.playing, player.at, player.deck, clock.waiting]).toEqual([
      ...[false, 0, undefined, 0],
    ]);
  });
  it('stops what played when its deck goes', () => {
    const deck = put(new FakeDeck(9));
    player.play();
    player.follow(undefined);
    expect([player.playing, clock.waiting]).toEqual([false, 0]);
    clock.pass(5_000);
    expect(deck.asked).toEqual([]);
  });
  it('goes on with the deck it has', () => {
    const deck = put(new FakeDeck(9));
    player.play();
    player.follow(deck);
    expect(player.playing).toBe(true);
  });
});

describe('the clock of the page', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  it('waits so many milliseconds, unless it is called off', () => {
    vi.useFakeTimers();
    const ran: string[] = [];
    const from = playerClock.now();
    playerClock.after(40, () => ran.push('a'));
    playerClock.after(40, () => ran.push('b'))();
    vi.advanceTimersByTime(39);
    expect([ran, playerClock.now() - from]).toEqual([[], 39]);
    vi.advanceTimersByTime(1);
    expect(ran).toEqual(['a']);
  });
  it('waits for a frame, unless it is called off', () => {
    const frames = new Map<number, () => void>();
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
      frames.set(frames.size + 7, run);
      return frames.size + 6;
    });
    vi.stubGlobal('cancelAnimationFrame', (frame: number) => frames.delete(frame));
    const ran: string[] = [];
    playerClock.frame(() => ran.push('a'))();
    playerClock.frame(() => ran.push('b'));
    for (const run of frames.values()) run();
    expect(ran).toEqual(['b']);
  });
  it('tells when the page is hidden, and not when it is seen again', () => {
    const page = Object.assign(new EventTarget(), { hidden: false });
    vi.stubGlobal('document', page);
    let hidden = 0;
    playerClock.onHidden(() => (hidden += 1));
    page.dispatchEvent(new Event('visibilitychange'));
    expect(hidden).toBe(0);
    page.hidden = true;
    page.dispatchEvent(new Event('visibilitychange'));
    page.dispatchEvent(new Event('another'));
    expect(hidden).toBe(1);
  });
  it('where there is no page is never hidden', () => {
    expect(() => playerClock.onHidden(() => expect.unreachable('nobody looks'))).not.toThrow();
  });
});
