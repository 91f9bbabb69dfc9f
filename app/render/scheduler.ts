/**
 * The one owner of requestAnimationFrame. Asking twice costs nothing, and when nobody asks no
 * frame is drawn: there is no loop.
 */
export type FrameRequest = (run: () => void) => number;

/** Steps of one frame, in this order: first take the newest state, then paint it. */
const PHASES = ['take', 'paint'] as const;
export type Phase = (typeof PHASES)[number];

export interface Step {
  /** Run this step in the next frame. Idempotent. */
  request(): void;
  /** Never run it again. */
  remove(): void;
}

interface Entry {
  readonly phase: Phase;
  readonly run: () => void;
  wanted: boolean;
}

export class Scheduler {
  /** Frames drawn since the page opened; stands still while the page is idle. */
  drawn = 0;
  readonly #raf: FrameRequest;
  readonly #steps = new Set<Entry>();
  #pending = false;

  constructor(raf: FrameRequest) {
    this.#raf = raf;
  }

  add(phase: Phase, run: () => void): Step {
    const entry: Entry = { phase, run, wanted: false };
    this.#steps.add(entry);
    return {
      request: () => {
        if (!this.#steps.has(entry)) return;
        entry.wanted = true;
        this.requestFrame();
      },
      remove: () => void this.#steps.delete(entry),
    };
  }

  requestFrame(): void {
    if (this.#pending) return;
    this.#pending = true;
    this.#raf(this.#frame);
  }

  readonly #frame = (): void => {
    this.#pending = false;
    this.drawn += 1;
    for (const phase of PHASES) {
      for (const entry of [...this.#steps]) {
        if (!entry.wanted || entry.phase !== phase || !this.#steps.has(entry)) continue;
        entry.wanted = false;
        entry.run();
      }
    }
  };
}
