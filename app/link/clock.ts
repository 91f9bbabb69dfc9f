/** Time as the page has it, in one place so that tests can hold it in their hands. */
import { GRACE_MS, LATE_MS } from './limits.ts';

export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Both answer how to call it off. */
  after(ms: number, act: () => void): () => void;
  atFrame(act: () => void): () => void;
  /** Somebody may be looking. */
  visible(): boolean;
}

export const pageClock: Clock = {
  now: () => performance.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  atFrame: (act) => {
    const frame = requestAnimationFrame(act);
    return () => cancelAnimationFrame(frame);
  },
  visible: () => document.visibilityState === 'visible',
};

/**
 * Act after `ms`, unless called off. A timer that comes very late tells of a page that slept, and
 * an answer may wait right after it: then, once, GRACE_MS more.
 */
export function deadline(clock: Clock, ms: number, act: () => void): () => void {
  const due = clock.now() + ms;
  let callOff = clock.after(ms, () => {
    if (clock.now() - due <= LATE_MS) act();
    else callOff = clock.after(GRACE_MS, act);
  });
  return () => callOff();
}
