/** A clock in the test's hand: time moves only when told to. */
import type { Clock } from '../clock.ts';

interface Timer {
  readonly due: number;
  readonly act: () => void;
}

export class ManualClock implements Clock {
  #now = 0;
  readonly #timers = new Set<Timer>();
  readonly #frames = new Set<() => void>();
  isVisible = true;

  now(): number {
    return this.#now;
  }

  after(ms: number, act: () => void): () => void {
    const timer = { due: this.#now + ms, act };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  atFrame(act: () => void): () => void {
    const own = (): void => act();
    this.#frames.add(own);
    return () => void this.#frames.delete(own);
  }

  visible(): boolean {
    return this.isVisible;
  }

  get timers(): number {
    return this.#timers.size;
  }

  get frames(): number {
    return this.#frames.size;
  }

  /** Let time pass; what falls due happens at its time, in order. */
  advance(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const [next] = [...this.#timers].sort((a, b) => a.due - b.due);
      if (next === undefined || next.due > until) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.act();
    }
    this.#now = until;
  }

  /** The page slept for so long: every timer that fell due in between comes at its end. */
  sleep(ms: number): void {
    this.#now += ms;
    for (const timer of [...this.#timers]) {
      if (timer.due <= this.#now && this.#timers.delete(timer)) timer.act();
    }
  }

  /** One animation frame. */
  paint(): void {
    const acts = [...this.#frames];
    this.#frames.clear();
    for (const act of acts) act();
  }
}
