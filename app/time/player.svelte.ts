/**
 * Goes through a journal by itself: so many steps a second, or as fast as frames are shown. It owns no
 * position; it asks the deck to seek, waits while the deck is under way, and goes on from wherever
 * somebody else went meanwhile.
 */
import type { TimeDeck } from './time.ts';

export interface PlayerClock {
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /** Run later. Returns how to prevent it. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Run when the next frame is about to be drawn, that is, when the last one was shown. */
  readonly frame: (run: () => void) => () => void;
  /** Tell when nobody can see the page any more. */
  readonly onHidden: (run: () => void) => void;
}

/** Steps a second at 1×: slow enough to read each line. */
export const STEPS_PER_SECOND = 4;
export const SPEEDS = [0.25, 0.5, 1, 2, 4, 16, 64, 256, 'max'] as const;
export type Speed = (typeof SPEEDS)[number];
/** Frames in which a whole journal passes at `max`: 20 s at 60 frames a second. */
const MAX_FRAMES = 1200;
/** Below this a timer is not finer than a frame. */
const FRAME_MS = 17;

export class Player {
  readonly #clock: PlayerClock;
  #deck = $state.raw<TimeDeck | undefined>();
  #playing = $state(false);
  #speed = $state.raw<Speed>(1);
  /** Where the deck was last told to go. */
  #asked = $state(0);
  /** At a speed: `#from` was left at `#since`. */
  #from = 0;
  #since = 0;
  #cancel: (() => void) | undefined;

  constructor(clock: PlayerClock) {
    this.#clock = clock;
    clock.onHidden(() => this.pause());
  }

  get deck(): TimeDeck | undefined {
    return this.#deck;
  }
  /** Another deck is played from now on; undefined: none. */
  follow(deck: TimeDeck | undefined): void {
    if (deck === this.#deck) return;
    this.pause();
    this.#deck = deck;
    this.#asked = deck?.position ?? 0;
  }

  get playing(): boolean {
    return this.#playing;
  }
  get speed(): Speed {
    return this.#speed;
  }
  set speed(speed: Speed) {
    this.#speed = speed;
    this.#restart();
  }
  /** Where the deck is, or where it is going. */
  get at(): number {
    const deck = this.#deck;
    if (!deck) return 0;
    return deck.seeking ? Math.min(this.#asked, deck.length) : deck.position;
  }

  /** From the end it begins anew. */
  play(): void {
    const deck = this.#deck;
    if (!deck || deck.length === 0 || this.#playing) return;
    if (this.at >= deck.length) this.#seek(0);
    this.#playing = true;
    this.#restart();
  }
  pause(): void {
    this.#playing = false;
    this.#cancel?.();
    this.#cancel = undefined;
  }
  toggle(): void {
    if (this.#playing) this.pause();
    else this.play();
  }
  /** Some steps forward or, negative, back; playing ends. */
  step(by: number): void {
    this.pause();
    this.#seek(this.at + by);
  }
  /** Go to a position; playing goes on from there. */
  jump(position: number): void {
    this.#seek(position);
    this.#restart();
  }

  #seek(position: number): void {
    const deck = this.#deck;
    if (!deck || Number.isNaN(position)) return;
    const to = Math.min(deck.length, Math.max(0, Math.round(position)));
    const already = to === this.at;
    this.#asked = to;
    if (!already) deck.seek(to);
  }

  /** Time is counted from here and now. */
  #restart(): void {
    this.#from = this.at;
    this.#since = this.#clock.now();
    if (this.#playing) this.#wait();
  }

  /** Until the next step is due. */
  #wait(): void {
    this.#cancel?.();
    const { now, after, frame } = this.#clock;
    const run = (): void => this.#tick();
    const ms = this.#interval * (this.at + 1 - this.#from) - (now() - this.#since);
    const soon = this.#speed === 'max' || this.#deck?.seeking === true || ms < FRAME_MS;
    this.#cancel = soon ? frame(run) : after(ms, run);
  }
  /** Milliseconds a step takes. */
  get #interval(): number {
    return this.#speed === 'max' ? 0 : 1000 / (STEPS_PER_SECOND * this.#speed);
  }

  #tick(): void {
    const deck = this.#deck;
    if (!deck || !this.#playing) return;
    // The last seek is still under way: none is begun on top of it.
    if (deck.seeking) return this.#wait();
    if (deck.position !== this.#asked) {
      this.#asked = deck.position;
      return this.#restart();
    }
    if (deck.position >= deck.length) return this.pause();
    const due = this.#due(deck);
    if (due > deck.position) this.#seek(due);
    this.#wait();
  }

  #due({ position, length }: TimeDeck): number {
    if (this.#speed === 'max') return position + Math.ceil(length / MAX_FRAMES);
    return this.#from + Math.floor((this.#clock.now() - this.#since) / this.#interval);
  }
}

/** The page's own clock; where there is no page, one on which nothing is ever shown. */
export const playerClock: PlayerClock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  frame: (run) => {
    const request = requestAnimationFrame(run);
    return () => cancelAnimationFrame(request);
  },
  onHidden: (run) => {
    if (typeof document === 'undefined') return;
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) run();
    });
  },
};
