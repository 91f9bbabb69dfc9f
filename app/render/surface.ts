/**
 * A canvas whose unit is a CSS pixel, and what may change beneath it: its size, the pixel ratio of
 * the screen, the theme and the size of text. It knows nothing of what is painted.
 */
export interface SurfaceSize {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Give a canvas room for its size in device pixels; true if the backing store was replaced. */
export const fitCanvas = (canvas: HTMLCanvasElement, size: SurfaceSize): boolean => {
  const width = Math.max(1, Math.round(size.width * size.ratio));
  const height = Math.max(1, Math.round(size.height * size.ratio));
  canvas.style.width = `${size.width}px`;
  canvas.style.height = `${size.height}px`;
  if (canvas.width === width && canvas.height === height) return false;
  canvas.width = width;
  canvas.height = height;
  return true;
};

/** The context, its unit set to a CSS pixel. `desynchronized` tears, so it is not asked for. */
export const contextOf = (
  canvas: HTMLCanvasElement,
  ratio: number,
): CanvasRenderingContext2D | undefined => {
  const ctx = canvas.getContext('2d', { alpha: true }) ?? undefined;
  ctx?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ctx;
};

export const deviceRatio = (): number => Math.min(4, Math.max(1, globalThis.devicePixelRatio || 1));

/** Tell when an element's width changes. Returns how to stop. */
export const watchWidth = (element: Element, changed: (width: number) => void): (() => void) => {
  const observer = new ResizeObserver((entries) => {
    const width = entries.at(-1)?.contentRect.width;
    if (width !== undefined) changed(Math.floor(width));
  });
  observer.observe(element);
  return () => observer.disconnect();
};

const LOOKS = ['data-theme', 'data-text', 'lang', 'class', 'style'];

/** Tell when theme, language, text size, fonts or pixel ratio may have moved. Returns how to stop. */
export const watchLooks = (changed: () => void): (() => void) => {
  const stop = new AbortController();
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: LOOKS });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', changed, { signal: stop.signal });
  window.addEventListener('resize', changed, { signal: stop.signal });
  document.fonts?.addEventListener('loadingdone', changed, { signal: stop.signal });
  return () => {
    observer.disconnect();
    stop.abort();
  };
};

/** Size of the reader's text relative to 16 px. */
export const textScale = (): number => {
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isFinite(size) && size > 0 ? Math.min(2, Math.max(0.75, size / 16)) : 1;
};
