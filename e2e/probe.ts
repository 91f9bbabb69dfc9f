/**
 * Watches frames and drawing from outside: the page knows nothing of it, and what ships carries no
 * hooks. Must be installed before the page loads.
 */
import type { Page } from '@playwright/test';

/** One animation frame in which the page did something. Times are performance.now() in ms. */
export interface FrameRecord {
  /** When the first callback of the frame began. */
  readonly start: number;
  /** Script time of all its callbacks. */
  readonly scriptMs: number;
  /** Calls that put pixels on a canvas of the document. */
  readonly draws: number;
  /** Those among them that drew a map. */
  readonly maps: number;
  /** When the browser had handed the frame on: the first task after its rendering. */
  readonly shown: number;
}

interface Probe {
  readonly frames: FrameRecord[];
  /** Time stamp of the last trusted Enter, click or wheel. */
  lastInput: number;
}

declare global {
  // Lives in the page while it is measured.
  var carveoutProbe: Probe;
}

/** Runs in the page, before its own scripts. */
function install(): void {
  const probe: Probe = { frames: [], lastInput: 0 };
  globalThis.carveoutProbe = probe;
  for (const type of ['keydown', 'pointerdown', 'wheel']) {
    const note = (event: Event): void => {
      if (event instanceof KeyboardEvent && event.key !== 'Enter') return;
      probe.lastInput = event.timeStamp;
    };
    addEventListener(type, note, { capture: true, passive: true });
  }

  let draws = 0;
  let maps = 0;
  const isMap = new WeakMap<HTMLCanvasElement, boolean>();
  const ofMap = (canvas: HTMLCanvasElement): boolean => {
    const known = isMap.get(canvas) ?? canvas.closest('[data-plate]') !== null;
    isMap.set(canvas, known);
    return known;
  };
  const proto = CanvasRenderingContext2D.prototype as unknown as Record<string, unknown>;
  for (const name of ['putImageData', 'drawImage', 'fillRect', 'fill', 'stroke', 'fillText']) {
    const draw = proto[name] as (...args: unknown[]) => unknown;
    proto[name] = function (this: CanvasRenderingContext2D, ...args: unknown[]): unknown {
      if (this.canvas.isConnected) {
        draws += 1;
        if (ofMap(this.canvas)) maps += 1;
      }
      return draw.apply(this, args);
    };
  }

  const later = new MessageChannel();
  const waiting: (() => void)[] = [];
  later.port1.onmessage = () => waiting.shift()?.();
  let open: Record<'start' | 'scriptMs' | 'draws' | 'maps' | 'stamp', number> | undefined;
  const raf = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (callback) =>
    raf((stamp) => {
      const start = performance.now();
      if (open?.stamp !== stamp) {
        const frame = { start, scriptMs: 0, draws: 0, maps: 0, stamp };
        open = frame;
        waiting.push(() => {
          const { scriptMs, draws: all, maps: some } = frame;
          const shown = performance.now();
          probe.frames.push({ start, scriptMs, draws: all, maps: some, shown });
        });
        later.port2.postMessage(undefined);
      }
      const before = [draws, maps] as const;
      try {
        callback(stamp);
      } finally {
        open.scriptMs += performance.now() - start;
        open.draws += draws - before[0];
        open.maps += maps - before[1];
      }
    });
}

export async function installProbe(page: Page): Promise<void> {
  await page.addInitScript(install);
}

/** The frames since the last call. */
export const takeFrames = (page: Page): Promise<FrameRecord[]> =>
  page.evaluate(() => carveoutProbe.frames.splice(0));
